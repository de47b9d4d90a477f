import { Malformed } from './malformed.ts';

/** The three sizes of travel documents with a chip (ICAO 9303-4, -5, -6). */
export type MrzFormat = 'TD1' | 'TD2' | 'TD3';

/** A run of characters in one line of the zone; lines and columns count from 0, `to` is the first column after it. */
export type Span = { readonly line: number; readonly from: number; readonly to: number };

/** Where each field of a machine readable zone stands. */
export type MrzLayout = {
  readonly format: MrzFormat;
  readonly lineCount: 2 | 3;
  readonly width: 30 | 36 | 44;
  readonly documentNumber: Span;
  readonly optional: Span;
  readonly optional2: Span | null;
  readonly birth: Span;
  readonly sex: Span;
  readonly expiry: Span;
  readonly nationality: Span;
  readonly name: Span;
  /** What the composite check digit covers; the digit itself ends the second line. */
  readonly composite: readonly Span[];
};

const span = (line: number, from: number, to: number): Span => ({ line, from, to });

/** ICAO 9303-5 §4.2.2, 9303-6 §4.2.2 and 9303-4 §4.2.2, columns counted from 0. */
export const layouts: Readonly<Record<MrzFormat, MrzLayout>> = {
  TD1: {
    format: 'TD1',
    lineCount: 3,
    width: 30,
    documentNumber: span(0, 5, 14),
    optional: span(0, 15, 30),
    optional2: span(1, 18, 29),
    birth: span(1, 0, 6),
    sex: span(1, 7, 8),
    expiry: span(1, 8, 14),
    nationality: span(1, 15, 18),
    name: span(2, 0, 30),
    composite: [span(0, 5, 30), span(1, 0, 7), span(1, 8, 15), span(1, 18, 29)],
  },
  TD2: {
    format: 'TD2',
    lineCount: 2,
    width: 36,
    documentNumber: span(1, 0, 9),
    optional: span(1, 28, 35),
    optional2: null,
    birth: span(1, 13, 19),
    sex: span(1, 20, 21),
    expiry: span(1, 21, 27),
    nationality: span(1, 10, 13),
    name: span(0, 5, 36),
    composite: [span(1, 0, 10), span(1, 13, 20), span(1, 21, 35)],
  },
  TD3: {
    format: 'TD3',
    lineCount: 2,
    width: 44,
    documentNumber: span(1, 0, 9),
    optional: span(1, 28, 42),
    optional2: null,
    birth: span(1, 13, 19),
    sex: span(1, 20, 21),
    expiry: span(1, 21, 27),
    nationality: span(1, 10, 13),
    name: span(0, 5, 44),
    composite: [span(1, 0, 10), span(1, 13, 20), span(1, 21, 43)],
  },
};

/** The characters of a span, fewer where the line is not typed so far. */
export function textAt(lines: readonly string[], { line, from, to }: Span): string {
  return (lines[line] ?? '').slice(from, to);
}

/**
 * The check digit of a text of digits, capital letters and fillers: weights 7, 3, 1, sum modulo 10 (ICAO 9303-3 §4.9).
 * @throws Malformed for any other character
 */
export function checkDigit(text: string): number {
  const sum = Array.from(text, valueOfCharacter).reduce(
    (total, value, i) => total + value * ([7, 3, 1][i % 3] ?? 0),
    0,
  );
  return sum % 10;
}

function valueOfCharacter(character: string): number {
  if (character === '<') return 0;
  if (!/^[0-9A-Z]$/.test(character)) throw new Malformed('MRZ', 'a character that does not belong there');
  return Number.parseInt(character, 36);
}

/** Which part of the zone a check digit guards. */
export type CheckedField = 'documentNumber' | 'birth' | 'expiry' | 'optional' | 'composite';

/** One check digit: where it stands, and whether it is right; `ok` is null while it or what it covers is not typed yet. */
export type LiveCheck = {
  readonly field: CheckedField;
  readonly line: number;
  readonly column: number;
  readonly ok: boolean | null;
};

