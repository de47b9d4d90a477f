import { type Failure, FailureError } from '#contract/failures.ts';
import type { OutboxItem } from '#ports/dossier-store.ts';
import { dossierObject } from './dossier-object.ts';
import { draftBy } from './permit.ts';
import { packetKey } from './sync-deliver.ts';
import { askedWait, failureOf, weightOf } from './sync-failures.ts';
import type { RunOutcome, RunRequest, SyncRunParts } from './sync-run.ts';

/** Tells what is wrong with a packet from what is wrong with the line, and keeps what came of each. */
export type SyncJudge = {
  good(item: OutboxItem): void;
  bad(item: OutboxItem, error: unknown): Promise<void>;
  stop(error: unknown): void;
  isOver(): boolean;
  /** Whether a packet had its turn in this run and did not go: it has no other. */
  hadTurn(item: OutboxItem): boolean;
  /** Writes down what was left in doubt; says what the run came to. */
  close(): Promise<RunOutcome>;
};

type Parts = SyncRunParts & Pick<RunRequest, 'proveKeys'>;
type Doubt = { readonly item: OutboxItem; readonly failure: Failure };

/** What is known of a run so far. */
type Judging = Parts & {
  sent: number;
  setAside: number;
  bytes: number;
  stopped: Failure | null;
  nextAt: number | null;
  /** Packets that failed without a clear reason since the last one that went. */
  doubts: readonly Doubt[];
  /** Doubts that a packet which went has resolved: they are of their packets. */
  readonly resolved: Doubt[];
  readonly failed: Set<string>;
};

/** So many packets one after the other that fail without a clear reason, and none that goes: it is the line. */
const doubtsOfLine = 3;
/** Failures of a packet that a changed key of the upstream would explain. */
const ofKeys = ['sync.receiptFalse', 'packet.otherKey'];

export function openJudge(parts: Parts): SyncJudge {
  const run: Judging = {
    ...{ ...parts, sent: 0, setAside: 0, bytes: 0, stopped: null, nextAt: null },
    ...{ doubts: [], resolved: [], failed: new Set() },
  };
  return {
    stop: (error) => stop(run, error),
    isOver: () => run.stopped !== null,
    hadTurn: ({ metadata }) => run.failed.has(packetKey(metadata)),
    good({ metadata }) {
      run.sent += 1;
      run.bytes += metadata.size;
      run.backoffs.forget(packetKey(metadata));
      run.resolved.push(...run.doubts);
      run.doubts = [];
    },
    bad: (item, error) => judge(run, item, error),
    async close() {
      const left = run.stopped === null ? [...run.resolved, ...run.doubts] : run.resolved;
      for (const each of left) await putOff(run, each);
      const { sent, setAside, bytes, stopped, nextAt } = run;
      return { sent, setAside, bytes, stopped, nextAt };
    },
  };
}

function stop(run: Judging, error: unknown): void {
  if (!(error instanceof FailureError)) run.report(error);
  run.stopped ??= failureOf(error);
}

async function judge(run: Judging, item: OutboxItem, error: unknown): Promise<void> {
  const failure = failureOf(error);
  const weight = weightOf(failure);
  if (weight === 'line' || weight === 'barred' || weight === 'desk') return stop(run, error);
  run.failed.add(packetKey(item.metadata));
  if (weight === 'unclear') return doubt(run, { item, failure }, error);
  if (weight === 'later') return putOff(run, { item, failure });
  const isKeys = ofKeys.includes(failure.code) && !(await done(run, run.proveKeys()));
  if (!isKeys && (await done(run, setAside(run, item, failure)))) run.setAside += 1;
}

function doubt(run: Judging, of: Doubt, error: unknown): void {
  run.doubts = [...run.doubts, of];
  const isLine = run.doubts.length >= doubtsOfLine;
  if (isLine) run.doubts = [];
  if (isLine) stop(run, error);
  else if (!(error instanceof FailureError)) run.report(error);
}

/** What this desk cannot write down, and what it cannot ask, stops the run: the upstream is asked again later. */
async function done(run: Judging, work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    stop(run, error);
    return false;
  }
}

async function putOff(run: Judging, { item, failure }: Doubt): Promise<void> {
  const wait = run.backoffs.next(packetKey(item.metadata), item.attempts, askedWait(failure));
  const at = run.clock.now().getTime() + wait;
  const nextTry = { failure: failure.code, nextAt: new Date(at).toISOString() };
  if (await done(run, run.outbox.attempted(item.metadata, nextTry))) run.nextAt = Math.min(run.nextAt ?? at, at);
}

/** Sets a packet aside, with the record of it. */
async function setAside({ outbox, clock, monotonic }: Parts, item: OutboxItem, why: Failure): Promise<void> {
  const { metadata } = item;
  const result = { outcome: 'failed', code: why.code } as const;
  const moment = { wall: clock.now().getTime(), monotonic: monotonic() };
  const record = draftBy(
    null,
    { action: 'dossier.setAside', object: dossierObject(metadata.dossierId), result },
    moment,
  );
  await outbox.poison(metadata, why.code, [record]);
}
