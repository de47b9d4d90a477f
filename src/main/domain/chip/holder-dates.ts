import type { DocumentDate, Expiry, Holder } from '#contract/holder.ts';
import { isoOfMrzDate, readDocumentDate, saysNoExpiry, showIsoDate } from '#domain/text/document-date.ts';
import type { Mrz } from './mrz.ts';

/** What a card says about the holder's dates, by source; null where the source is not there. */
export type StatedDates = {
  readonly mrz: Mrz | null;
  /** DG13 field 3, as text. */
  readonly birth: string | null;
  /** DG13 field 12, as text. */
  readonly expiry: string | null;
  readonly issued: DocumentDate | null;
  /** Birth date of DG11, ISO: gives the century only. */
  readonly dg11Birth: string | null;
};

/** What Vietnamese cards have in the machine readable zone instead of an end ("Không thời hạn"). */
const NEVER = '991231';
/** Cards of holders of this age have no end (Law on Identification 2023, article 21). */
const AGE_WITHOUT_EXPIRY = 60;

/**
 * The birth date: DG13's where it agrees with the zone in everything but the century (the zone has none), else the
 * zone's own, in the century that the other facts leave possible.
 */
export function birthOf(stated: StatedDates): Holder['birth'] {
  const { mrz, birth } = stated;
  const national = birth === null ? null : readDocumentDate(birth);
  if (mrz === null) return national === null ? null : { ...national, source: 'DG13' };
  if (national?.iso && agrees(national.iso, mrz.birth)) return { ...national, source: 'DG13' };
  const iso = isoOfMrzDate(mrz.birth, birthCentury(stated, mrz));
  return { text: iso === null ? mrz.birth : showIsoDate(iso), iso, source: 'DG1' };
}

/** Whether an ISO date is what yymmdd says; parts unknown on either side agree with anything. */
function agrees(iso: string, yymmdd: string): boolean {
  const [year = '', month, day] = iso.split('-');
  const parts = [yymmdd.slice(0, 2), yymmdd.slice(2, 4), yymmdd.slice(4, 6)];
  const known = [year.slice(2), month, day];
  return known.every((part, index) => part === undefined || parts[index] === '<<' || parts[index] === part);
}

/**
 * 20 where nothing speaks against it: a holder is born before the issue of the document; where that is not known, at
 * least five years (the shortest common validity) before its end. A Vietnamese number says the century itself: its
 * fourth digit is even for men and odd for women, 0 and 1 for the 1900s, 2 and 3 for the 2000s.
 */
function birthCentury({ issued, dg11Birth }: StatedDates, mrz: Mrz): number {
  if (dg11Birth !== null && agrees(dg11Birth, mrz.birth)) return Number(dg11Birth.slice(0, 2));
  const digit = mrz.issuer === 'VNM' && /^\d{12}$/.test(mrz.optional) ? Number(mrz.optional[3]) : Number.NaN;
  if (digit <= 3 && mrz.optional.slice(4, 6) === mrz.birth.slice(0, 2)) return 19 + Math.floor(digit / 2);
  const born = Number(`20${mrz.birth.slice(0, 2)}`);
  if (issued?.iso) return born <= Number(issued.iso.slice(0, 4)) ? 20 : 19;
  if (mrz.expiry === NEVER) return 19;
  const ends = Number(`20${mrz.expiry.slice(0, 2)}`);
  return born + 5 <= ends ? 20 : 19;
}

/**
 * The end of the document. The zone leads, always in the 2000s. Its 991231 means "never" on a Vietnamese card, if DG13
 * says so too or says nothing, and not if the holder is known to have been under 60 at the issue; a date in DG13 beats it.
 */
export function expiryOf(stated: StatedDates, birth: Holder['birth']): Expiry {
  const { mrz, expiry } = stated;
  if (mrz === null) return expiryByDg13(expiry);
  const isSentinel = mrz.expiry === NEVER && mrz.issuer === 'VNM';
  if (isSentinel) return expiryOfSentinel(stated, birth);
  const iso = isoOfMrzDate(mrz.expiry, 20);
  if (iso === null || iso.length < 10) return { kind: 'unknown', text: mrz.expiry };
  return { kind: 'date', iso, text: showIsoDate(iso) };
}

function expiryByDg13(text: string | null): Expiry {
  if (text === null) return { kind: 'unknown', text: '' };
  if (saysNoExpiry(text)) return { kind: 'never' };
  const date = readDocumentDate(text);
  if (date.iso === null || date.iso.length < 10) return { kind: 'unknown', text: date.text };
  return { kind: 'date', iso: date.iso, text: date.text };
}

function expiryOfSentinel({ expiry, issued }: StatedDates, birth: Holder['birth']): Expiry {
  if (expiry !== null) {
    const byDg13 = expiryByDg13(expiry);
    return byDg13.kind === 'unknown' ? { kind: 'unknown', text: byDg13.text } : byDg13;
  }
  const years = ageAt(birth?.iso ?? null, issued?.iso ?? null);
  return years !== null && years < AGE_WITHOUT_EXPIRY ? { kind: 'unknown', text: NEVER } : { kind: 'never' };
}

/** The greatest age in full years that unknown parts of the dates leave possible, or null. */
function ageAt(birth: string | null, at: string | null): number | null {
  if (birth === null || at === null) return null;
  const years = Number(at.slice(0, 4)) - Number(birth.slice(0, 4));
  return birth.length === 10 && at.length === 10 && at.slice(5) < birth.slice(5) ? years - 1 : years;
}
