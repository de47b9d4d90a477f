import type { Sending } from '#contract/sync.ts';
import type { Monotonic } from '#ports/environment.ts';

/** What a run has sent of what it found. */
export type SyncProgress = {
  /** Bytes of a packet the upstream has by now, of those it had when it was announced. */
  moved(key: string, bytes: number): void;
  /** A packet that the upstream already had so many bytes of. */
  begin(key: string, held: number): void;
  /** It is acknowledged. */
  done(key: string, size: number): void;
  /** It does not go now, and what came of it does not count. */
  dropped(key: string): void;
  /**
   * Begins counting what waits, and takes what was counted: what was acknowledged before it began waits no more, and what is meanwhile
   * is not counted twice. What the run is of grows by what is queued, and never shrinks.
   */
  counting(): (waiting: { readonly dossiers: number; readonly bytes: number }) => void;
  view(): Sending;
};

const windowMs = 5_000;
/** Before this much of it has passed a rate is a guess. */
const leastMs = 500;

export function createSyncProgress(monotonic: Monotonic): SyncProgress {
  const under = new Map<string, { readonly held: number; readonly bytes: number }>();
  const done = { dossiers: 0, bytes: 0 };
  const all = { dossiers: 0, bytes: 0 };
  let travelled = 0;
  let marks: readonly { readonly at: number; readonly travelled: number }[] = [{ at: monotonic(), travelled: 0 }];
  const travel = (bytes: number) => {
    travelled += Math.max(0, bytes);
    const at = monotonic();
    const last = marks.at(-1);
    if (last !== undefined && at - last.at < 100) return;
    const from = marks.findLastIndex((mark) => at - mark.at >= windowMs);
    marks = [...marks.slice(Math.max(0, from)), { at, travelled }];
  };
  const rate = (): number | null => {
    const now = monotonic();
    const first = marks.find(({ at }) => now - at <= windowMs) ?? marks.at(-1);
    if (first === undefined || now - first.at < leastMs) return null;
    return ((travelled - first.travelled) / (now - first.at)) * 1000;
  };
  return {
    begin: (key, held) => void under.set(key, { held, bytes: held }),
    moved(key, bytes) {
      const before = under.get(key) ?? { held: 0, bytes: 0 };
      travel(bytes - before.bytes);
      under.set(key, { ...before, bytes });
    },
    done(key, size) {
      under.delete(key);
      done.dossiers += 1;
      done.bytes += size;
    },
    dropped: (key) => void under.delete(key),
    counting() {
      const before = { ...done };
      return ({ dossiers, bytes }) => {
        all.dossiers = Math.max(all.dossiers, before.dossiers + dossiers);
        all.bytes = Math.max(all.bytes, before.bytes + bytes);
      };
    },
    view() {
      const bytes = done.bytes + [...under.values()].reduce((sum, each) => sum + each.bytes, 0);
      all.dossiers = Math.max(all.dossiers, done.dossiers);
      all.bytes = Math.max(all.bytes, bytes);
      const of = all.bytes;
      const bytesPerSecond = rate();
      const secondsLeft = bytesPerSecond === null || bytesPerSecond < 1 ? null : (of - bytes) / bytesPerSecond;
      return {
        dossiers: { done: done.dossiers, of: all.dossiers },
        bytes: { done: bytes, of },
        bytesPerSecond,
        secondsLeft,
      };
    },
  };
}
