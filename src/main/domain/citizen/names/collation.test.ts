import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { people } from '#fixtures/people/people.ts';
import { compareSortKeys, sortKey } from './collation.ts';

const collator = new Intl.Collator('vi');
const sorted = (texts: readonly string[]) => [...texts].sort((a, b) => compareSortKeys(sortKey(a), sortKey(b)));

describe('sortKey', () => {
  it('sorts by the Vietnamese alphabet', () => {
    const words = ['An', 'Ăn', 'Ân', 'Dương', 'Đạt', 'Đặng', 'E', 'Ê', 'O', 'Ô', 'Ơ', 'U', 'Ư'];
    expect(sorted([...words].reverse())).toEqual(words);
  });

  it('sorts tone marks huyền, hỏi, ngã, sắc, nặng, and small letters first', () => {
    expect(sorted(['mạ', 'má', 'mã', 'mả', 'mà', 'Ma', 'ma'])).toEqual(['ma', 'Ma', 'mà', 'mả', 'mã', 'má', 'mạ']);
  });

  it('agrees with Intl.Collator for Vietnamese text', () => {
    const letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÊàảãáạằểỗứỵ -'0129";
    const text = fc
      .array(fc.constantFrom(...letters), { maxLength: 12 })
      .map((chars) => chars.join('').trim().replace(/ +/g, ' '));
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(Math.sign(compareSortKeys(sortKey(one), sortKey(other)))).toBe(Math.sign(collator.compare(one, other)));
      }),
      { numRuns: 2000 },
    );
    const names = people().map(({ hoTen }) => hoTen);
    expect(sorted(names)).toEqual([...names].sort(collator.compare));
  });

  it('is the same for composed and decomposed text, and knows every character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(sortKey(text.normalize('NFD'))).toEqual(sortKey(text));
      }),
    );
    expect(sortKey('')).toEqual(Uint8Array.of(0, 0));
  });
});
