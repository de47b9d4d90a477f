import type { After } from './sync-steadily.ts';

/** Reads something again when it may have changed: one reading at a time, and not more often than so many ms. */
export type Latest = {
  /** It may have changed. */
  touch(): void;
  /** Reads it now, whatever was read before. */
  now(): Promise<void>;
  stop(): void;
};

export type LatestParts = {
  readonly read: () => Promise<void>;
  readonly everyMs: number;
  readonly after: After;
  readonly failed: (error: unknown) => void;
};

export function createLatest({ read, everyMs, after, failed }: LatestParts): Latest {
  let isWanted = false;
  let isResting = false;
  let isStopped = false;
  let reading: Promise<void> = Promise.resolve();
  let callOff: () => void = () => undefined;
  const inTurn = () => {
    reading = reading.then(read, read).catch(failed);
    return reading;
  };
  const rested = () => {
    isResting = false;
    if (isWanted) go();
  };
  const go = () => {
    isWanted = false;
    isResting = true;
    void inTurn().then(() => {
      if (!isStopped) callOff = after(everyMs, rested);
    });
  };
  return {
    touch() {
      if (isStopped) return;
      if (isResting) isWanted = true;
      else go();
    },
    now: () => inTurn(),
    stop() {
      isStopped = true;
      callOff();
    },
  };
}
