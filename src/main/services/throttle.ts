/** Passes the latest of many values on, at most once per interval; `flush` passes a waiting one on at once. */
export type Throttle<T> = { offer(value: T): void; flush(): void };

/** Makes a throttle; the first value passes at once. */
export function createThrottle<T>(intervalMs: number, pass: (value: T) => void): Throttle<T> {
  let waiting: { readonly value: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const next = waiting;
    waiting = null;
    if (next !== null) pass(next.value);
  };
  const due = () => {
    timer = null;
    if (waiting === null) return;
    flush();
    timer = setTimeout(due, intervalMs);
  };
  return {
    offer(value) {
      waiting = { value };
      if (timer !== null) return;
      flush();
      timer = setTimeout(due, intervalMs);
    },
    flush,
  };
}
