import { type Failure, FailureError } from '#contract/failures.ts';
import type { SyncResult } from '#contract/sync.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { localDay } from '#domain/shift/local-time.ts';
import type { Upstream } from '#ports/upstream.ts';
import type { BoundUpstream } from '#ports/upstream-store.ts';
import type { SyncDeskParts } from './sync-desk.ts';
import { failureOf, weightOf } from './sync-failures.ts';
import type { SyncLine } from './sync-line.ts';
import { createSyncProgress } from './sync-progress.ts';
import { type RunOutcome, type RunRequest, runSync, type SyncRunParts } from './sync-run.ts';
import { createAlarm } from './sync-schedule.ts';
import type { SyncView } from './sync-view.ts';

export type SyncContactParts = SyncRunParts &
  Pick<SyncDeskParts, 'reconcile' | 'reconciled' | 'pull' | 'sealingChanged'> & {
    readonly line: SyncLine;
    readonly view: Pick<SyncView, 'figures' | 'count' | 'show' | 'sending'>;
  };

/** When this desk speaks with the upstream: one contact at a time, by itself or because somebody asked. */
export type SyncContact = {
  start(): void;
  /** Something was queued: sent at once where the line is good, else when it is tried again. */
  wake(): void;
  /** Tries now, however the line was; joins a contact that goes on; `anew` asks again how this desk stands, after it. Never throws but for a bug. */
  now(why: 'asked' | 'anew'): Promise<SyncResult>;
  /** The upstream when it may be asked now. @throws FailureError of the line */
  opened(): Promise<Upstream>;
  reconcileNow(officer: string | null): Promise<void>;
  /** Ends what goes on, and binds to another upstream or to none. */
  bind(next: BoundUpstream | null, records: readonly AuditDraft[]): Promise<void>;
  stop(): Promise<void>;
};

/** While the line is good it is asked for decisions every few minutes. */
const pollMs = 3 * 60_000;
/** Whoever is woken at every dossier does not ask for everything at every dossier. */
const pullMs = 20_000;
/** When a comparison that did not come about is tried again. */
const reconcileAgainMs = 15 * 60_000;

type Now = {
  going: Promise<SyncResult> | null;
  abort: AbortController;
  /** Something was queued since the run looked last. */
  queued: boolean;
  /** When the first packet that was put off may go again. */
  packetAt: number;
  pulledAt: number;
  reconcileFrom: number;
  /** Nothing begins: another upstream is put in the place of this one, or the desk closes. */
  isHeld: boolean;
};

type Why = 'alarm' | 'asked' | 'anew';

export function openSyncContact(parts: SyncContactParts): SyncContact {
  const { line, clock } = parts;
  const now: Now = {
    ...{ going: null, abort: new AbortController(), queued: false, isHeld: false },
    ...{ packetAt: Number.POSITIVE_INFINITY, pulledAt: Number.NEGATIVE_INFINITY, reconcileFrom: 0 },
  };
  const wall = () => clock.now().getTime();
  const alarm = createAlarm(parts, () => void go('alarm'));
  const go = (why: Why): Promise<SyncResult> => {
    now.going ??= contact(parts, now, why).finally(() => {
      now.going = null;
      const next = nextContact(now, line.nextAt(), wall());
      if (next !== null) alarm.by(next);
      if (line.nextAt() === 0 && !now.isHeld) void atNight(parts, now);
    });
    return now.going;
  };
  const end = async () => {
    now.isHeld = true;
    now.abort.abort();
    alarm.stop();
    await now.going?.catch(() => undefined);
  };
  return {
    // Desks that begin in the same minute do not all come in the same second.
    start: () => alarm.by(wall() + parts.chance() * 2_000),
    wake() {
      now.queued = true;
      const next = line.nextAt();
      if (!now.isHeld && next !== null && next <= wall()) alarm.by(wall());
    },
    now: (why) => (why === 'anew' && now.going !== null ? now.going.then(() => go(why)) : go(why)),
    opened: () => line.open(now.abort.signal),
    async reconcileNow(officer) {
      await go('asked');
      await reconcile(parts, now, officer);
    },
    async bind(next, records) {
      await end();
      try {
        await line.become(next, records);
      } finally {
        now.abort = new AbortController();
        now.isHeld = false;
        now.pulledAt = Number.NEGATIVE_INFINITY;
        if (line.bound() !== null) alarm.by(wall());
      }
      parts.sealingChanged();
    },
    stop: end,
  };
}

