import type { Coded } from '#contract/citizen.ts';
import { foldText } from '../names/fold.ts';

/** One entry of an official list. */
export type CodeEntry = { readonly code: string; readonly name: string };

/** A list of codes: its id as stored beside every code, where it comes from, and how a written name is found in it. */
export type CodeList = {
  readonly id: string;
  readonly source: string;
  readonly entries: readonly CodeEntry[];
  /** The entry of a code; null if the list has none. */
  byCode(code: string): CodeEntry | null;
  /** The entry a written name means, in any spelling known; null if none. */
  byName(name: string): CodeEntry | null;
  /** A written name with its code where there is one; the text stays as it was. */
  coded(name: string): Coded;
};

type Plan = {
  readonly id: string;
  readonly source: string;
  readonly entries: readonly CodeEntry[];
  /** Other spellings of an entry, by any spelling of it. */
  readonly spellings?: readonly (readonly [string, readonly string[]])[];
};

/** Makes a list that can be looked up. Names are compared without case, marks, spaces, hyphens and apostrophes. */
export function codeList({ id, source, entries, spellings = [] }: Plan): CodeList {
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  const byName = new Map(entries.map((entry) => [nameKey(entry.name), entry]));
  for (const [name, others] of spellings) {
    const group = [name, ...others].map(nameKey);
    const entry = group.map((key) => byName.get(key)).find((found) => found !== undefined);
    if (entry) for (const key of group) if (!byName.has(key)) byName.set(key, entry);
  }
  const find = (name: string): CodeEntry | null => byName.get(nameKey(name)) ?? null;
  return {
    id,
    source,
    entries,
    byCode: (code) => byCode.get(code) ?? null,
    byName: find,
    coded: (name) => ({ list: id, code: find(name)?.code ?? null, name }),
  };
}

function nameKey(name: string): string {
  return foldText(name).replaceAll(' ', '');
}
