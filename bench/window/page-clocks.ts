import type { CDPSession, Page } from 'playwright-core';

/** What the page's own clocks saw while something was done to it: milliseconds each. */
export type Seen = {
  /** Tasks over 50 ms: what an officer feels as a stop. */
  readonly long: readonly number[];
  /** From one frame to the next. */
  readonly frames: readonly number[];
  /** From a key, as the system gave it, to the frame that shows what it did. */
  readonly keys: readonly number[];
};

/** Measures one page, as it is and slowed down. */
export type PageClocks = {
  /** CPU time of the page's main thread, in ms, at full speed: what other programs take from the machine is not in it. */
  cpu(work: () => Promise<void>): Promise<number>;
  /** What is seen with the page's CPU slowed down. */
  watch(work: () => Promise<void>): Promise<Seen>;
};

/** Clocks of a page that is shown; `slowDown` is how many times slower `watch` makes it. */
export async function pageClocks(page: Page, slowDown: number): Promise<PageClocks> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    async cpu(work) {
      const before = await taskMs(session);
      await work();
      return (await taskMs(session)) - before;
    },
    async watch(work) {
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
      await page.evaluate(startWatching);
      await work();
      await page.waitForTimeout(300);
      const seen = await page.evaluate(stopWatching);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      return seen;
    },
  };
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** In the page: notes long tasks, frames, and from key to paint. */
function startWatching(): void {
  const seen = { long: [] as number[], frames: [] as number[], keys: [] as number[] };
  const stop = new AbortController();
  Object.assign(globalThis, { seen, stopSeeing: stop });
  const observer = new PerformanceObserver((list) => seen.long.push(...list.getEntries().map((each) => each.duration)));
  observer.observe({ type: 'longtask' });
  stop.signal.addEventListener('abort', () => observer.disconnect());
  const onKey = ({ timeStamp }: Event) =>
    requestAnimationFrame(() => {
      // A message posted in a frame arrives when that frame has been painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => seen.keys.push(performance.now() - timeStamp);
      port2.postMessage(null);
    });
  addEventListener('keydown', onKey, { capture: true, signal: stop.signal });
  let last = performance.now();
  const onFrame = (now: number) => {
    seen.frames.push(now - last);
    last = now;
    if (!stop.signal.aborted) requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
}

function stopWatching(): Seen {
  const { seen, stopSeeing } = globalThis as unknown as { seen: Seen; stopSeeing: AbortController };
  stopSeeing.abort();
  return seen;
}
