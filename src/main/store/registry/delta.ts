import type { Citizen, Provenance } from '#contract/citizen.ts';
import type { FeedState } from '#contract/registry.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { createInterner } from './dictionary.ts';
import { forgetIdleNames } from './name-index.ts';
import { citizenByNumber, idOfNumber } from './read-citizen.ts';
import { storePerson } from './store-person.ts';
import { removePerson, type Writing } from './write-citizen.ts';

/** One change of a feed. `sequence` counts up; an upsert brings the record as it is now, a removal takes somebody out. */
export type FeedChange =
  | { readonly sequence: number; readonly kind: 'upsert'; readonly citizen: Citizen }
  | { readonly sequence: number; readonly kind: 'remove'; readonly number: string; readonly provenance: Provenance };

/** Changes that follow each other. `after` is the change they begin after: all before it must have been applied. */
export type Delta = { readonly feed: string; readonly after: number; readonly changes: readonly FeedChange[] };

/**
 * What applying did: `cursor` is the last change applied. `outOfOrder`: nothing was applied, because changes between
 * `cursor` and this delta are missing, or the delta itself is not in order.
 */
export type DeltaResult =
  | { readonly kind: 'applied'; readonly cursor: number; readonly tally: DeltaTally }
  | { readonly kind: 'outOfOrder'; readonly cursor: number };
export type DeltaTally = {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Applied before. */
  readonly repeated: number;
};

/** Nothing counted yet. */
export const noChanges: DeltaTally = { added: 0, changed: 0, unchanged: 0, removed: 0, repeated: 0 };
const tallied = Object.keys(noChanges) as readonly (keyof DeltaTally)[];

const readCursor = query<{ name: string }, { cursor: number }>(
  'feed.cursor',
  'SELECT cursor FROM feed WHERE name = :name',
);
const moveCursor = query<{ name: string; cursor: number; at: string }>(
  'feed.move',
  `INSERT INTO feed (name, cursor, at) VALUES (:name, :cursor, :at)
   ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor, at = excluded.at`,
);

/** The last change of a feed that was applied; 0 before the first. */
export function feedCursor(db: ReadDb, feed: string): number {
  return db.get(readCursor, { name: feed })?.cursor ?? 0;
}

const listFeeds = query<Record<never, never>, FeedState>(
  'feed.list',
  'SELECT name AS feed, cursor, at FROM feed ORDER BY name',
);

/** Every feed that a change was applied of, and the last change of each. */
export function feedStates(db: ReadDb): readonly FeedState[] {
  return db.all(listFeeds);
}

export type ApplyOptions = {
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  /** Changes in one transaction. */
  readonly batch?: number;
  /** After each batch, when it is durable. */
  readonly onProgress?: (cursor: number) => void;
  /** Awaited between batches, for others who write. */
  readonly pause?: () => Promise<void>;
};

/**
 * Applies a delta in batches, each in one transaction with its cursor: applying it again, or going on after a stop, changes
 * nothing twice. @throws FailureError `storage.*`; the reason of `signal` when aborted
 */
export async function applyDelta(db: WriteDb, delta: Delta, options: ApplyOptions): Promise<DeltaResult> {
  const { feed, after, changes } = delta;
  const known = feedCursor(db, feed);
  if (after > known || !inOrder(delta)) return { kind: 'outOfOrder', cursor: known };
  const writing: Writing = { db, interner: createInterner(db) };
  const tally = { ...noChanges };
  const size = options.batch ?? 10_000;
  for (let at = 0; at < changes.length; at += size) {
    options.signal?.throwIfAborted();
    const part = changes.slice(at, at + size);
    const counted = applyChanges(writing, part, { feed, at: options.now().toISOString() });
    for (const name of tallied) tally[name] += counted[name];
    options.onProgress?.(feedCursor(db, feed));
    await options.pause?.();
  }
  return { kind: 'applied', cursor: feedCursor(db, feed), tally };
}

function inOrder({ after, changes }: Delta): boolean {
  return changes.every(({ sequence }, at) => sequence > (changes[at - 1]?.sequence ?? after));
}

type Applying = {
  readonly feed: string;
  readonly at: string;
  /** Done in the same transaction. */
  readonly also?: (counted: DeltaTally) => void;
};

/** Applies those of some changes in order that were not applied before, in one transaction with the cursor. */
export function applyChanges(
  writing: Writing,
  changes: readonly FeedChange[],
  { feed, at, also }: Applying,
): DeltaTally {
  const { db, interner } = writing;
  try {
    return db.transaction(() => {
      const known = feedCursor(db, feed);
      const waiting = changes.filter(({ sequence }) => sequence > known);
      const counted = { ...noChanges, repeated: changes.length - waiting.length };
      for (const { change, id } of inPlaces(db, waiting)) counted[applyChange(writing, change, id)]++;
      forgetIdleNames(db);
      const last = waiting.at(-1);
      if (last !== undefined) db.run(moveCursor, { name: feed, cursor: last.sequence, at });
      also?.(counted);
      return counted;
    });
  } catch (error) {
    interner.forget();
    throw error;
  }
}

/**
 * Changes in the order people stand in the file, in which reading and writing them costs far less; those of one person stay
 * in theirs. Records know nothing of each other, so all of them come to the same.
 */
function inPlaces(db: ReadDb, changes: readonly FeedChange[]): readonly Placed[] {
  const placed = changes.map((change) => {
    const number = change.kind === 'upsert' ? change.citizen.number : change.number;
    return { change, id: idOfNumber(db, number) };
  });
  return placed.sort((a, b) => (a.id ?? atTheEnd) - (b.id ?? atTheEnd));
}

type Placed = { readonly change: FeedChange; readonly id: number | null };
const atTheEnd = Number.MAX_SAFE_INTEGER;

function applyChange(
  writing: Writing,
  change: FeedChange,
  expected: number | null,
): keyof Omit<DeltaTally, 'repeated'> {
  if (change.kind === 'upsert') {
    const stored = storePerson(writing, change.citizen, expected);
    return stored === 'numberTaken' ? 'unchanged' : stored;
  }
  const stored = citizenByNumber(writing.db, change.number, writing.interner, expected);
  if (stored === null) return 'unchanged';
  removePerson(writing, stored, writing.interner.recordingId(change.provenance));
  return 'removed';
}
