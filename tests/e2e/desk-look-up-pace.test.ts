import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizens } from '#fixtures/make/citizens.ts';
import { type DemoHome, demoHome } from './support/demo-home.ts';
import { type Desk, openDesk, reasonToSkip } from './support/desk.ts';
import { openLookUp, searchField } from './support/look-up-steps.ts';

/** How many people the measured ward has; each figure is printed. `TRUC_BAN_PACE_ROWS=200000` takes a few minutes. */
const rows = Number(process.env.TRUC_BAN_PACE_ROWS ?? 5000);
/** The officer's machine is old. */
const slowDown = 4;
/** Turns of the wheel: six rows each. */
const steps = 120;

/** What the page's own clocks saw while something was done. */
type Seen = { readonly long: readonly number[]; readonly frames: readonly number[]; readonly keys: readonly number[] };

describe.skipIf(reasonToSkip)(`the pace of F4 with ${rows} people, at ${slowDown}× slow-down`, () => {
  let ward: DemoHome;
  let desk: Desk;
  let page: Page;
  let cdp: CDPSession;
  beforeAll(async () => {
    ward = await demoHome({ others: citizens({ count: rows }) });
    desk = await openDesk({ home: ward.home });
    page = desk.page;
    await openLookUp(page, rows);
    cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  }, 900_000);
  afterAll(async () => {
    await desk.close();
    await ward.remove();
  });

  const measured = async (work: () => Promise<void>): Promise<Seen> => {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    await page.evaluate(startWatching);
    await work();
    await page.waitForTimeout(300);
    const seen = await page.evaluate(stopWatching);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    return seen;
  };

  /** Time of the window's main thread, in ms, on this machine: what other programs take from it is not in it. */
  const threadTime = async (work: () => Promise<void>): Promise<number> => {
    const spent = async () =>
      (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
    const before = await spent();
    await work();
    return ((await spent()) - before) * 1000;
  };

  it('scrolls through the roll', async () => {
    await page.getByRole('option', { name: /Chưa rõ xã/ }).click();
    const roll = page.getByRole('listbox', { name: /Danh sách Chưa rõ xã/ });
    await roll.getByRole('option').nth(3).getByText(/\d/).first().waitFor();
    const box = await roll.boundingBox();
    if (!box) throw new Error('the roll is not shown');
    await page.mouse.move(box.x + 200, box.y + 200);
    const turnWheel = async () => {
      for (let turn = 0; turn < steps; turn += 1) {
        await page.mouse.wheel(0, 240);
        await page.waitForTimeout(25);
      }
    };
    const perStep = (await threadTime(turnWheel)) / steps;
    report('wheel', await measured(turnWheel), perStep);
    const drag = await measured(() => roll.evaluate(dragToTheEnd));
    report('scroll bar', drag);
    expect(await roll.getByRole('option').count()).toBeLessThan(40);
    expect(perStep * slowDown).toBeLessThan(50);
    // What was scrolled to is there.
    await roll.getByRole('option').last().getByText(/\d/).first().waitFor();
  });

  it('paints what is typed', async () => {
    const texts = ['nguyen van thu', 'trần thị mẫu', '0500'];
    const type = async () => {
      for (const text of texts) {
        await searchField(page).pressSequentially(text, { delay: 60 });
        await page.waitForTimeout(400);
        await searchField(page).fill('');
      }
    };
    const perKey = (await threadTime(type)) / texts.join('').length;
    const typed = await measured(type);
    report('typing', typed, perKey);
    expect(typed.keys.length).toBeGreaterThan(10);
    expect(perKey * slowDown).toBeLessThan(50);
  });
});

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function report(what: string, { long, frames, keys }: Seen, threadMs?: number): void {
  const numbers = {
    ...(threadMs !== undefined && { threadMs: Math.round(threadMs * 10) / 10 }),
    longTasks: long.length,
    longestMs: Math.round(Math.max(0, ...long)),
    frames: frames.length,
    frameP50: Math.round(percentile(frames, 0.5)),
    frameP95: Math.round(percentile(frames, 0.95)),
    frameMax: Math.round(Math.max(0, ...frames)),
    ...(keys.length > 0 && {
      keys: keys.length,
      keyP50: percentile(keys, 0.5),
      keyP95: percentile(keys, 0.95),
      keyMax: Math.max(...keys),
    }),
  };
  process.stdout.write(`${what}: ${JSON.stringify(numbers)}\n`);
}

/** In the page: notes tasks over 50 ms, the time between frames, and from key to paint. */
function startWatching(): void {
  const seen = { long: [] as number[], frames: [] as number[], keys: [] as number[], going: true };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => seen.long.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  const keys = new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      if (name === 'keydown' || name === 'keypress' || name === 'beforeinput' || name === 'input')
        seen.keys.push(duration);
  });
  keys.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  let last = performance.now();
  const frame = (now: number) => {
    seen.frames.push(now - last);
    last = now;
    if (seen.going) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function stopWatching(): Seen {
  const { seen } = globalThis as unknown as { seen: Seen & { going: boolean } };
  seen.going = false;
  return seen;
}

/** In the page: from the top to the end in three seconds, as somebody who drags the scroll bar. */
function dragToTheEnd(list: Element): Promise<void> {
  const end = list.scrollHeight - list.clientHeight;
  const began = performance.now();
  return new Promise((resolve) => {
    const step = () => {
      const part = Math.min(1, (performance.now() - began) / 3000);
      list.scrollTop = end * part;
      if (part < 1) requestAnimationFrame(step);
      else resolve();
    };
    requestAnimationFrame(step);
  });
}
