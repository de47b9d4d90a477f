import {
  type AuditQuery,
  type AuditRecord,
  type AuditReport,
  type AuditRetention,
  type AuditSeal,
  type AuditSealsFile,
  auditLevels,
} from '#contract/audit.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Purpose } from '#contract/officers.ts';
import { exportStart } from '#domain/audit/export.ts';
import { keptFrom, purgeStatement } from '#domain/audit/retention.ts';
import { headDue, headStatement, signSeal } from '#domain/audit/seal.ts';
import { toHex } from '#domain/bytes.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { Clock } from '#ports/environment.ts';
import type { Signer } from '#ports/signer.ts';
import type { OfficersDesk } from './officers-desk.ts';
import { needSomebody, type Permit } from './permit.ts';
import { createTurns } from './turns.ts';

export type AuditDeskParts = {
  readonly log: AuditLog;
  readonly signer: Signer;
  readonly officers: Pick<OfficersDesk, 'session' | 'use'>;
  readonly clock: Clock;
  /** Months each level is kept, as the station has set it. */
  readonly retention: () => AuditRetention;
  /** Public keys of earlier signers of this log that are vouched for from elsewhere. */
  readonly earlierKeys?: readonly Uint8Array[];
};

/** An export: the lines byte for byte, a piece at a time, and what they are verified with. */
export type AuditExport = {
  readonly name: string;
  readonly lines: AsyncIterable<Uint8Array>;
  readonly seals: AuditSealsFile;
};
type Work = { readonly signal: AbortSignal; readonly onProgress: (done: number, total: number) => void };

/** The log of the desk for those who may see it. Every method may throw FailureError `session.*`, `storage.*`. */
export type AuditDesk = {
  /** Records, newest first. Looking at the log is logged: its first page is. */
  page(query: AuditQuery): Promise<readonly AuditRecord[]>;
  /** Verifies the log; what is found is logged, and is a report and no failure. */
  verify(work: Work): Promise<AuditReport>;
  /** Logs itself, signs the log and gives it away up to that signature. */
  export(wish: { readonly purpose: Purpose; readonly from: string | null }): Promise<AuditExport>;
  /** @throws FailureError `session.*` */
  retention(): AuditRetention;
  /** Removes what its level need not be kept any longer. @throws FailureError `approval.*`, `audit.broken`, `audit.nothingToPurge` */
  purge(approval: string, work: Work): Promise<{ readonly removed: number }>;
  /** Signs the log if that is due: once a day, and after many records. To be called now and then, and at the end of a shift. */
  sealIfDue(): Promise<AuditSeal | null>;
  /** Signs the log as it is, if anything was written since. */
  seal(): Promise<AuditSeal | null>;
};

const object = { kind: 'audit', masked: 'nhật ký', mark: null } as const;

export function openAuditDesk(parts: AuditDeskParts): AuditDesk {
  const { log, officers, clock, retention } = parts;
  const { session } = officers;
  const inTurn = createTurns();
  return {
    page: async (query) => {
      const permit = await session.permit({ permission: 'audit.see' });
      const read = () => log.page(query);
      const first = query.before === null;
      return first
        ? session.show(permit, { action: 'audit.seen', object, count: ({ length }) => length }, read)
        : read();
    },
    verify: (work) =>
      inTurn(async () => {
        const permit = await session.permit({ permission: 'audit.verify' });
        return verified(parts, permit, work);
      }),
    export: (wish) => inTurn(() => exported(parts, wish)),
    retention: () => {
      needSomebody(session.present());
      return retention();
    },
    purge: (approval, work) =>
      inTurn(async () => {
        const permit = await session.permit({ permission: 'audit.purge' });
        if (!(await verified(parts, permit, work)).sound) throw new FailureError(failure('audit.broken'));
        const statement = await purgeNow(parts);
        if (statement === null) throw new FailureError(failure('audit.nothingToPurge'));
        const used = await officers.use(approval, 'auditPurge');
        const signed = await signSeal(statement, parts.signer);
        const code = used.votes.map(({ officer }) => officer).join('+');
        const record = permit.record({ action: 'audit.purged', object, result: { code } });
        return { removed: await log.purge(signed, parts.signer.publicKey, [record]) };
      }),
    sealIfDue: () =>
      inTurn(async () => {
        const newest = (await log.seals()).findLast(({ kind }) => kind === 'head') ?? null;
        return headDue(newest, await log.tail(), clock.now()) ? seal(parts) : null;
      }),
    seal: () => inTurn(() => seal(parts)),
  };
}

async function verified({ log, signer, earlierKeys = [] }: AuditDeskParts, permit: Permit, work: Work) {
  const report = await log.verify({ ...work, keys: [signer.publicKey, ...earlierKeys] });
  const code = report.sound ? 'sound' : (report.findings[0]?.fault ?? 'broken');
  const result = { code, count: report.records };
  await log.append([
    permit.record({ action: 'audit.verified', object, result }),
    ...(report.sound
      ? []
      : [permit.record({ action: 'audit.brokenFound', object, result: { code, count: report.findingCount } })]),
  ]);
  return report;
}

async function seal({ log, signer, clock }: AuditDeskParts): Promise<AuditSeal | null> {
  const tail = await log.tail();
  const newest = (await log.seals()).findLast(({ kind }) => kind === 'head');
  if (tail.sequence === (newest?.sequence ?? 0)) return null;
  const made = await signSeal(headStatement(log.place, tail, clock.now().toISOString()), signer);
  await log.keepSeal(made, signer.publicKey);
  return made;
}

async function exported(
  parts: AuditDeskParts,
  { purpose, from }: { readonly purpose: Purpose; readonly from: string | null },
): Promise<AuditExport> {
  const { log, officers, clock, signer } = parts;
  const permit = await officers.session.permit({ permission: 'audit.export', purpose });
  // First the record, so that it is part of what it is about.
  await log.append([permit.record({ action: 'audit.exported', object, result: { code: from?.slice(0, 10) ?? null } })]);
  const head = await seal(parts);
  if (head === null) throw new TypeError('a log with a new record has a new head');
  const seals = await log.seals();
  // Never at its own head: the record of the export is always in it.
  const start = exportStart(
    seals.filter(({ signature }) => signature !== head.signature),
    from,
  );
  const keys = [signer.publicKey, ...(await log.publicKeys())].map(toHex);
  return {
    name: `nhat-ky-${log.place.station}-${clock.now().toISOString().slice(0, 10)}`,
    lines: linesOf(log, start?.kind === 'head' ? start.sequence : 0, head.sequence),
    seals: {
      format: 'truc-ban audit export 1',
      profile: log.place.profile,
      start,
      seals: seals.filter(({ sequence }) => sequence <= head.sequence),
      keys: [...new Set(keys)],
    },
  };
}

async function* linesOf(log: AuditLog, from: number, upTo: number): AsyncIterable<Uint8Array> {
  for (let after = from; ; ) {
    const piece = await log.lines(after, upTo);
    if (piece === null) return;
    after = piece.last;
    yield piece.bytes;
  }
}

async function purgeNow({ log, clock, retention }: AuditDeskParts) {
  const now = clock.now();
  const months = retention();
  const from = Object.fromEntries(auditLevels.map((level) => [level, keptFrom(months[level], now)]));
  const plan = await log.purgePlan(from as Parameters<AuditLog['purgePlan']>[0]);
  const before = (await log.seals()).findLast(({ kind }) => kind === 'purge') ?? null;
  return purgeStatement(plan, { place: log.place, tail: await log.tail(), before, at: now.toISOString() });
}
