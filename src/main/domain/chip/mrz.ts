import type { MrzCheck } from '#contract/desk.ts';
import { Malformed } from './malformed.ts';
import {
  type CheckedField,
  checkDigit,
  continuation,
  layouts,
  liveChecks,
  type MrzFormat,
  type MrzLayout,
  textAt,
} from './mrz-layout.ts';

export { checkDigit };

/** One check digit of a complete zone: the field it guards, where the digit stands (counted from 0), whether it is right. */
export type MrzDigit = {
  readonly field: CheckedField;
  readonly line: number;
  readonly column: number;
  readonly ok: boolean;
};

/** A machine readable zone taken apart (ICAO 9303-3 to -6). Fillers at the end of a field are cut, except in raw fields. */
export type Mrz = {
  readonly format: MrzFormat;
  readonly lines: readonly string[];
  readonly documentCode: string;
  readonly issuer: string;
  /** On a Vietnamese card the last nine digits of the citizen number. A TD1 or TD2 number may be longer than nine. */
  readonly documentNumber: string;
  /** Optional data; on a Vietnamese card the twelve-digit citizen number without its check digit. */
  readonly optional: string;
  /** The second optional field of TD1, null in the other formats. */
  readonly optional2: string | null;
  /** YYMMDD as it stands: unknown parts are fillers. */
  readonly birth: string;
  /** M, F or a filler. */
  readonly sex: string;
  /** YYMMDD as it stands; 991231 on a Vietnamese card means no expiry. */
  readonly expiry: string;
  readonly nationality: string;
  readonly surname: string;
  readonly givenNames: string;
  /** The name field with all its fillers. */
  readonly nameRaw: string;
  readonly checks: readonly MrzDigit[];
};

/** What of the zone makes the access key. Dates are YYMMDD. */
export type MrzKeyFields = { readonly documentNumber: string; readonly birth: string; readonly expiry: string };

