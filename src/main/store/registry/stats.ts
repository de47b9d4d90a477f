import type { FeedState } from '#contract/registry.ts';
import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { feedStates } from './delta.ts';

/** How much the cache holds. */
export type RegistryStats = {
  readonly people: number;
  readonly communes: number;
  readonly households: number;
  readonly cards: number;
  readonly changes: number;
  readonly removed: number;
  readonly findings: number;
  /** Bytes of the file. */
  readonly bytes: number;
  /** The feeds of changes, and how far each was applied. */
  readonly feeds: readonly FeedState[];
};

const counts = query<Record<never, never>, Omit<RegistryStats, 'bytes' | 'feeds'>>(
  'registry.stats',
  `SELECT (SELECT count(*) FROM citizen) AS people, (SELECT count(DISTINCT area) FROM roll WHERE area <> 0) AS communes,
     (SELECT count(*) FROM household) AS households, (SELECT count(*) FROM card) AS cards,
     (SELECT count(*) FROM change) AS changes, (SELECT count(*) FROM tombstone) AS removed,
     (SELECT count(*) FROM finding) AS findings`,
);

/** Counts everything: seconds where there are millions. */
export function registryStats(db: ReadDb): RegistryStats {
  const none = { people: 0, communes: 0, households: 0, cards: 0, changes: 0, removed: 0, findings: 0 };
  const bytes = Number(db.pragma('page_count')) * Number(db.pragma('page_size'));
  return { ...(db.get(counts) ?? none), bytes, feeds: feedStates(db) };
}
