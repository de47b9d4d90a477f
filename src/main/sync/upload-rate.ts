/** Calls something after so many ms; the answer calls it off. */
export type After = (ms: number, work: () => void) => () => void;

/** How fast all uploads together may go. */
export type UploadRate = {
  /** Bytes a second; null for all there is. Those who wait already go by it at once. */
  limit(bytesPerSecond: number | null): void;
  /** How many bytes to take at once: few at a slow rate, so that it is even. */
  slice(): number;
  /** How many bytes one request may bring: a slow one would outlast the patience of whatever stands between. */
  request(): number;
  /** Resolves when these bytes may go, in the order they were asked for. Rejects with the reason of `signal`. */
  take(bytes: number, signal: AbortSignal): Promise<void>;
};

const most = 32 * 2 ** 10;
const least = 512;
/** Seconds that one request may take at the rate. */
const requestSeconds = 20;

type Waiting = { readonly bytes: number; readonly go: () => void };

/** A token bucket that holds a quarter of a second. */
export function uploadRate({ monotonic, after }: { monotonic(): number; readonly after: After }): UploadRate {
  let rate: number | null = null;
  let held = 0;
  let at = monotonic();
  let waiting: readonly Waiting[] = [];
  let callOff = (): void => undefined;
  const slice = (): number => (rate === null ? most : Math.min(most, Math.max(least, Math.floor(rate / 4))));
  const serve = (): void => {
    callOff();
    const now = monotonic();
    held = rate === null ? 0 : Math.min(slice(), held + ((now - at) / 1000) * rate);
    at = now;
    for (let [first] = waiting; first; [first] = waiting) {
      // More than the bucket holds may be taken from a full one, and is owed.
      const missing = rate === null ? 0 : Math.min(first.bytes, slice()) - held;
      if (rate !== null && missing > 0) {
        callOff = after(Math.ceil((missing / rate) * 1000), serve);
        return;
      }
      if (rate !== null) held -= first.bytes;
      waiting = waiting.slice(1);
      first.go();
    }
  };
  return {
    limit(bytesPerSecond) {
      serve();
      rate = bytesPerSecond;
      held = 0;
      serve();
    },
    slice,
    request: () => (rate === null ? Number.POSITIVE_INFINITY : Math.max(most, Math.ceil(rate * requestSeconds))),
    take: (bytes, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const turn: Waiting = {
          bytes,
          go: () => {
            signal.removeEventListener('abort', leave);
            resolve();
          },
        };
        const leave = (): void => {
          waiting = waiting.filter((other) => other !== turn);
          reject(signal.reason);
          serve();
        };
        signal.addEventListener('abort', leave, { once: true });
        waiting = [...waiting, turn];
        if (waiting.length === 1) serve();
      }),
  };
}