/** Every check digit of a zone that may still be incomplete, in the order they are read. */
export function liveChecks(layout: MrzLayout, lines: readonly string[]): readonly LiveCheck[] {
  const { birth, expiry, composite, width, lineCount } = layout;
  const number = numberCheck(layout, lines);
  const dates = [check(lines, 'birth', [birth]), check(lines, 'expiry', [expiry])];
  const optional = optionalCheck(layout, lines) ?? [];
  const at = span(1, width - 1, width);
  const last = checkAt(lines, { field: 'composite', over: composite, at });
  return [number, lineCount === 3 ? [optional, dates] : [dates, optional], last].flat(2);
}

/** The check digit that follows its field directly. */
function check(lines: readonly string[], field: CheckedField, over: readonly [Span]): LiveCheck {
  const { line, to } = over[0];
  return checkAt(lines, { field, over, at: span(line, to, to + 1) });
}

type Rule = { readonly field: CheckedField; readonly over: readonly Span[]; readonly at: Span };

function checkAt(lines: readonly string[], { field, over, at }: Rule): LiveCheck {
  const place = { field, line: at.line, column: at.from };
  const digit = textAt(lines, at);
  const complete = over.every((part) => textAt(lines, part).length === part.to - part.from);
  if (digit === '' || !complete) return { ...place, ok: null };
  return { ...place, ok: digit === expectedDigit(over.map((part) => textAt(lines, part)).join(''), field, digit) };
}

/** The digit that belongs behind `text`; null where it holds a foreign character. An empty optional field may go without. */
function expectedDigit(text: string, field: CheckedField, found: string): string | null {
  if (/[^0-9A-Z<]/.test(text)) return null;
  return field === 'optional' && found === '<' && /^<*$/.test(text) ? '<' : String(checkDigit(text));
}

/**
 * A document number of more than nine characters goes on in the optional field: a filler stands where its check digit
 * would, and the rest, the check digit and a filler open the optional field (ICAO 9303-5 §4.2.2.2 note j, 9303-6).
 * Returns what continues it, null if the number is a short one, `open` while the end is not typed yet.
 */
export function continuation(
  layout: MrzLayout,
  lines: readonly string[],
): { rest: string; end: number } | 'open' | null {
  const { documentNumber, optional, format } = layout;
  if (format === 'TD3' || (lines[documentNumber.line] ?? '').charAt(documentNumber.to) !== '<') return null;
  const text = textAt(lines, optional);
  const filler = text.indexOf('<');
  if (filler < 0 && text.length < optional.to - optional.from) return 'open';
  const end = filler < 0 ? text.length : filler;
  return end < 2 ? null : { rest: text.slice(0, end), end };
}

function numberCheck(layout: MrzLayout, lines: readonly string[]): LiveCheck {
  const { documentNumber, optional } = layout;
  const more = continuation(layout, lines);
  if (more === null) return check(lines, 'documentNumber', [documentNumber]);
  if (more === 'open')
    return { field: 'documentNumber', line: documentNumber.line, column: documentNumber.to, ok: null };
  const digitAt = optional.from + more.end - 1;
  const rest = span(optional.line, optional.from, digitAt);
  const at = span(optional.line, digitAt, digitAt + 1);
  return checkAt(lines, { field: 'documentNumber', over: [documentNumber, rest], at });
}

/** The optional field of a passport has a check digit; so has that of a Vietnamese card, behind the twelve digits. */
function optionalCheck(layout: MrzLayout, lines: readonly string[]): LiveCheck | null {
  const { format, optional } = layout;
  if (format === 'TD3') return check(lines, 'optional', [optional]);
  const vietnamese = format === 'TD1' && (lines[0] ?? '').slice(2, 5) === 'VNM';
  if (!vietnamese || continuation(layout, lines) !== null) return null;
  return check(lines, 'optional', [span(optional.line, optional.from, optional.to - 1)]);
}
