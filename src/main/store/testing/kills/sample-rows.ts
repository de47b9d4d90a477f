import { createHash } from 'node:crypto';
import type { ReadDb, WriteDb } from '../../database/database.ts';
import { checkFile } from '../../database/health.ts';
import { type NoParameters, query } from '../../database/query.ts';
import { need } from './kill-trial.ts';

const add = query<{ name: string; value: string }>(
  'kill.add',
  'INSERT INTO keepsake (name, value) VALUES (:name, :value)',
);
const all = query<NoParameters, { name: string; value: string }>(
  'kill.all',
  "SELECT name, value FROM keepsake WHERE name LIKE 'kill %' ORDER BY name",
);
/** Rows of about a kilobyte each. */
const rowCount = 2500;

const textOf = (state: string, at: number) =>
  `${state} ${createHash('sha512').update(`${state} ${at}`).digest('hex').repeat(7)}`;

/** Fills a file with the rows of a state, by its name. */
export function fillRows(db: WriteDb, state: string, from = 0, to = rowCount): void {
  db.transaction(() => {
    for (let at = from; at < to; at++)
      db.run(add, { name: `kill ${String(at).padStart(6, '0')}`, value: textOf(state, at) });
  });
}

/** The state a file's rows are of. @throws Error when it is damaged, or the rows are not all there or of several states */
export function stateOfRows(db: ReadDb): string {
  checkFile(db);
  const rows = db.all(all);
  const state = rows[0]?.value.split(' ')[0] ?? '';
  need(rows.length === rowCount, `${rows.length} of ${rowCount} rows in ${db.file}`);
  need(
    rows.every(({ value }, at) => value === textOf(state, at)),
    `rows are not as they were written in ${db.file}`,
  );
  return state;
}

/** Half of the rows, for a file that has the other half in its log. */
export const halfOfRows = rowCount / 2;
