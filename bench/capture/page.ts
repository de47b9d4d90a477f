// Figures of `page.find` and `page.make` on made-up papers (fixtures/make/page-images.ts): how far corners are off, sheets missed, sheets
// seen on empty tables, and time. Seeds are fixed; called by `npm run bench -- capture`.
import type { Corners, Pixels, Point } from '#contract/pixels.ts';
import { findPage } from '#domain/page/find-page.ts';
import { makePage } from '#domain/page/make-page.ts';
import { emptyTable, type PageTier, pageImage, pageTiers } from '#fixtures/make/page-images.ts';
import { type PaperShape, paperShapes } from '#fixtures/make/page-papers.ts';
import { type TableKind, tables } from '#fixtures/make/page-tables.ts';
import { createPictureCodec } from '#workers/vision/codec.ts';

const frame = { width: 1280, height: 720 };
const seed = 20_261_122;
const shapes = Object.keys(paperShapes) as readonly PaperShape[];
const tiers = Object.keys(pageTiers) as readonly PageTier[];

type Row = {
  readonly errors: number[];
  /** Errors as share of the page's diagonal. */
  readonly shares: number[];
  readonly ms: number[];
  /** Told to be good as they are; of `hard` pictures most have a lamp mirrored in them. */
  good: number;
  missed: number;
  wrong: number;
};

const percentile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** Greatest distance of a corner from the true one, whichever corner was called the first. */
function cornerError(found: Corners, real: Corners): number {
  const turns = [0, 1, 2, 3].map((turn) =>
    Math.max(...real.map(({ x, y }, index) => {
      const corner = found[(index + turn) % 4] as Point;
      return Math.hypot(corner.x - x, corner.y - y);
    })),
  ); // biome-ignore format: one idea
  return Math.min(...turns);
}

function measure(tier: PageTier, table: TableKind, count: number): Row {
  const row: Row = { errors: [], shares: [], ms: [], good: 0, missed: 0, wrong: 0 };
  for (let place = 0; place < count; place++) {
    const shape = shapes[place % shapes.length] as PaperShape;
    const { pixels, corners } = pageImage({ shape, table, tier, ...frame }, seed, place * 97 + tables.indexOf(table));
    const start = performance.now();
    const found = findPage(pixels);
    row.ms.push(performance.now() - start);
    if (found.guidance === null) row.good++;
    if (found.corners === null) {
      row.missed++;
      continue;
    }
    const error = cornerError(found.corners, corners);
    const diagonal = Math.hypot(corners[2].x - corners[0].x, corners[2].y - corners[0].y);
    if (error > 0.03 * diagonal) row.wrong++;
    else {
      row.errors.push(error);
      row.shares.push(error / diagonal);
    }
  }
  return row;
}

function falsePages(table: TableKind, count: number): number {
  let seen = 0;
  for (let place = 0; place < count; place++) {
    const tier = tiers[place % tiers.length] as PageTier;
    if (findPage(emptyTable({ table, tier, ...frame }, seed + 1, place)).corners !== null) seen++;
  }
  return seen;
}

const cells = (...values: readonly (string | number)[]) =>
  process.stdout.write(
    `${values.map((value, at) => (at === 0 ? String(value).padEnd(16) : String(value).padStart(11))).join('')}\n`,
  );

/** Prints the figures; `count` pictures for each table and tier. */
export async function runPages(count = 16): Promise<void> {
  cells(
    'page.find',
    'pictures',
    'missed',
    'wrong',
    'px median',
    'px 95 %',
    '% median',
    '% 95 %',
    'ms median',
    'ms 95 %',
  );
  for (const tier of tiers)
    for (const table of tables) {
      const { errors, shares, ms, missed, wrong, good } = measure(tier, table, count);
      const figures = [
        percentile(errors, 0.5),
        percentile(errors, 0.95),
        100 * percentile(shares, 0.5),
        100 * percentile(shares, 0.95),
      ];
      cells(
        `${tier} ${table}`,
        count,
        missed,
        wrong,
        good,
        ...figures.map((figure) => figure.toFixed(2)),
        percentile(ms, 0.5).toFixed(1),
        percentile(ms, 0.95).toFixed(1),
      );
    }
  cells('empty table', 'pictures', 'false');
  for (const table of tables) cells(table, count, falsePages(table, count));
  await runMaking();
}

/** A page cut out of a frame in colour and written under a cap that it keeps at once, and one that it does not. */
async function runMaking(): Promise<void> {
  cells('page.make', 'frame', 'cap kB', 'page', 'quality', 'kB', 'ms');
  const codec = createPictureCodec();
  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
    [3840, 2160],
  ] as const) {
    const { pixels, corners } = pageImage({ shape: 'form', table: 'wood', tier: 'usual', width, height }, seed, 2);
    for (const cap of [500, 100]) {
      const start = performance.now();
      const page = await makePage({ pixels: coloured(pixels), corners, turns: 0, mostBytes: 1000 * cap }, codec.jpeg);
      const ms = performance.now() - start;
      cells('form on wood', `${width}×${height}`, cap, `${page.width}×${page.height}`, page.quality, Math.round(page.jpeg.length / 1000), ms.toFixed(0)); // biome-ignore format: a row
    }
  }
}

/** The same in three channels, a little yellow. */
function coloured({ width, height, bytes }: Pixels): Pixels {
  const out = new Uint8Array(3 * bytes.length);
  bytes.forEach((value, at) => {
    out.set([value, value * 0.97, value * 0.9], 3 * at);
  });
  return { width, height, channels: 3, bytes: out };
}
