import type { Citizen, RelativeKind, Sex } from '#contract/citizen.ts';
import type { ComparedField, QrIdentity } from '#contract/comparison.ts';
import type { Expiry, Holder } from '#contract/holder.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { type Mrz, parseMrz } from '#domain/chip/mrz.ts';
import { showIsoDate } from '#domain/text/document-date.ts';
import { printedResidence } from '../citizen.ts';
import { heldCard } from '../validity/card-validity.ts';

/** What was read of one card: the chip, the printed zone, the QR code; each null where it was not read. */
export type CardSources = {
  readonly holder: Holder | null;
  readonly mrz: Mrz | null;
  readonly qr: QrIdentity | null;
};

/** Every compared field as one source shows it; absent where the source says nothing. */
export type Shown = Partial<Readonly<Record<ComparedField, string>>>;

const NEVER = 'Không thời hạn';

/** The zone to compare with: the printed one where it was read, else the chip's own. */
export function zoneOf({ holder, mrz }: CardSources): Mrz | null {
  if (mrz !== null || holder === null || holder.mrz.length === 0) return mrz;
  try {
    return parseMrz(holder.mrz.join(''));
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** The twelve-digit number of a Vietnamese zone; null in any other. */
export function zoneNumber(mrz: Mrz): string | null {
  return mrz.issuer === 'VNM' && /^\d{12}$/.test(mrz.optional) ? mrz.optional : null;
}

/** The chip's statements. */
export function shownByChip(holder: Holder | null): Shown {
  if (holder === null) return {};
  return present({
    number: holder.number?.value,
    name: holder.name?.value,
    birth: holder.birth?.text,
    sex: holder.sex === null ? undefined : showSex(holder.sex),
    nationality: holder.nationality?.value,
    ethnicity: holder.ethnicity?.value,
    religion: holder.religion?.value,
    origin: holder.origin?.value,
    residence: holder.residence?.value,
    father: holder.father?.value,
    mother: holder.mother?.value,
    spouse: holder.spouse?.value,
    oldNumber: holder.oldNumber?.value,
    issued: holder.issued?.text,
    expiry: showExpiry(holder.expiry),
  });
}

/** The zone's statements, as far as it has the field; its years have two digits. */
export function shownByZone(mrz: Mrz | null): Shown {
  if (mrz === null) return {};
  return present({
    number: zoneNumber(mrz) ?? mrz.documentNumber,
    name: `${mrz.surname} ${mrz.givenNames}`.trim(),
    birth: showZoneDate(mrz.birth),
    sex: mrz.sex === 'M' ? showSex('male') : mrz.sex === 'F' ? showSex('female') : undefined,
    nationality: mrz.nationality,
    expiry: showZoneDate(mrz.expiry),
  });
}

/** Six characters of a zone as a date is written here; what the holder's papers do not know (`<<`) is left out. */
function showZoneDate(yymmdd: string): string {
  const parts = [yymmdd.slice(4, 6), yymmdd.slice(2, 4), yymmdd.slice(0, 2)];
  return parts.filter((part) => part !== '<<').join('/');
}

/** The statements of the QR code. */
export function shownByQr(qr: QrIdentity | null): Shown {
  if (qr === null) return {};
  return present({
    number: qr.number,
    name: qr.name,
    birth: qr.birth === null ? undefined : showIsoDate(qr.birth),
    sex: qr.sex === null ? undefined : showSex(qr.sex),
    residence: qr.residence,
    oldNumber: qr.oldNumber,
    issued: qr.issued === null ? undefined : showIsoDate(qr.issued),
  });
}

/** The record's statements. */
export function shownByRecord(record: Citizen | null): Shown {
  if (record === null) return {};
  const card = heldCard(record.cards);
  return present({
    number: record.number,
    name: record.name,
    birth: record.birth?.text,
    sex: record.sex === 'unknown' ? undefined : showSex(record.sex),
    nationality: record.nationalities.join(', '),
    ethnicity: record.ethnicity?.name,
    religion: record.religion?.name,
    origin: record.origin?.text,
    residence: printedResidence(record)?.address.text,
    father: relativeName(record, 'father'),
    mother: relativeName(record, 'mother'),
    spouse: relativeName(record, 'spouse'),
    oldNumber: record.oldNumbers.join(', '),
    issued: card?.issued?.text,
    expiry: card === null ? undefined : showExpiry(card.expiry),
  });
}

/** The name of the first relative of a kind. */
export function relativeName(record: Citizen, kind: RelativeKind): string | null {
  return record.relatives.find((relative) => relative.kind === kind)?.name ?? null;
}

function showSex(sex: Sex | 'unspecified'): string {
  if (sex === 'male') return 'Nam';
  return sex === 'female' ? 'Nữ' : 'không rõ';
}

function showExpiry(expiry: Expiry): string {
  return expiry.kind === 'never' ? NEVER : expiry.text;
}

function present(shown: Record<string, string | null | undefined>): Shown {
  return Object.fromEntries(
    Object.entries(shown).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}