/** When to speak with it next by itself, ms since 1970: when the line may be tried, or something is due; null for not at all. */
function nextContact({ isHeld, queued, packetAt }: Now, lineAt: number | null, wall: number): number | null {
  if (isHeld || lineAt === null) return null;
  if (lineAt !== 0) return lineAt;
  return queued ? wall : Math.min(packetAt, wall + pollMs);
}

async function contact(parts: SyncContactParts, now: Now, why: Why): Promise<SyncResult> {
  const { line, monotonic, view } = parts;
  const { signal } = now.abort;
  const began = monotonic();
  let outcome: RunOutcome = { sent: 0, setAside: 0, bytes: 0, stopped: null, nextAt: null };
  try {
    const upstream = await line.open(signal, { anew: why === 'anew' });
    outcome = await send(parts, now, { upstream, everything: why === 'asked' });
    now.packetAt = outcome.nextAt ?? Number.POSITIVE_INFINITY;
    await hear(parts, outcome.stopped, signal);
    if (outcome.stopped === null && !signal.aborted) await pull(parts, now, why);
  } catch (error) {
    if (!signal.aborted) outcome = { ...outcome, stopped: told(parts, error) };
  }
  await view.count.now();
  const { sent, setAside, bytes, stopped } = outcome;
  return { sent, setAside, bytes, stopped, left: view.figures().waiting, ms: monotonic() - began };
}

function told({ report }: SyncContactParts, error: unknown): Failure {
  if (!(error instanceof FailureError)) report(error);
  return failureOf(error);
}

type Sending = Pick<RunRequest, 'upstream' | 'everything'>;

async function send(parts: SyncContactParts, now: Now, what: Sending): Promise<RunOutcome> {
  const { view } = parts;
  const { signal } = now.abort;
  const progress = createSyncProgress(parts.monotonic);
  now.queued = true;
  view.sending(progress);
  await view.count.now();
  try {
    return await runSync(parts, {
      ...{ ...what, signal, progress },
      moved: () => {
        view.count.touch();
        view.show();
      },
      queuedMeanwhile() {
        const was = now.queued;
        now.queued = false;
        return was;
      },
      proveKeys: () => parts.line.proveKeys(signal),
    });
  } finally {
    view.sending(null);
  }
}

/** Tells the line what a run came to. One that was shut out learns how it stands. */
async function hear({ line }: SyncContactParts, stopped: Failure | null, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  line.heard(stopped === null ? null : new FailureError(stopped));
  if (stopped?.code.startsWith('enrolment.')) await line.open(signal, { anew: true }).catch(() => undefined);
}

async function pull(parts: SyncContactParts, now: Now, why: Why): Promise<void> {
  const at = parts.monotonic();
  if (why === 'alarm' && at - now.pulledAt < pullMs) return;
  now.pulledAt = at;
  await overLine(parts, now, () => pullAll(parts));
}

/** A part that fails is its own matter, unless it is the line that failed. */
async function pullAll({ pull, line }: SyncContactParts): Promise<void> {
  const stopped = Object.values(await pull()).map(({ failure }) => failure);
  const found = stopped.find((each) => each !== null && ['line', 'barred'].includes(weightOf(each)));
  if (found) line.heard(new FailureError(found));
}

async function reconcile(parts: SyncContactParts, now: Now, officer: string | null): Promise<void> {
  if (parts.line.nextAt() !== 0) return;
  now.reconcileFrom = parts.clock.now().getTime() + reconcileAgainMs;
  await overLine(parts, now, async () => void (await parts.reconcile(officer)));
  await overLine(parts, now, () => pullAll(parts));
}

/** Something beside the sending: what goes wrong is seen on the line, and stops nothing else. */
async function overLine({ line, report }: SyncContactParts, { abort }: Now, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (abort.signal.aborted) return;
    if (error instanceof FailureError) line.heard(error);
    else report(error);
  }
}

/** Compares the books once on every day: after midnight, or when the desk is there again. */
async function atNight(parts: SyncContactParts, now: Now): Promise<void> {
  const { clock, reconciled, view } = parts;
  const last = reconciled();
  const isOfToday = last !== null && localDay(new Date(last.at)) === localDay(clock.now());
  if (isOfToday || view.figures().acknowledged === 0 || clock.now().getTime() < now.reconcileFrom) return;
  await reconcile(parts, now, null);
}
