import type { DeskApi } from '#contract/api.ts';
import type { Handlers } from '#contract/rpc.ts';
import type { Minute, QueueFigures, ReconcileSummary, SignedMinute } from '#contract/sync.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import {
  type ComparedEpoch,
  epochAgrees,
  listsOf,
  minuteBytes,
  percentHeld,
  summaryOf,
} from '#domain/packet/minute.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { Outbox, PacketBook } from '#ports/dossier-store.ts';
import type { Clock, Monotonic } from '#ports/environment.ts';
import type { SignMinute, Upstream } from '#ports/upstream.ts';
import { draftBy, type Happening } from './permit.ts';
import { purgeEarned } from './purge-run.ts';
import { type Comparison, compareBooks } from './reconcile-compare.ts';
import { resendLost } from './reconcile-mend.ts';
import { seeQueue } from './see-queue.ts';
import type { SessionDesk } from './session-desk.ts';
import { createTurns } from './turns.ts';

/** What comparing the books rests on. */
export type ReconcileDeskParts = {
  readonly deskId: string;
  /** The station's name, as the minute says it. */
  readonly station: () => string;
  /** The line to the upstream. @throws FailureError `upstream.unset`, `enrolment.*` */
  readonly upstream: () => Promise<Upstream>;
  /** Where the upstream is and what it calls itself. @throws FailureError `upstream.unset` */
  readonly upstreamNamed: () => { readonly name: string; readonly url: string };
  readonly outbox: Pick<Outbox, 'next' | 'release'>;
  readonly book: PacketBook;
  readonly figures: () => Promise<QueueFigures>;
  readonly session: Pick<SessionDesk, 'permit'>;
  readonly log: Pick<AuditLog, 'append'>;
  readonly signMinute: SignMinute;
  /** The minute in a JWS if this desk signed it, else null. */
  readonly readMinute: (jws: string) => Promise<Minute | null>;
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  /** Days a packet stays here after its receipt (`usualRetention`). */
  readonly keptDays: () => number;
  /** Packets were put back, purged or a minute was kept. */
  readonly changed: (summary: ReconcileSummary) => void;
  /** Logs a bug and returns its short id. */
  readonly report: (where: string, error: unknown) => string;
};

/** Compares this desk's book with the upstream's, mends what can be mended, and keeps the signed minute of it. */
export type ReconcileDesk = {
  readonly handlers: Pick<Handlers<DeskApi>, 'sync.reconcile' | 'sync.minute'>;
  /**
   * Compares by itself (`null`: nobody asked for it) or for the officer who closes a shift; one at a time.
   * @throws FailureError `storage.*`, `upstream.*`, `enrolment.*`; nothing is noted then
   */
  reconcile(officer: string | null): Promise<SignedMinute>;
  /** What the last comparison came to; null before the first. */
  summary(): ReconcileSummary | null;
  /** Ends a comparison that is under way, and waits for it. */
  close(): Promise<void>;
};

/** Who compares: the record of an act in their name. */
type Author = { readonly officer: string | null; readonly record: (happening: Happening) => AuditDraft };

/** Opens the desk with the last minute that was kept. @throws FailureError `storage.*` */
export async function openReconcileDesk(parts: ReconcileDeskParts): Promise<ReconcileDesk> {
  const inTurn = createTurns();
  const abort = new AbortController();
  const last = await lastMinute(parts);
  let summary = last === null ? null : summaryOf(last.minute);
  const run = (author: Author) =>
    inTurn(async () => {
      const signed = await reconcileNow(parts, author, abort.signal);
      summary = summaryOf(signed.minute);
      parts.changed(summary);
      return signed;
    });
  return {
    handlers: {
      'sync.reconcile': async () => {
        const { officer, record } = await parts.session.permit({ permission: 'queue.manage' });
        return run({ officer: officer.id, record });
      },
      'sync.minute': async () => {
        await parts.session.permit(seeQueue);
        return lastMinute(parts);
      },
    },
    reconcile: (officer) => run({ officer, record: (happening) => draftFor(parts, officer, happening) }),
    summary: () => summary,
    async close() {
      abort.abort();
      await inTurn(async () => undefined);
    },
  };
}

const dayMs = 86_400_000;

