import type { AuditObject } from '#contract/audit.ts';
import type { ReadingComparison } from '#contract/desk.ts';
import type { Role } from '#contract/officers.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { sampleOfficer } from '#domain/testing/sample-officers.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { ComparedCard } from '#ports/registry-store.ts';
import type { ReadingOffice } from '../reading-office.ts';
import { openSessionDesk, type SessionDesk } from '../session-desk.ts';
import { type TestTime, testTime } from './fake-officer-ports.ts';

/** A session, a log in memory and a cache that the test answers for. */
export type TestOffice = ReadingOffice & {
  readonly session: SessionDesk;
  readonly log: Pick<AuditLog, 'append' | 'object'>;
  readonly time: TestTime;
  readonly records: AuditDraft[];
  readonly compared: ComparedCard[];
  /** Who wants to know that the cache was filled. */
  readonly hearing: ReadonlySet<() => void>;
  /** What the log does before it keeps records. */
  beforeAppend: () => Promise<void>;
  answer: (card: ComparedCard) => Promise<ReadingComparison>;
  signIn(...roles: readonly Role[]): Promise<void>;
};

/** An office with nobody in it. */
export function createTestOffice(): TestOffice {
  const time = testTime();
  const records: AuditDraft[] = [];
  const compared: ComparedCard[] = [];
  const hearing = new Set<() => void>();
  const append = async (drafts: readonly AuditDraft[]) => {
    await made.beforeAppend();
    records.push(...drafts);
  };
  const session = openSessionDesk({
    clock: time.clock,
    monotonic: time.monotonic,
    append,
    idleMs: () => 300_000,
    hasOfficers: () => true,
    changed: () => undefined,
    report: (error) => {
      throw error;
    },
    after: time.after,
  });
  const object = async (kind: AuditObject['kind'], number: string): Promise<AuditObject> => ({
    kind,
    masked: `•••${number.slice(-3)}`,
    mark: null,
  });
  const made: TestOffice = {
    session,
    time,
    records,
    compared,
    hearing,
    log: { append, object },
    registry: {
      compare: (card) => {
        compared.push(card);
        return made.answer(card);
      },
      onFilled(hear) {
        hearing.add(hear);
        return () => void hearing.delete(hear);
      },
    },
    beforeAppend: async () => undefined,
    answer: async () => ({ state: 'noData', contradicted: [] }),
    signIn: (...roles) => session.begin(sampleOfficer('CB001', roles)),
  };
  return made;
}
