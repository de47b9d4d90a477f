import { sortKey } from '#domain/citizen/names/collation.ts';
import { foldedKey, toneKey } from '#domain/citizen/names/fold.ts';

/** What a record is found and ordered by. */
export type NameKeys = {
  readonly folded: string;
  readonly marks: number;
  readonly words: string;
  readonly sortKey: Uint8Array;
};

export type KeyedBy = { readonly name: string; readonly birth: number; readonly area: number };

/** The keys of a record; the same record always gives the same ones, by which they are taken out again. */
export function nameKeys({ name, birth, area }: KeyedBy): NameKeys {
  const folded = foldedKey(name);
  return { folded, marks: marksOf(toneKey(name)), words: indexWords(folded, birth, area), sortKey: sortKey(name) };
}

/** Sixteen bits of a hash (FNV-1a) of a `toneKey`. */
export function marksOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) & 0xffff;
}

/** The word a year of birth is indexed as. */
export function yearWord(year: number): string {
  return `y${year}`;
}

/** The word a commune is indexed as. */
export function areaWord(area: number): string {
  return `a${area}`;
}

function indexWords(folded: string, birth: number, area: number): string {
  return `${folded} ${yearWord(Math.floor(birth / 10_000))} ${areaWord(area)}`;
}
