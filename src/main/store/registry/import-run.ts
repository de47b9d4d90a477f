import type { Provenance } from '#contract/citizen.ts';
import type { RunFormat } from '#contract/registry.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import type { FilePlace } from './import-records.ts';
import type { SetAsideReason } from './person-lines.ts';

/** What became of the records of a file so far. */
export type Tally = {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly setAside: number;
};

/** An import of a file: how far it came, and what it did. */
export type ImportRun = Tally & {
  readonly id: number;
  readonly file: string;
  readonly format: RunFormat;
  /** Bytes of the whole file, and of the part that is done. */
  readonly size: number;
  readonly byteOffset: number;
  readonly line: number;
  readonly recording: number;
  readonly beganAt: string;
  /** Null while it is unfinished: importing the same file goes on with it. */
  readonly endedAt: string | null;
};

const columns = `id, file, format, size, recording, began_at AS beganAt, ended_at AS endedAt, byte_offset AS byteOffset,
  line, added, changed, unchanged, set_aside AS setAside`;
const findOpen = query<{ fingerprint: Uint8Array }, ImportRun>(
  'importRun.open',
  `SELECT ${columns} FROM import_run WHERE fingerprint = :fingerprint AND ended_at IS NULL ORDER BY id DESC LIMIT 1`,
);
const byId = query<{ id: number }, ImportRun>('importRun.byId', `SELECT ${columns} FROM import_run WHERE id = :id`);
const list = query<Record<never, never>, ImportRun>(
  'importRun.list',
  `SELECT ${columns} FROM import_run ORDER BY id DESC LIMIT 100`,
);
const begin = query<{
  file: string;
  fingerprint: Uint8Array;
  format: string;
  size: number;
  recording: number;
  at: string;
}>(
  'importRun.begin',
  `INSERT INTO import_run (file, fingerprint, format, size, recording, began_at)
   VALUES (:file, :fingerprint, :format, :size, :recording, :at)`,
);
const reach = query<Tally & FilePlace & { id: number }>(
  'importRun.reach',
  `UPDATE import_run SET byte_offset = :byteOffset, line = :line, added = added + :added, changed = changed + :changed,
   unchanged = unchanged + :unchanged, set_aside = set_aside + :setAside WHERE id = :id`,
);
const end = query<{ id: number; at: string }>('importRun.end', 'UPDATE import_run SET ended_at = :at WHERE id = :id');
const addAside = query<{ run: number; line: number; reason: string; raw: Uint8Array }>(
  'setAside.add',
  'INSERT INTO set_aside (run, line, reason, raw) VALUES (:run, :line, :reason, :raw)',
);
const asides = query<{ run: number; after: number }, { line: number; reason: string; raw: Uint8Array }>(
  'setAside.ofRun',
  'SELECT line, reason, raw FROM set_aside WHERE run = :run AND line > :after ORDER BY line LIMIT 500',
);
const countReasons = query<{ run: number }, { reason: string; count: number }>(
  'setAside.count',
  'SELECT reason, count(*) AS count FROM set_aside WHERE run = :run GROUP BY reason ORDER BY count DESC',
);

/** The unfinished import of a file with this fingerprint, or null. */
export function openRun(db: ReadDb, fingerprint: Uint8Array): ImportRun | null {
  return db.get(findOpen, { fingerprint });
}

/** An import by its id. */
export function importRun(db: ReadDb, id: number): ImportRun | null {
  return db.get(byId, { id });
}

/** An import that is there. */
export function needRun(db: ReadDb, id: number): ImportRun {
  const run = importRun(db, id);
  if (run === null) throw new Error('the import is gone');
  return run;
}

/** The last hundred imports, newest first. */
export function importRuns(db: ReadDb): readonly ImportRun[] {
  return db.all(list);
}

/** Begins an import. */
export function beginRun(
  db: WriteDb,
  run: Pick<ImportRun, 'file' | 'format' | 'size' | 'recording'> & {
    readonly fingerprint: Uint8Array;
    readonly at: string;
  },
): number {
  return db.run(begin, run).lastId;
}

/** Notes how far an import came; in the transaction that stores what it read until there. */
export function reachPlace(db: WriteDb, id: number, reached: FilePlace & Tally): void {
  db.run(reach, { id, ...reached });
}

/** Notes that an import is done. */
export function endRun(db: WriteDb, id: number, at: string): void {
  db.run(end, { id, at });
}

/** A record that was set aside: where it stood, why, and its bytes. */
export type SetAside = { readonly line: number; readonly reason: SetAsideReason; readonly raw: Uint8Array };

/** Sets a record aside; in the transaction of its batch. */
export function setAside(db: WriteDb, run: number, { line, reason, raw }: SetAside): void {
  db.run(addAside, { run, line, reason, raw });
}

/** The next records an import set aside after a line of its file, 500 at most; none at the end. */
export function setAsideAfter(db: ReadDb, run: number, after: number): readonly SetAside[] {
  return db.all(asides, { run, after }).map((row) => ({ ...row, reason: row.reason as SetAsideReason }));
}

/** How many were set aside for each reason. */
export function setAsideReasons(db: ReadDb, run: number): Readonly<Partial<Record<SetAsideReason, number>>> {
  return Object.fromEntries(db.all(countReasons, { run }).map(({ reason, count }) => [reason, count]));
}

/** Who and what an import is, as the origin of the values it brings. */
export function importProvenance(file: string, at: string, by: string): Provenance {
  return { source: 'import', at, by, act: null, basis: file, reason: null };
}
