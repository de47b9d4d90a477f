import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ReadDb } from '#store/database/database.ts';
import { checkFile } from '#store/database/health.ts';
import { type NoParameters, query } from '#store/database/query.ts';
import { openSample, unlock } from '#store/testing/kills/sample-profile.ts';
import type { Word } from './words.ts';

/** What a run may not leave; every list names what it is about and is empty. */
export type Faults = {
  /** Promised and not there, on the desk or, once all was sent, upstream. */
  readonly lost: readonly string[];
  /** With more than one effect: taken twice, or under two receipts. */
  readonly doubled: readonly string[];
  /** Receipts for what the upstream does not hold, in its rows or its files. */
  readonly absent: readonly string[];
  /** Numbers nobody has. */
  readonly gaps: readonly string[];
  /** Set aside, or still waiting when all should have been sent. */
  readonly left: readonly string[];
};

export type Places = { readonly desk: string; readonly upstream: string };

/** A row of the desk's outbox, with its receipts and how often its bytes are there. */
export type Queued = Readonly<Record<'id' | 'sha256' | 'state', string> & Record<'rev' | 'seq' | 'epoch', number>> & {
  readonly receipt: number | null;
  readonly receipts: number;
  readonly bytes: number;
};
/** A row of the upstream. */
export type Taken = Readonly<Record<'id' | 'sha256', string> & Record<'rev' | 'seq' | 'epoch' | 'receipt', number>>;

/** Asked of the tables themselves: what is judged here must not be what did the work. */
const queued = query<NoParameters, Queued>(
  'chaos.outbox',
  `SELECT dossier AS id, rev, epoch, desk_seq AS seq, sha256, state,
     (SELECT min(number) FROM receipt WHERE outbox = o.id) AS receipt,
     (SELECT count(DISTINCT number) FROM receipt WHERE outbox = o.id) AS receipts,
     (SELECT count(*) FROM packet WHERE outbox = o.id) AS bytes
   FROM outbox o ORDER BY epoch, desk_seq`,
);
const dossiers = query<NoParameters, { id: string; edit: number; revision: number; state: string }>(
  'chaos.dossiers',
  'SELECT id, edit, revision, state FROM dossier',
);

/** Looks at both sides after everything was sent, with everything that was said on the way. @throws FailureError for a damaged file */
export async function inspectBothSides(places: Places, words: readonly Word[]): Promise<Faults> {
  const { db } = openSample({ folder: places.desk, ring: await unlock(places.desk) });
  try {
    checkFile(db);
    return faultsOf(readSides(db, places.upstream), words);
  } finally {
    db.close();
  }
}

/** Both sides as they were found. */
export type Sides = {
  readonly queued: readonly Queued[];
  readonly dossiers: readonly { id: string; edit: number; revision: number; state: string }[];
  readonly taken: readonly Taken[];
  /** SHA-256 of packets whose bytes the upstream holds, as they are. */
  readonly held: ReadonlySet<string>;
};

function readSides(db: ReadDb, upstream: string): Sides {
  const taken = readTaken(upstream);
  const held = taken.flatMap(({ sha256 }) => (isHeld(upstream, sha256) ? [sha256] : []));
  return { queued: db.all(queued), dossiers: db.all(dossiers), taken, held: new Set(held) };
}

type Plain = new (
  file: string,
) => { pragma(text: string): unknown; prepare(sql: string): { all(): unknown[] }; close(): void };

function readTaken(folder: string): readonly Taken[] {
  const Binding = createRequire(import.meta.url)('better-sqlite3') as Plain;
  const db = new Binding(join(folder, 'upstream.db'));
  try {
    const [check] = db.pragma('integrity_check') as { integrity_check: string }[];
    if (check?.integrity_check !== 'ok') throw new Error('the upstream’s file is damaged');
    const columns = 'dossier_id AS id, rev, epoch, desk_seq AS seq, sha256, receipt_number AS receipt';
    return db.prepare(`SELECT ${columns} FROM received ORDER BY epoch, desk_seq`).all() as Taken[];
  } finally {
    db.close();
  }
}

function isHeld(folder: string, sha256: string): boolean {
  const file = join(folder, 'packets', sha256.slice(0, 2), sha256);
  return existsSync(file) && createHash('sha256').update(readFileSync(file)).digest('hex') === sha256;
}

const named = ({ id, rev }: { readonly id: string; readonly rev: number }) => `${id} ${rev}`;