/** Capital letters, no white space: nothing else is changed, least of all O and 0. */
function normalise(text: string): string {
  return text.replace(/\s+/g, '').replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

const formatByLength: ReadonlyMap<number, MrzFormat> = new Map([
  [90, 'TD1'],
  [72, 'TD2'],
  [88, 'TD3'],
]);

/**
 * Takes a whole zone apart. Line breaks, spaces and lower case are accepted, wrong check digits are reported in `checks`,
 * and dates are not judged. @throws Malformed for a wrong length, a character that cannot occur, or a visa (no chip)
 */
export function parseMrz(text: string): Mrz {
  const zone = normalise(text);
  const format = formatByLength.get(zone.length);
  if (format === undefined) throw new Malformed('MRZ', 'neither 90, 72 nor 88 characters');
  if (/[^0-9A-Z<]/.test(zone)) throw new Malformed('MRZ', 'a character that does not belong there');
  if (zone.startsWith('V')) throw new Malformed('MRZ', 'a visa, which has no chip');
  const layout = layouts[format];
  const lines = cut(zone, layout.width);
  const field = (key: 'birth' | 'sex' | 'expiry' | 'nationality' | 'name') => textAt(lines, layout[key]);
  return {
    format,
    lines,
    documentCode: trim(zone.slice(0, 2)),
    issuer: trim(zone.slice(2, 5)),
    ...numbers(layout, lines),
    optional2: layout.optional2 && trim(textAt(lines, layout.optional2)),
    birth: field('birth'),
    sex: field('sex'),
    expiry: field('expiry'),
    nationality: trim(field('nationality')),
    ...names(field('name')),
    nameRaw: field('name'),
    checks: liveChecks(layout, lines).map((check) => ({ ...check, ok: check.ok === true })),
  };
}

function cut(text: string, width: number): string[] {
  return Array.from({ length: Math.ceil(text.length / width) }, (_, i) => text.slice(i * width, (i + 1) * width));
}

function trim(field: string): string {
  return field.replace(/<+$/, '');
}

function numbers(layout: MrzLayout, lines: readonly string[]): Pick<Mrz, 'documentNumber' | 'optional'> {
  const documentNumber = textAt(lines, layout.documentNumber);
  const optional = textAt(lines, layout.optional);
  const more = continuation(layout, lines);
  if (more !== null && more !== 'open') {
    return { documentNumber: documentNumber + more.rest.slice(0, -1), optional: trim(optional.slice(more.end + 1)) };
  }
  const vietnamese =
    layout.format === 'TD1' && (lines[0] ?? '').startsWith('VNM', 2) && /^\d{12}<<[\d<]$/.test(optional);
  return { documentNumber: trim(documentNumber), optional: vietnamese ? optional.slice(0, 12) : trim(optional) };
}

function names(raw: string): Pick<Mrz, 'surname' | 'givenNames'> {
  const [surname = '', ...given] = trim(raw).split('<<');
  const words = (text: string) => text.split('<').filter((word) => word !== '');
  return { surname: words(surname).join(' '), givenNames: given.flatMap(words).join(' ') };
}

/** The fields that make the access key, from a parsed zone. */
export function mrzKeyFields({ documentNumber, birth, expiry }: Mrz): MrzKeyFields {
  return { documentNumber, birth, expiry };
}

/**
 * The MRZ_information of ICAO 9303-11 §9.7.2 as bytes: number (filled up to nine characters, longer ones in full), birth
 * and expiry, each with its check digit. The digits are computed, so a misread one does no harm.
 * @throws Malformed for dates that are not six characters, or characters that cannot occur
 */
export function mrzInformation({ documentNumber, birth, expiry }: MrzKeyFields): Uint8Array {
  if (birth.length !== 6 || expiry.length !== 6) throw new Malformed('MRZ', 'a date that is not YYMMDD');
  if (documentNumber === '') throw new Malformed('MRZ', 'no document number');
  const fields = [documentNumber.padEnd(9, '<'), birth, expiry];
  return new TextEncoder().encode(fields.map((field) => field + checkDigit(field)).join(''));
}

/**
 * What can be said of a zone while it is typed: its lines as far as they go, and each check digit, `ok` null while it or
 * what it covers is still missing. `complete` says that `parseMrz` takes it, not that the digits are right.
 * Lines and columns count from 0. Accepts everything a person may type and never throws.
 */
export function mrzCheck(text: string): MrzCheck {
  const typed = text
    .split(/[\r\n]+/)
    .map(normalise)
    .filter((line) => line !== '');
  const zone = typed.join('');
  const format = guessFormat(typed, zone);
  if (format === null) return { lines: typed, format, checks: [], complete: false };
  const layout = layouts[format];
  const whole = zone.length === layout.width * layout.lineCount;
  const reflow = whole || typed.some((line) => line.length > layout.width);
  const lines = reflow ? cut(zone, layout.width) : typed;
  return {
    lines,
    format,
    checks: liveChecks(layout, lines).map((check) => ({ ...check })),
    complete: whole && !/[^0-9A-Z<]/.test(zone),
  };
}

/** The format a beginning most probably belongs to; null where it cannot be a document with a chip. */
function guessFormat(typed: readonly string[], zone: string): MrzFormat | null {
  if (zone.startsWith('P')) return 'TD3';
  if (!/^[AIC]/.test(zone)) return zone.startsWith('V') ? null : (formatByLength.get(zone.length) ?? null);
  const firstLine = typed.length > 1 ? typed[0]?.length : undefined;
  if (firstLine === layouts.TD2.width) return 'TD2';
  if (firstLine === layouts.TD1.width) return 'TD1';
  // A TD2 line begins with the name, a TD1 line with the number: 31 characters without a digit are a name.
  return /^[A-Z<]{31}/.test(zone.slice(5)) ? 'TD2' : 'TD1';
}
