// `npm run bench -- window [--rows 200000] [--slow 4]`: how the window keeps up at F4 over so many people (2,000 without a
// number; 200,000 take minutes to import): CPU of a turn of the wheel and of a key at full speed; long tasks, frames and the
// time from key to paint with the page slowed down. Each against a page with nothing on it, measured in turns in the same run.
import type { Page } from 'playwright-core';
import { buildWindow, reasonToSkip } from '../tests/e2e/support/desk.ts';
import { ms, percentile, ratio, row } from './registry/samples.ts';
import { deskPage, emptyPage, type MeasuredPage } from './window/measured-pages.ts';
import { type PageClocks, pageClocks, type Seen } from './window/page-clocks.ts';

const option = (name: string, fallback: number) =>
  Number(process.argv[process.argv.indexOf(`--${name}`) + 1 || process.argv.length] ?? fallback);
const rows = option('rows', 2000);
const slowDown = option('slow', 4);
/** Turns of the wheel, six rows each. */
const turns = 120;
const texts = ['nguyen van thu', 'trần thị mẫu', '0500', 'le thi mau', 'phạm văn thử'];
const keys = texts.join('').length;

type Work = (measured: MeasuredPage) => Promise<void>;

const wheel: Work = async ({ page, list }) => {
  await list.evaluate((element) => element.scrollTo(0, 0));
  await aimAt(page, list);
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(25);
  }
};

const scrollBar: Work = ({ list }) => list.evaluate(dragToTheEnd);

const typing: Work = async ({ page, field }) => {
  for (const text of texts) {
    await field.pressSequentially(text, { delay: 60 });
    await page.waitForTimeout(400);
    await field.fill('');
  }
};

async function aimAt(page: Page, list: MeasuredPage['list']): Promise<void> {
  const box = await list.boundingBox();
  if (!box) throw new Error('the list is not shown');
  await page.mouse.move(box.x + 200, box.y + 200);
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

/** What was measured on one page. */
type Figures = {
  readonly wheelCpu: number;
  readonly keyCpu: number;
  readonly wheel: Seen;
  readonly scrollBar: Seen;
  readonly typing: Seen;
};

/** Does the same on each page, one after the other, so that whatever else the machine does falls on all. */
async function measure(pages: readonly MeasuredPage[]): Promise<readonly Figures[]> {
  const clocks: PageClocks[] = [];
  for (const { page } of pages) clocks.push(await pageClocks(page, slowDown));
  const onEach = async <T>(run: (clock: PageClocks, measured: MeasuredPage) => Promise<T>): Promise<readonly T[]> => {
    const results: T[] = [];
    for (const [at, measured] of pages.entries()) {
      const clock = clocks[at];
      if (!clock) throw new RangeError('a page without clocks');
      await measured.page.bringToFront();
      results.push(await run(clock, measured));
    }
    return results;
  };
  const cpuOf = (work: Work) => onEach((clock, measured) => clock.cpu(() => work(measured)));
  const seenIn = (work: Work) => onEach((clock, measured) => clock.watch(() => work(measured)));
  const [wheelCpu, wheelSeen] = [await cpuOf(wheel), await seenIn(wheel)];
  const dragSeen = await seenIn(scrollBar);
  const [keyCpu, typed] = [await cpuOf(typing), await seenIn(typing)];
  const nothing: Seen = { long: [], frames: [], keys: [] };
  return pages.map((_, at) => ({
    wheelCpu: (wheelCpu[at] ?? 0) / turns,
    keyCpu: (keyCpu[at] ?? 0) / keys,
    wheel: wheelSeen[at] ?? nothing,
    scrollBar: dragSeen[at] ?? nothing,
    typing: typed[at] ?? nothing,
  }));
}

function show([empty, desk]: readonly Figures[]): void {
  if (!empty || !desk) throw new RangeError('two pages are compared');
  const line = (what: string, of: (figures: Figures) => number) =>
    row(what, ms(of(empty)), ms(of(desk)), ratio(of(desk), of(empty)));
  const stops = (what: string, of: (figures: Figures) => Seen) => {
    row(`${what}: long tasks, number`, of(empty).long.length, of(desk).long.length);
    line(`${what}: long tasks, the longest`, (figures) => Math.max(0, ...of(figures).long));
    for (const point of [50, 95])
      line(`${what}: from frame to frame, p${point}`, (figures) => percentile(of(figures).frames, point));
  };
  row(`${rows} people; slowed down ${slowDown}× but for CPU`, 'empty page', 'F4', 'ratio');
  line('CPU of a turn of the wheel', ({ wheelCpu }) => wheelCpu);
  line('CPU of a key', ({ keyCpu }) => keyCpu);
  stops('wheel', (figures) => figures.wheel);
  stops('scroll bar', (figures) => figures.scrollBar);
  stops('typing', (figures) => figures.typing);
  for (const point of [50, 95]) line(`key to paint, p${point}`, (figures) => percentile(figures.typing.keys, point));
}

if (reasonToSkip !== null) {
  process.stderr.write(`${reasonToSkip}\n`);
  process.exitCode = 1;
} else {
  buildWindow();
  const pages = [await emptyPage(rows), await deskPage(rows)];
  try {
    show(await measure(pages));
  } finally {
    for (const { close } of pages) await close();
  }
}
