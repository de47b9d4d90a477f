import { hash } from 'node:crypto';
import { type AuditLevel, auditLevels } from '#contract/audit.ts';
import type { Digest } from '#domain/audit/digest.ts';
import { type AuditDraft, type AuditPlace, chainRecord, emptyTail, type LogTail } from '#domain/audit/record.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { type NoParameters, query } from '../database/query.ts';

type ChainRow = {
  readonly level: AuditLevel;
  readonly number: number;
  readonly hash: string;
  readonly sequence: number;
};

const chains = query<NoParameters, ChainRow>('audit.chains', 'SELECT level, number, hash, sequence FROM audit_chain');
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
    for (const record of records) {
      const made = chainRecord(record, tail, { place, digest: platformDigest });
      const { sequence, level } = made.record;
      tail = made.tail;
      db.run(add, { sequence, line: made.line });
      db.run(grow, { level, sequence, ...tail.chains[level] });
    }
  });
}

function beginChains(db: WriteDb, { chains: points }: LogTail): void {
  if (db.all(chains).length > 0) return;
  for (const level of auditLevels) db.run(begin, { level, hash: points[level].hash });
}