/** What is wrong with both sides together, and with what was said on the way. */
export function faultsOf(sides: Sides, words: readonly Word[]): Faults {
  return {
    lost: [...lostOnDesk(sides, words), ...lostUpstream(sides, words)],
    doubled: doubled(sides, words),
    absent: absent(sides, words),
    gaps: [...gapsIn('desk', sides.queued), ...gapsIn('upstream', sides.taken)],
    left: sides.queued.flatMap((row) => (row.state === 'acknowledged' ? [] : [`${named(row)} is ${row.state}`])),
  };
}

function lostOnDesk({ queued, dossiers }: Sides, words: readonly Word[]): readonly string[] {
  const there = new Map(dossiers.map((dossier) => [dossier.id, dossier]));
  const packets = new Map(queued.map((row) => [named(row), row]));
  const promised = words.flatMap((word) => {
    const dossier = there.get(word.dossier);
    if (word.is === 'draft') return dossier !== undefined && dossier.edit >= word.edit ? [] : [JSON.stringify(word)];
    const packet = packets.get(named({ id: word.dossier, rev: word.rev }));
    const isThere = packet !== undefined && packet.bytes === 1 && (word.is !== 'kept' || packet.sha256 === word.sha256);
    return isThere ? [] : [JSON.stringify(word)];
  });
  const without = dossiers.filter(
    ({ id, revision, state }) =>
      ['queued', 'sent'].includes(state) && packets.get(named({ id, rev: revision }))?.bytes !== 1,
  );
  return [...promised, ...without.map(({ id, state }) => `${id} is ${state} without its packet`)];
}

function lostUpstream({ queued, taken }: Sides, words: readonly Word[]): readonly string[] {
  const there = new Map(taken.map((row) => [named(row), row.sha256]));
  const kept = words.flatMap((word) =>
    word.is === 'kept' ? [{ id: word.dossier, rev: word.rev, sha256: word.sha256 }] : [],
  );
  const acknowledged = queued.filter(({ state }) => state === 'acknowledged');
  return [...kept, ...acknowledged].flatMap((row) =>
    there.get(named(row)) === row.sha256 ? [] : [`${named(row)} is not upstream`],
  );
}

function doubled({ queued, taken }: Sides, words: readonly Word[]): readonly string[] {
  const known = new Set(queued.map(named));
  const receipts = Map.groupBy(
    [
      ...taken.map((row) => ({ of: named(row), receipt: row.receipt })),
      ...queued.flatMap((row) => (row.receipt === null ? [] : [{ of: named(row), receipt: row.receipt }])),
      ...words.flatMap((word) =>
        word.is === 'sent' || word.is === 'again'
          ? [{ of: named({ id: word.dossier, rev: word.rev }), receipt: word.receipt }]
          : [],
      ),
    ],
    ({ of }) => of,
  );
  const several = [...receipts].filter(([, given]) => new Set(given.map(({ receipt }) => receipt)).size > 1);
  const rows = Map.groupBy(taken, ({ id }) => id);
  return [
    ...several.map(([of]) => `${of} has several receipts`),
    ...queued.flatMap((row) => (row.receipts > 1 ? [`${named(row)} has several receipts`] : [])),
    ...[...rows].flatMap(([id, all]) => (all.length > 1 ? [`${id} was taken ${all.length} times`] : [])),
    ...taken.flatMap((row) => (known.has(named(row)) ? [] : [`${named(row)} is upstream and was never queued`])),
  ];
}

function absent({ queued, taken, held }: Sides, words: readonly Word[]): readonly string[] {
  const rows = new Map(taken.map((row) => [`${named(row)} ${row.receipt}`, row]));
  const receipts = [
    ...queued.flatMap((row) => (row.receipt === null ? [] : [`${named(row)} ${row.receipt}`])),
    ...words.flatMap((word) =>
      word.is === 'sent' || word.is === 'again' ? [`${word.dossier} ${word.rev} ${word.receipt}`] : [],
    ),
  ];
  const without = receipts.filter((receipt) => !rows.has(receipt));
  const bytesGone = taken.filter(({ sha256 }) => !held.has(sha256));
  return [
    ...new Set(without.map((receipt) => `receipt ${receipt} is of nothing`)),
    ...bytesGone.map((row) => `${named(row)} was taken and its bytes are not held`),
  ];
}

function gapsIn(side: string, rows: readonly { readonly epoch: number; readonly seq: number }[]): readonly string[] {
  return [...Map.groupBy(rows, ({ epoch }) => epoch)].flatMap(([epoch, all]) => {
    const missing = all.flatMap(({ seq }, at) => (seq === at + 1 ? [] : [seq]));
    return missing.length === 0 ? [] : [`${side}, epoch ${epoch}: not in order from ${missing[0]}`];
  });
}
