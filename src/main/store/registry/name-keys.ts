import { sortKey } from '#domain/citizen/names/collation.ts';
import { foldedKey, toneKey } from '#domain/citizen/names/fold.ts';

/** What a record is found and ordered by; `folded` is also the words it is searched by. */
export type NameKeys = {
  readonly folded: string;
  readonly marks: number;
  readonly sortKey: Uint8Array;
};

export type KeyedBy = { readonly name: string; readonly birth: number; readonly area: number };

/** The keys of a name; the same name always gives the same ones, by which they are taken out again. */
export function nameKeys(name: string): NameKeys {
  return { folded: foldedKey(name), marks: marksOf(toneKey(name)), sortKey: sortKey(name) };
}

/** Sixteen bits of a hash (FNV-1a) of a `toneKey`. */
export function marksOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) & 0xffff;
}

/** The year of a packed birth date; 0 where there is none. */
export function yearOf(birth: number): number {
  return Math.floor(birth / 10_000);
}
