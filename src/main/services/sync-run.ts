import { type Failure, FailureError, failure } from '#contract/failures.ts';
import type { Announced } from '#contract/upstream.ts';
import type { DossierStore, Outbox, OutboxCursor, OutboxItem } from '#ports/dossier-store.ts';
import type { Clock, Monotonic } from '#ports/environment.ts';
import type { Upstream } from '#ports/upstream.ts';
import type { DossierRules } from './dossier-sealing.ts';
import type { Backoffs, Chance } from './sync-backoff.ts';
import { type Delivering, deliver, packetKey } from './sync-deliver.ts';
import { failureOf, weightOf } from './sync-failures.ts';
import { openJudge } from './sync-judge.ts';
import { createSlots, inLanes } from './sync-lanes.ts';
import type { SyncProgress } from './sync-progress.ts';
import { type After, steadily } from './sync-steadily.ts';

export type SyncRunParts = {
  readonly outbox: Pick<Outbox, 'toSend' | 'packet' | 'attempted' | 'poison' | 'acknowledge'>;
  readonly dossiers: Pick<DossierStore, 'one'>;
  readonly rules: DossierRules;
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  readonly chance: Chance;
  readonly after: After;
  readonly backoffs: Backoffs;
  /** How many are announced at once: fewer after an announcement that failed as a whole. Kept from run to run. */
  readonly pace: AnnouncePace;
  /** Told of what nobody expected. */
  readonly report: (error: unknown) => void;
};

/** How many packets are announced together, between one and the most. */
export type AnnouncePace = { size: number };

/**
 * The most that are announced together; that are uploaded side by side; and that are under way in all: while some are opened upstream
 * and acknowledged here, which waits for two disks, the line is used by others.
 */
export const runSizes = { announced: 100, lanes: 3, underWay: 6 } as const;

export type RunRequest = {
  readonly upstream: Upstream;
  readonly signal: AbortSignal;
  readonly progress: SyncProgress;
  readonly moved: () => void;
  /** Also what waits for a moment of its own: somebody wants all of it sent now. */
  readonly everything: boolean;
  /** Whether something was queued since it was asked last: the run begins again with what is due first. */
  readonly queuedMeanwhile: () => boolean;
  /** Looks whether the upstream still has the keys this desk knows. @throws FailureError `upstream.keyChanged`, and of the line */
  readonly proveKeys: () => Promise<void>;
};

const endOfTime = '9999-12-31T23:59:59.999Z';

/** What a run came to. `nextAt` is when the first packet that was put off may go again, ms since 1970. */
export type RunOutcome = {
  readonly sent: number;
  readonly setAside: number;
  readonly bytes: number;
  readonly stopped: Failure | null;
  readonly nextAt: number | null;
};

/**
 * Sends what may be sent now, earliest legal deadline first, until nothing is left or the line is lost. What is wrong with one packet
 * stops none of the others; what is wrong with the line counts against none. Never throws but for a bug.
 */
export async function runSync(parts: SyncRunParts, request: RunRequest): Promise<RunOutcome> {
  const judge = openJudge({ ...parts, proveKeys: request.proveKeys });
  const delivering: Delivering = { ...parts, ...request, uploading: createSlots(runSizes.lanes) };
  let after: OutboxCursor | null = null;
  try {
    while (!judge.isOver()) {
      request.signal.throwIfAborted();
      if (request.queuedMeanwhile()) after = null;
      const now = request.everything ? endOfTime : parts.clock.now().toISOString();
      const page = await parts.outbox.toSend({ now, limit: parts.pace.size, after });
      if (page.length === 0) break;
      after = page.at(-1)?.cursor ?? null;
      const items = page.filter((item) => !judge.hadTurn(item));
      if (items.length > 0 && !(await sendPage(delivering, parts, { items, judge }))) after = null;
    }
  } catch (error) {
    if (!request.signal.aborted) judge.stop(error);
  }
  return judge.close();
}

type Page = { readonly items: readonly OutboxItem[]; readonly judge: ReturnType<typeof openJudge> };

/** Whether the page was announced; one that was not is to be announced in smaller parts. */
async function sendPage(delivering: Delivering, { pace }: SyncRunParts, { items, judge }: Page): Promise<boolean> {
  const { upstream, signal } = delivering;
  let answers: readonly Announced[];
  try {
    const announced = items.map(({ metadata }) => metadata);
    answers = await steadily(delivering, () => upstream.announce(announced, signal));
  } catch (error) {
    if (signal.aborted) throw error;
    return announceFailed(pace, { items, judge }, error);
  }
  const byKey = new Map(answers.map((answer) => [packetKey(answer), answer]));
  await inLanes(items, runSizes.underWay, async (item) => {
    if (judge.isOver() || signal.aborted) return;
    try {
      await deliver(delivering, item, byKey.get(packetKey(item.metadata)) ?? null);
      judge.good(item);
    } catch (error) {
      if (!signal.aborted) await judge.bad(item, error);
    }
  });
  pace.size = Math.min(runSizes.announced, pace.size * 2);
  return true;
}

/**
 * One packet in an announcement may be what fails all of it. So it is halved until it stands alone: at once where the upstream
 * understood and refused, else with the waits of the line in between.
 */
async function announceFailed(pace: AnnouncePace, { items, judge }: Page, error: unknown): Promise<boolean> {
  const found = failureOf(error);
  const weight = weightOf(found);
  const [first] = items;
  if (items.length === 1 && first !== undefined) {
    await judge.bad(first, error);
    return true;
  }
  const isOfOne = weight === 'aside' || weight === 'later';
  if (isOfOne || weight === 'unclear') pace.size = Math.max(1, Math.ceil(items.length / 2));
  if (!isOfOne) judge.stop(error instanceof FailureError ? error : new FailureError(failure('internal'), error));
  return false;
}
