import { randomBytes } from 'node:crypto';
import {
  type AuditLevel,
  type AuditObject,
  type AuditQuery,
  type AuditRecord,
  type AuditReport,
  type AuditSeal,
  auditLevels,
  auditRecordSchema,
} from '#contract/audit.ts';
import { type AuditPlace, auditObject, type LogTail } from '#domain/audit/record.ts';
import type { PurgePlan } from '#domain/audit/retention.ts';
import { parseSeal, sealKeyId, sealKeys } from '#domain/audit/seal.ts';
import { type VerificationRun, verifyLog } from '#domain/audit/verify-log.ts';
import type { AuditLog, AuditWork } from '#ports/audit-log.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { type NoParameters, query } from '../database/query.ts';
import { appendAudit, logTail, platformDigest } from './append-audit.ts';

type Line = { readonly sequence: number; readonly line: string };

const sealRows = query<NoParameters, { seal: string }>('audit.seals', 'SELECT seal FROM audit_seal ORDER BY id');
const keepSealRow = query<{ seal: string }>('audit.keepSeal', 'INSERT INTO audit_seal (seal) VALUES (:seal)');
const keyRows = query<NoParameters, { der: Uint8Array }>(
  'audit.keys',
  'SELECT der FROM audit_public_key ORDER BY since',
);
const keepKey = query<{ id: string; der: Uint8Array; since: string }>(
  'audit.keepKey',
  'INSERT INTO audit_public_key (id, der, since) VALUES (:id, :der, :since) ON CONFLICT DO NOTHING',
);
const markKeyRow = query<NoParameters, { key: Uint8Array }>('audit.markKey', 'SELECT key FROM audit_mark_key');
const keepMarkKey = query<{ key: Uint8Array }>(
  'audit.keepMarkKey',
  'INSERT INTO audit_mark_key (only, key) VALUES (1, :key)',
);
const nextLines = query<{ after: number; upTo: number; limit: number }, Line>(
  'audit.lines',
  'SELECT sequence, line FROM audit_record WHERE sequence > :after AND sequence <= :upTo ORDER BY sequence LIMIT :limit',
);
/** A sequence that only `Number.MAX_SAFE_INTEGER` lines could reach. */
const beyond = Number.MAX_SAFE_INTEGER;
const firstKept = query<{ level: string; from: string }, { number: number }>(
  'audit.firstKept',
  'SELECT number FROM audit_record WHERE level = :level AND at >= :from ORDER BY number LIMIT 1',
);
const lastOfLevel = query<{ level: string }, { number: number | null }>(
  'audit.lastOfLevel',
  'SELECT max(number) AS number FROM audit_record WHERE level = :level',
);
const lineOf = query<{ level: string; number: number }, { line: string }>(
  'audit.lineOf',
  'SELECT line FROM audit_record WHERE level = :level AND number = :number',
);
const removeTo = query<{ level: string; number: number }>(
  'audit.purge',
  'DELETE FROM audit_record WHERE level = :level AND number <= :number',
);

/** Rows read at a time by what goes through the whole log: others get their turn in between. */
const step = 2000;

/** Lets others go first; awaited between two steps. */
type Pause = () => Promise<void>;
const afterOthers: Pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** What can be asked of a log, and needs no more than to read its file. */
export type AuditReading = Pick<
  AuditLog,
  'page' | 'tail' | 'seals' | 'publicKeys' | 'verify' | 'lines' | 'purgePlan'
> & {
  /** An object as records name it, or null while the log has no key for marks yet. */
  knownObject(kind: AuditObject['kind'], number: string): AuditObject | null;
};

/** The log of a profile to read. Runs where the file is open; every method is done before it returns to the event loop, but `verify`. */
export function readAuditLog(db: ReadDb, profile: string, pause: Pause = afterOthers): AuditReading {
  return {
    knownObject: (kind, number) => {
      const key = db.get(markKeyRow)?.key;
      return key === undefined ? null : auditObject(kind, number, key);
    },
    page: async (asked) => pageOf(db, asked),
    tail: async () => logTail(db, profile),
    seals: async () => sealsOf(db),
    publicKeys: async () => db.all(keyRows).map(({ der }) => Uint8Array.from(der)),
    verify: (work) => verifyStored(db, { profile, pause }, work),
    lines: async (after, upTo) => linesAfter(db, after, upTo),
    purgePlan: async (keptFrom) => purgePlan(db, keptFrom),
  };
}

