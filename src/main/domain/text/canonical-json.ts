/** A value with one text only: no fractions, no lone surrogates, nothing undefined. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [name: string]: CanonicalValue };

/**
 * The one JSON text of a value (RFC 8785): names sorted by UTF-16 code units, no white space, ECMAScript's escapes.
 * @throws RangeError for a number that is no safe integer, for text that is not well-formed Unicode, and for -0
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new RangeError('not a whole number');
    return String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value as Readonly<Record<string, CanonicalValue>>);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${canonicalText(name)}:${canonicalJson(member)}`).join(',')}}`;
}

function canonicalText(text: string): string {
  if (!text.isWellFormed()) throw new RangeError('not well-formed Unicode');
  return JSON.stringify(text);
}
