import type { PrefilledField } from '#contract/capture.ts';

/** A label word in a line of print: which field it is of, and from where to where it stands (the first place after it). */
export type Label = { readonly field: PrefilledField['field']; readonly from: number; readonly to: number };

/**
 * What fields are called on cards of 2021 and 2024, old identity cards and birth certificates, without marks and in small letters.
 * Longer ones first: the name of a father is no name. One with `!` is like a common name, NGUYỄN VĂN, and taken more strictly.
 */
const labelWords: readonly (readonly [PrefilledField['field'], readonly string[]])[] = [
  ['father', ['ho, chu dem, ten nguoi cha', 'ho va ten cha', 'ho ten cha']],
  ['mother', ['ho, chu dem, ten nguoi me', 'ho va ten me', 'ho ten me']],
  ['name', ['ho, chu dem va ten khai sinh', 'ho, chu dem, ten', 'ho va ten', 'full name']],
  ['birth', ['ngay, thang, nam sinh', 'date of birth', 'ngay sinh', 'sinh ngay']],
  ['expiry', ['ngay, thang, nam het han', 'co gia tri den', 'date of expiry', 'ngay het han']],
  ['issued', ['ngay, thang, nam cap', 'date of issue', 'ngay cap', 'date, month, year']],
  ['residence', ['noi dkhk thuong tru', 'place of residence', 'noi thuong tru', 'noi cu tru']],
  ['origin', ['place of origin', 'nguyen quan!', 'que quan']],
  ['nationality', ['nationality', 'quoc tich']],
  ['sex', ['gioi tinh']],
  ['number', ['personal identification number', 'so dinh danh ca nhan']],
];

/** Letters without marks and in small letters, as many characters as before: đ is d, ỹ is y. */
export function folded(text: string): string {
  return Array.from(text.normalize('NFC'), (character) => {
    const [base = character] = character.normalize('NFD').toLowerCase().replace('đ', 'd');
    return base;
  }).join('');
}

/** The labels in a line, from its left, none over another; up to a fifth of their letters may be misread. */
export function labelsOf(line: string): readonly Label[] {
  const text = folded(line);
  const hits = labelWords.flatMap(([field, words]) =>
    words.flatMap((word) => hitsOf(word, text).map((at) => ({ field, ...at }))),
  );
  const chosen: (Label & { readonly worth: number })[] = [];
  for (const hit of hits.sort((a, b) => b.worth - a.worth))
    if (chosen.every(({ from, to }) => hit.to <= from || hit.from >= to)) chosen.push(hit);
  return chosen.map(({ field, from, to }) => ({ field, from, to })).sort((a, b) => a.from - b.from);
}

type Hit = { readonly from: number; readonly to: number; readonly worth: number };

/** Where a word nearly stands: the best place, if there is one (Sellers' search with insertions, omissions and changes). */
function hitsOf(label: string, text: string): readonly Hit[] {
  const word = label.replace('!', '');
  const most = word === label ? Math.floor(word.length / 5) : 1;
  let column = Array.from({ length: word.length + 1 }, (_, at) => ({ cost: at, from: 0 }));
  let best: Hit | null = null;
  for (let at = 1; at <= text.length; at++) {
    const next = [{ cost: 0, from: at }];
    for (let row = 1; row <= word.length; row++) {
      const [slant, left, above] = [column[row - 1], column[row], next[row - 1]];
      const steps = [
        { cost: (slant?.cost ?? 0) + (word[row - 1] === text[at - 1] ? 0 : 1), from: slant?.from ?? 0 },
        { cost: (left?.cost ?? 0) + 1, from: left?.from ?? 0 },
        { cost: (above?.cost ?? 0) + 1, from: above?.from ?? 0 },
      ];
      next.push(steps.reduce((one, other) => (other.cost < one.cost ? other : one)));
    }
    column = next;
    const end = column[word.length];
    const worth = word.length - 3 * (end?.cost ?? 99);
    if (end === undefined || end.cost > most || !standsAlone(text, end.from, at)) continue;
    if (best === null || worth > best.worth) best = { from: end.from, to: at, worth };
  }
  return best === null ? [] : [best];
}

/** A label is no part of another word. */
function standsAlone(text: string, from: number, to: number): boolean {
  return !/[a-z]/.test(text.charAt(from - 1)) && !/[a-z]/.test(text.charAt(to));
}
