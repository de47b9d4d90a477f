import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CanonicalValue, canonicalJson } from './canonical-json.ts';

const value = fc.letrec<{ any: CanonicalValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('any'), { maxKeys: 4 }),
  ),
})).any;

describe('canonicalJson', () => {
  it('sorts names by UTF-16 code units and escapes as RFC 8785 §3.2.2 does', () => {
    // Values of RFC 8785 §3.2.3, with the names in its sorted order.
    const names = { '\u20ac': 5, '\r': 1, '\ufb33': 7, '1': 2, '\ud83d\ude00': 6, '\u0080': 3, '\u00f6': 4 };
    expect(canonicalJson(names)).toBe('{"\\r":1,"1":2,"\u0080":3,"\u00f6":4,"\u20ac":5,"\ud83d\ude00":6,"\ufb33":7}');
    expect(canonicalJson(['\u20ac$\u000f\nA\'B"\\\\"/'])).toBe('["\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"]');
  });

  it('says the same value always alike, and is read as that value', () => {
    fc.assert(
      fc.property(value, (given) => {
        const text = canonicalJson(given);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(given)));
      }),
    );
  });

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -0])('refuses the number %s', (number) => {
    expect(() => canonicalJson({ number })).toThrow(RangeError);
  });

  it('refuses half of a surrogate pair, in values and in names', () => {
    expect(() => canonicalJson('\ud800')).toThrow(RangeError);
    expect(() => canonicalJson({ '\udc00': 1 })).toThrow(RangeError);
  });
});
