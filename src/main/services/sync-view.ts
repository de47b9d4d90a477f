import type { QueueFigures, SyncState } from '#contract/sync.ts';
import type { SyncDeskParts } from './sync-desk.ts';
import { createLatest, type Latest } from './sync-latest.ts';
import type { SyncLine } from './sync-line.ts';
import type { SyncProgress } from './sync-progress.ts';
import { linkView } from './upstream-desk.ts';

/** What the window sees of the queue's way upstream. */
export type SyncView = {
  state(): SyncState;
  /** The figures as they were counted last. */
  figures(): QueueFigures;
  /** Counts them again: not every time somebody says so, for there may be a hundred thousand. */
  readonly count: Latest;
  /** Something of it is another now. */
  show(): void;
  /** A run begins, or is over. */
  sending(progress: SyncProgress | null): void;
  stop(): void;
};

type Parts = Pick<
  SyncDeskParts,
  'deskId' | 'authorityDigest' | 'figures' | 'reconciled' | 'changed' | 'after' | 'report'
>;

/** How often the window is told, and how often figures are counted, at most; ms. */
const showMs = 250;
const countMs = 2_000;

/** Figures are counted once before anything is shown: whoever looks first must not read that nothing waits. @throws FailureError `storage.*` */
export async function createSyncView(parts: Parts, line: () => SyncLine): Promise<SyncView> {
  const { deskId, after, reconciled } = parts;
  let figures = await parts.figures();
  let progress: SyncProgress | null = null;
  const link = linkView(parts.authorityDigest);
  const state = (): SyncState => ({
    ...{ deskId, upstream: link(line().bound()), line: line().view() },
    ...{ sending: progress?.view() ?? null, figures, skewMs: line().skewMs(), reconcile: reconciled() },
  });
  const failed = (error: unknown) => void parts.report('sync', error);
  const shown = createLatest({ read: async () => parts.changed(state()), everyMs: showMs, after, failed });
  const count = createLatest({
    ...{ everyMs: countMs, after, failed },
    async read() {
      const counted = progress?.counting();
      figures = await parts.figures();
      counted?.({ dossiers: figures.waiting, bytes: figures.bytesWaiting });
      shown.touch();
    },
  });
  return {
    state,
    figures: () => figures,
    count,
    show: shown.touch,
    sending(next) {
      progress = next;
      shown.touch();
    },
    stop() {
      count.stop();
      shown.stop();
    },
  };
}
