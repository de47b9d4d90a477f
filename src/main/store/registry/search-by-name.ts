import { compareSortKeys, sortKey } from '#domain/citizen/names/collation.ts';
import { type NameQuery, nameQuery, nameRank } from '#domain/citizen/names/name-search.ts';
import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { type LineRow, lineColumns } from './found.ts';
import { type NameFound, waysByName } from './names-found.ts';
import type { Filter, Hit } from './search-by-number.ts';

const line = query<{ id: number }, LineRow>('search.line', `SELECT ${lineColumns} FROM citizen c WHERE c.id = :id`);

/** How many people one way of finding may bring to be ranked: more than anybody reads, little enough to be quick. */
const most = 300;
/** Of how many the records are read where only these tell who comes first. */
const mostRead = 200;

/**
 * Everybody a name may mean, best first: same spelling, same but for i/y, same without marks, begun, words in any order. Who
 * they are is settled on the index alone: a record stands anywhere in a file of gigabytes, and only those to be shown are read.
 */
export function searchByName(db: ReadDb, text: string, filter: Filter): readonly Hit<'name'>[] {
  const asked = nameQuery(text);
  if (asked === null) return [];
  const wanted = filter.limit + 1;
  const found = new Set<number>();
  for (const { finds, find } of waysByName(db, asked, filter)) {
    const limit = found.size + mostOf(asked, wanted);
    const people = find(limit);
    const isWhole = finds === 'everybody' && people.length < limit;
    if (isWhole || finds === 'some') for (const id of best(asked, { people, found, wanted })) found.add(id);
    if (isWhole || found.size >= wanted) break;
  }
  const rows = [...found].flatMap((id) => db.get(line, { id }) ?? []);
  return ranked(asked, rows, filter.limit);
}

/** Words of which one can stand for another (`nguyễn n`) also find names that have only one of them: more have to be looked at. */
function mostOf({ words }: NameQuery, wanted: number): number {
  const last = words.at(-1) ?? '';
  const isTelling = new Set(words).size === words.length && !words.slice(0, -1).some((word) => word.startsWith(last));
  return Math.max(most, wanted) * (isTelling ? 1 : 10);
}

type Choosing = {
  readonly people: readonly NameFound[];
  readonly found: ReadonlySet<number>;
  readonly wanted: number;
};

/** Those who were not found before and whose name does answer, best first, as long as any are wanted. */
function best(asked: NameQuery, { people, found, wanted }: Choosing): readonly number[] {
  const names = Map.groupBy(people, ({ folded }) => folded);
  const answering = [...names].flatMap(([folded, having]) => {
    const rank = nameRank(asked, folded);
    return rank === null ? [] : [{ isSame: folded === asked.foldedKey, rank, folded, having }];
  });
  answering.sort((a, b) => Number(b.isSame) - Number(a.isSame) || a.rank - b.rank || (a.folded < b.folded ? -1 : 1));
  const chosen: number[] = [];
  for (const { isSame, having } of answering) {
    // Which of them are spelt as it was typed, only their records tell.
    const room = (isSame && asked.marked ? Math.max(mostRead, wanted) : wanted) - found.size;
    for (const { citizen } of having) if (chosen.length < room && !found.has(citizen)) chosen.push(citizen);
  }
  return chosen;
}

function ranked(asked: NameQuery, rows: readonly LineRow[], limit: number): readonly Hit<'name'>[] {
  const hits = rows.flatMap((row) => {
    const rank = nameRank(asked, row.name);
    return rank === null ? [] : [{ row, by: 'name' as const, rank }];
  });
  // Sort keys are dear: only those ranks are put in order that will be shown.
  const last = hits.map(({ rank }) => rank).sort((a, b) => a - b)[limit] ?? Number.POSITIVE_INFINITY;
  return hits
    .filter(({ rank }) => rank <= last)
    .map((hit) => ({ hit, key: sortKey(hit.row.name) }))
    .sort((a, b) => a.hit.rank - b.hit.rank || compareSortKeys(a.key, b.key) || a.hit.row.number - b.hit.row.number)
    .map(({ hit }) => hit);
}
