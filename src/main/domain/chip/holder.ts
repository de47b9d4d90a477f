import type { FileName } from '#contract/evidence.ts';
import type { DocumentDate, Holder } from '#contract/holder.ts';
import { readDocumentDate, showIsoDate } from '#domain/text/document-date.ts';
import { shownText } from '#domain/text/unicode.ts';
import { birthOf, expiryOf, type StatedDates } from './holder-dates.ts';
import { parseDg1 } from './lds/dg1.ts';
import { type Dg11, type Dg12, parseDg11, parseDg12 } from './lds/dg11.ts';
import { type Dg13Text, parseDg13 } from './lds/dg13.ts';
import { Malformed } from './malformed.ts';
import type { Mrz } from './mrz.ts';

export { maskHolder } from './mask-holder.ts';

type Stated = NonNullable<Holder['name']>;
type Fields = ReadonlyMap<number, readonly Dg13Text[]>;

/** The numbers of DG13's fields that are used here (see `Holder`); the others are shown as they are. */
const dg13 = {
  number: 1,
  name: 2,
  birth: 3,
  sex: 4,
  nationality: 5,
  ethnicity: 6,
  religion: 7,
  origin: 8,
  residence: 9,
  features: 10,
  issued: 11,
  expiry: 12,
  parents: 13,
  spouse: 14,
  oldNumber: 15,
} as const;
const explained: ReadonlySet<number> = new Set(Object.values(dg13));

type Sources = {
  readonly mrz: Mrz | null;
  readonly fields: Fields;
  readonly dg11: Dg11 | null;
  readonly dg12: Dg12 | null;
};

/**
 * The holder as the files state them, proved or not; null while neither DG1 nor DG13 can be read. A file that is
 * malformed counts as not there: to say so is the verdict's business. Never throws.
 */
export function holderOf(files: ReadonlyMap<FileName, Uint8Array>): Holder | null {
  const read = <T>(name: FileName, parse: (file: Uint8Array) => T): T | null => parsed(files.get(name), parse);
  const mrz = read('DG1', parseDg1);
  const fields: Fields = read('DG13', parseDg13)?.fields ?? new Map();
  if (mrz === null && fields.size === 0) return null;
  return describe({ mrz, fields, dg11: read('DG11', parseDg11), dg12: read('DG12', parseDg12) });
}

function parsed<T>(file: Uint8Array | undefined, parse: (file: Uint8Array) => T): T | null {
  if (file === undefined) return null;
  try {
    return parse(file);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

function describe(sources: Sources): Holder {
  const { mrz, fields } = sources;
  const dates = datesOf(sources);
  const birth = birthOf(dates);
  return {
    number: numberOf(sources),
    name: nameOf(sources),
    birth,
    sex: sexOf(sources),
    nationality: stated(fields, dg13.nationality) ?? from('DG1', mrz?.nationality),
    ethnicity: stated(fields, dg13.ethnicity),
    religion: stated(fields, dg13.religion),
    origin: stated(fields, dg13.origin),
    residence: stated(fields, dg13.residence),
    features: stated(fields, dg13.features),
    issued: dates.issued,
    expiry: expiryOf(dates, birth),
    father: parentOf(fields, 0),
    mother: parentOf(fields, 1),
    spouse: stated(fields, dg13.spouse),
    oldNumber: stated(fields, dg13.oldNumber),
    mrz: [...(mrz?.lines ?? [])],
    otherFields: [...fields]
      .filter(([number, texts]) => !explained.has(number) && texts.length > 0)
      .map(([number, texts]) => ({ number, text: textOf(texts) })),
  };
}

function datesOf({ mrz, fields, dg11, dg12 }: Sources): StatedDates {
  return {
    mrz,
    birth: stated(fields, dg13.birth)?.value ?? null,
    expiry: stated(fields, dg13.expiry)?.value ?? null,
    issued: issuedOf(fields, dg12),
    dg11Birth: dg11?.birth ?? null,
  };
}

function issuedOf(fields: Fields, dg12: Dg12 | null): DocumentDate | null {
  const text = stated(fields, dg13.issued)?.value;
  if (text !== undefined) return readDocumentDate(text);
  return dg12?.issued ? { text: showIsoDate(dg12.issued), iso: dg12.issued } : null;
}

function numberOf({ mrz, fields, dg11 }: Sources): Stated | null {
  const national = stated(fields, dg13.number);
  if (national !== null) return national;
  if (mrz?.issuer === 'VNM' && /^\d{12}$/.test(mrz.optional)) return from('DG1', mrz.optional);
  return from('DG11', dg11?.personalNumber) ?? from('DG1', mrz?.documentNumber);
}

function nameOf({ mrz, fields, dg11 }: Sources): Stated | null {
  const unfilled = (name: string | null | undefined) => name?.replaceAll('<', ' ');
  return (
    stated(fields, dg13.name) ??
    from('DG11', unfilled(dg11?.fullName)) ??
    from('DG1', mrz === null ? null : `${mrz.surname} ${mrz.givenNames}`)
  );
}

function sexOf({ mrz, fields }: Sources): Holder['sex'] {
  const national = stated(fields, dg13.sex)?.value.toLowerCase();
  if (mrz?.sex === 'M' || (mrz === null && national === 'nam')) return 'male';
  if (mrz?.sex === 'F' || (mrz === null && national === 'nữ')) return 'female';
  return mrz === null && national === undefined ? null : 'unspecified';
}

/** Father and mother stand in this order, or under the context tags [0] and [1]. */
function parentOf(fields: Fields, index: 0 | 1): Stated | null {
  const texts = fields.get(dg13.parents) ?? [];
  const tagged = texts.some(({ context }) => context !== null);
  return from('DG13', tagged ? texts.find(({ context }) => context === index)?.text : texts[index]?.text);
}

function stated(fields: Fields, number: number): Stated | null {
  return from('DG13', textOf(fields.get(number) ?? []));
}

function textOf(texts: readonly Dg13Text[]): string {
  return texts.map(({ text }) => text).join(', ');
}

function from(source: Stated['source'], value: string | null | undefined): Stated | null {
  const shown = shownText(value ?? '');
  return shown === '' ? null : { value: shown, source };
}
