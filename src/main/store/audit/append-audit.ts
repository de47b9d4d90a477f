import { hash } from 'node:crypto';
import { type AuditLevel, auditLevels } from '#contract/audit.ts';
import type { Digest } from '#domain/audit/digest.ts';
import {
  type AuditDraft,
  type AuditPlace,
  chainRecord,
  emptyTail,
  type LogTail,
  readLineHead,
} from '#domain/audit/record.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { type NoParameters, query } from '../database/query.ts';

type ChainRow = {
  readonly level: AuditLevel;
  readonly number: number;
  readonly hash: string;
  readonly sequence: number;
};

const chains = query<NoParameters, ChainRow>('audit.chains', 'SELECT level, number, hash, sequence FROM audit_chain');
const newest = query<NoParameters, { line: string }>(
  'audit.newestLine',
  'SELECT line FROM audit_record ORDER BY sequence DESC LIMIT 1',
);
const begin = query<{ level: string; hash: string }>(
  'audit.begin',
  'INSERT INTO audit_chain (level, number, hash, sequence) VALUES (:level, 0, :hash, 0)',
);
const add = query<{ sequence: number; line: string }>(
  'audit.add',
  'INSERT INTO audit_record (sequence, line) VALUES (:sequence, :line)',
);
const grow = query<ChainRow>(
  'audit.grow',
  'UPDATE audit_chain SET number = :number, hash = :hash, sequence = :sequence WHERE level = :level',
);

/** SHA-256 by the platform. */
export const platformDigest: Digest = (text) => hash('sha256', text, 'hex');

/** Where the log ends; of a log without a line, its beginning. */
export function logTail(db: ReadDb, profile: string): LogTail {
  const rows = db.all(chains);
  const empty = emptyTail(profile, platformDigest);
  if (rows.length === 0) return empty;
  const points = rows.map(({ level, number, hash }) => [level, { number, hash }] as const);
  return {
    sequence: Math.max(...rows.map(({ sequence }) => sequence)),
    chains: { ...empty.chains, ...Object.fromEntries(points) },
  };
}

/**
 * Writes records at the end of the log, in the transaction of the caller if there is one: an act and its record are kept
 * together or not at all.
 */
export function appendAudit(db: WriteDb, place: AuditPlace, records: readonly AuditDraft[]): void {
  if (records.length === 0) return;
  db.transaction(() => {
    let tail = logTail(db, place.profile);
    if (tail.sequence === 0) beginChains(db, tail);
    let last = lastOf(db, place);
    for (const record of records) {
      const made = chainRecord(notBefore(record, last), tail, { place, digest: platformDigest });
      const { sequence, level } = made.record;
      last = made.record;
      tail = made.tail;
      db.run(add, { sequence, line: made.line });
      db.run(grow, { level, sequence, ...tail.chains[level] });
    }
  });
}

type Moment = Pick<AuditDraft, 'at' | 'monotonic'>;

/** When the newest record of this running of the program was written; null when it has none yet. */
function lastOf(db: ReadDb, { run }: AuditPlace): Moment | null {
  const row = db.get(newest);
  if (row === null) return null;
  try {
    const head = readLineHead(row.line);
    return head.run === run ? head : null;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    // Somebody was at it: that is for the verification to say, and no reason to write nothing any more.
    return null;
  }
}

/**
 * A record that was drafted while another act was being written counts from when it is written itself: the log is in order, and time
 * that goes back in it is never a matter of two acts at once.
 */
function notBefore(record: AuditDraft, last: Moment | null): AuditDraft {
  if (last === null || record.monotonic >= last.monotonic) return record;
  return { ...record, monotonic: last.monotonic, at: record.at < last.at ? last.at : record.at };
}

function beginChains(db: WriteDb, { chains: points }: LogTail): void {
  if (db.all(chains).length > 0) return;
  for (const level of auditLevels) db.run(begin, { level, hash: points[level].hash });
}