async function reconcileNow(parts: ReconcileDeskParts, author: Author, signal: AbortSignal): Promise<SignedMinute> {
  const { deskId, book, outbox, clock } = parts;
  const upstream = await parts.upstream();
  const current = (await outbox.next(deskId)).epoch;
  const comparison = await compareBooks({ deskId, book, upstream, signal }, current);
  const lost = listsOf(comparison.epochs).unknown;
  const resent = await resendLost({ ...parts, record: author.record }, lost);
  const outcome = { comparison, current, resent, author };
  const signed = await keepMinute(parts, { ...outcome, purged: 0 });
  if (!signed.minute.agreed) return signed;
  // Both clocks must say that the time is over: neither alone can take bytes away too early.
  const now = Math.min(clock.now().getTime(), Date.parse(comparison.answer.time));
  const receivedBefore = new Date(now - parts.keptDays() * dayMs).toISOString();
  const purged = await purgeEarned({ ...parts, upstream, signal, record: author.record }, receivedBefore);
  // The store lets nothing go before the agreement is noted: what went is said by a second minute of the same comparison.
  return purged === 0 ? signed : keepMinute(parts, { ...outcome, purged });
}

type Outcome = {
  readonly comparison: Comparison;
  readonly current: number;
  readonly resent: number;
  readonly purged: number;
  readonly author: Author;
};

async function keepMinute(parts: ReconcileDeskParts, outcome: Outcome): Promise<SignedMinute> {
  const { deskId, book, signMinute, upstreamNamed } = parts;
  const { comparison, current, author } = outcome;
  const minute = minuteOf(outcome, {
    ...{ deskId, station: parts.station(), at: parts.clock.now().toISOString() },
    ...{ named: upstreamNamed(), figures: await parts.figures() },
  });
  const jws = await signMinute(minuteBytes(minute));
  // The current epoch comes last: what stands there is what the last comparison came to.
  const inOrder = [...comparison.epochs].sort((a, b) => (a.epoch === current ? 1 : b.epoch === current ? -1 : 0));
  for (const epoch of inOrder) {
    const agreed = epochAgrees(epoch, current);
    const own = { deskId, epoch: epoch.epoch, upTo: epoch.upTo, agreed, at: minute.at, minute: jws };
    // The second minute of a comparison says what was purged, of which each packet has its own record.
    await book.note(own, minute.purged > 0 ? [] : [author.record(reconciled(minute, { epoch, agreed }))]);
  }
  return { minute, jws };
}

function reconciled(
  { upstream }: Minute,
  { epoch, agreed }: { readonly epoch: ComparedEpoch; readonly agreed: boolean },
): Happening {
  const object = { kind: 'upstream', masked: upstream.name.slice(0, 200), mark: null } as const;
  const result = { code: agreed ? 'agreed' : 'differs', count: epoch.acknowledged };
  return { action: 'sync.reconciled', object, result };
}

type Beside = Pick<Minute, 'deskId' | 'station' | 'at' | 'figures'> & {
  readonly named: { readonly name: string; readonly url: string };
};

function minuteOf({ comparison, current, resent, purged, author }: Outcome, { named, ...own }: Beside): Minute {
  const { answer, epochs } = comparison;
  const { time, highestReceipt } = answer;
  return {
    format: 'truc-ban minute 1',
    ...own,
    officer: author.officer,
    upstream: { name: named.name, url: named.url, time, highestReceipt },
    epochs: epochs.map(({ upTo: _, differences: __, ...figures }) => figures),
    lists: listsOf(epochs),
    percent: percentHeld(epochs),
    agreed: epochs.every((epoch) => epochAgrees(epoch, current)),
    ...{ resent, purged },
  };
}

/** The minute of the newest epoch that has one. */
async function lastMinute({ deskId, book, outbox, readMinute }: ReconcileDeskParts): Promise<SignedMinute | null> {
  const known = (await book.epochs(deskId)).map(({ epoch }) => epoch);
  const current = (await outbox.next(deskId)).epoch;
  for (const epoch of [...new Set([current, ...known.toReversed()])]) {
    const kept = await book.lastReconciliation({ deskId, epoch });
    const minute = kept && (await readMinute(kept.minute));
    if (kept && minute) return { minute, jws: kept.minute };
  }
  return null;
}

/** A record by the desk, or by an officer who did something this belongs to. */
function draftFor({ clock, monotonic }: ReconcileDeskParts, officer: string | null, happening: Happening): AuditDraft {
  return { ...draftBy(null, happening, { wall: clock.now().getTime(), monotonic: monotonic() }), officer };
}