/** The log of a desk where its file is open to be written. */
export function createAuditLog(db: WriteDb, place: AuditPlace): AuditLog {
  const { knownObject, ...reading } = readAuditLog(db, place.profile);
  return {
    ...reading,
    place,
    append: async (records) => appendAudit(db, place, records),
    object: async (kind, number) => knownObject(kind, number) ?? auditObject(kind, number, markKey(db)),
    keepSeal: async (seal, publicKey) => db.transaction(() => keepSeal(db, seal, publicKey)),
    purge: async (seal, publicKey, records) =>
      db.transaction(() => {
        keepSeal(db, seal, publicKey);
        const gone = auditLevels.map((level) => {
          const point = seal.chains[level];
          return point === undefined ? 0 : db.run(removeTo, { level, number: point.number }).changes;
        });
        appendAudit(db, place, records);
        return gone.reduce((sum, count) => sum + count, 0);
      }),
  };
}

/** The key of marks, made the first time. */
function markKey(db: WriteDb): Uint8Array {
  return db.transaction(() => db.get(markKeyRow)?.key ?? makeMarkKey(db));
}

function makeMarkKey(db: WriteDb): Uint8Array {
  const key = Uint8Array.from(randomBytes(32));
  db.run(keepMarkKey, { key });
  return key;
}

function sealsOf(db: ReadDb): readonly AuditSeal[] {
  return db.all(sealRows).map(({ seal }) => parseSeal(seal));
}

function keepSeal(db: WriteDb, seal: AuditSeal, publicKey: Uint8Array): void {
  if (sealKeyId(publicKey) !== seal.key) throw new TypeError('the seal is not of this key');
  db.run(keepKey, { id: seal.key, der: publicKey, since: seal.at });
  db.run(keepSealRow, { seal: JSON.stringify(seal) });
}

function pageOf(db: ReadDb, asked: AuditQuery): readonly AuditRecord[] {
  const { before, limit, ...filters } = asked;
  const columns = {
    officer: 'officer = :officer',
    action: 'action = :action',
    level: 'level = :level',
    mark: 'mark = :mark',
    purpose: 'purpose = :purpose',
    from: 'at >= :from',
    to: 'at < :to',
  } as const;
  const used = (Object.keys(columns) as (keyof typeof columns)[]).filter((name) => filters[name] !== null);
  const where = ['sequence < :before', ...used.map((name) => columns[name])].join(' AND ');
  // One statement for each set of filters: an index serves it, and there are not many.
  const lines = query<Readonly<Record<string, string | number | null>>, { line: string }>(
    'audit.page',
    `SELECT line FROM audit_record WHERE ${where} ORDER BY sequence DESC LIMIT :limit`,
  );
  const values = Object.fromEntries(used.map((name) => [name, filters[name]]));
  const rows = db.all(lines, { ...values, before: before ?? beyond, limit });
  return rows.map(({ line }) => auditRecordSchema.parse(JSON.parse(line)));
}

async function verifyStored(
  db: ReadDb,
  { profile, pause }: { readonly profile: string; readonly pause: Pause },
  { signal, onProgress, keys }: AuditWork,
): Promise<AuditReport> {
  const [seals, began] = db.snapshot(() => [sealsOf(db), logTail(db, profile)]);
  const start = seals.findLast(({ kind }) => kind === 'purge') ?? null;
  const run = verifyLog({ profile, start, seals, keys: sealKeys(keys), digest: platformDigest });
  let after = 0;
  for (let done = 0; ; ) {
    signal.throwIfAborted();
    const { last, count, tail } = takeStep(db, run, { after, profile });
    if (tail !== null) return run.finish(tail);
    after = last;
    done += count;
    onProgress(done, Math.max(done, began.sequence));
    await pause();
  }
}

/** Takes the next lines. With the last of them comes the tail of the same moment: the log may have grown meanwhile. */
function takeStep(
  db: ReadDb,
  run: VerificationRun,
  { after, profile }: { readonly after: number; readonly profile: string },
): { readonly last: number; readonly count: number; readonly tail: LogTail | null } {
  return db.snapshot(() => {
    const rows = db.all(nextLines, { after, upTo: beyond, limit: step });
    for (const { sequence, line } of rows) run.take(line, sequence);
    const tail = rows.length < step ? logTail(db, profile) : null;
    return { last: rows.at(-1)?.sequence ?? after, count: rows.length, tail };
  });
}

function linesAfter(db: ReadDb, after: number, upTo: number) {
  const rows = db.all(nextLines, { after, upTo, limit: step });
  const last = rows.at(-1);
  if (last === undefined) return null;
  const bytes = new TextEncoder().encode(rows.map(({ line }) => `${line}\n`).join(''));
  return { bytes, last: last.sequence };
}

function purgePlan(db: ReadDb, keptFrom: Readonly<Record<AuditLevel, string>>): PurgePlan {
  const points = auditLevels.flatMap((level) => {
    const kept = db.get(firstKept, { level, from: keptFrom[level] })?.number ?? null;
    const number = kept === null ? (db.get(lastOfLevel, { level })?.number ?? 0) : kept - 1;
    const line = db.get(lineOf, { level, number })?.line;
    return line === undefined ? [] : [[level, { number, hash: platformDigest(line) }] as const];
  });
  return Object.fromEntries(points);
}
