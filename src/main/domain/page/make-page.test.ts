import { describe, expect, it } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import type { Corners, Pixels } from '#contract/pixels.ts';
import { blank, rectangle, seenAt } from '#fixtures/make/degrade.ts';
import { dice } from '#fixtures/make/dice.ts';
import { drawPaper } from '#fixtures/make/page-papers.ts';
import { type EncodeJpeg, makePage } from './make-page.ts';
import { ratioOf } from './page-shape.ts';
import { skewOf } from './skew.ts';

const frame = { width: 640, height: 480, shade: 30 };
const corners: Corners = [{ x: 130, y: 60 }, { x: 420, y: 40 }, { x: 450, y: 450 }, { x: 110, y: 430 }]; // biome-ignore format: corners

/** A sheet whose quarters are 50, 100, 150 and 200 bright, clockwise from the upper left one. */
function quarters(width: number, height: number): Pixels {
  const shades = [50, 100, 200, 150];
  const bytes = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return shades[(x < width / 2 ? 0 : 1) + (y < height / 2 ? 0 : 2)] ?? 0;
  });
  return { width, height, channels: 1, bytes };
}

/** Stands for a codec: as many bytes as pixels and quality would take, the picture kept for looking at. */
function codec(): { readonly encode: EncodeJpeg; readonly seen: Pixels[]; readonly qualities: number[] } {
  const [seen, qualities] = [[] as Pixels[], [] as number[]];
  const encode: EncodeJpeg = async (pixels, quality) => {
    seen.push(pixels);
    qualities.push(quality);
    return new Uint8Array(Math.ceil((pixels.width * pixels.height * quality) / 400));
  };
  return { encode, seen, qualities };
}

const codeOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof FailureError ? error.failure : error;
};

describe('makePage', () => {
  it('undoes the perspective: each quarter of the sheet comes to lie in its place, turned as asked', async () => {
    const pixels = seenAt(quarters(400, 566), corners, frame);
    const shadesAt = async (turns: number) => {
      const { encode, seen } = codec();
      const { width, height } = await makePage({ pixels, corners, turns, mostBytes: 1e6 }, encode);
      const page = seen[0] as Pixels;
      expect([page.width, page.height]).toEqual([width, height]);
      return [[0.25, 0.25], [0.75, 0.25], [0.75, 0.75], [0.25, 0.75]].map(([x = 0, y = 0]) => page.bytes[Math.floor(y * height) * width + Math.floor(x * width)]); // biome-ignore format: clockwise
    };
    expect(await shadesAt(0)).toEqual([50, 100, 150, 200].map((shade) => (shade === 150 ? 150 : shade)));
    expect(await shadesAt(1)).toEqual([200, 50, 100, 150]);
    expect(await shadesAt(2)).toEqual([150, 200, 50, 100]);
  });

  it('gives A4 and cards their proportions, and hardly more pixels than were taken', async () => {
    const seen: Corners = [
      seenFromTheSide(-150, -212),
      seenFromTheSide(150, -212),
      seenFromTheSide(150, 212),
      seenFromTheSide(-150, 212),
    ];
    const page = await makePage(
      { pixels: blank({ width: 1000, height: 800 }, 1), corners: seen, turns: 0, mostBytes: 1e6 },
      codec().encode,
    );
    expect(page.height / page.width).toBeCloseTo(Math.SQRT2, 2);
    expect(page.height).toBeLessThan(1.2 * 420);
    const near = rectangle(1900, 1198, { x: 20, y: 20 });
    const card = await makePage({ pixels: blank({ width: 2000, height: 1300 }, 1), corners: near, turns: 0, mostBytes: 1e6 }, codec().encode); // biome-ignore format: one line
    expect([card.width, card.height]).toEqual([1011, 638]);
  });

  it('keeps a page under its cap by quality first, then by size', async () => {
    const pixels = blank({ width: 1400, height: 1000 }, 1);
    const wanted = { pixels, corners: null, turns: 0 };
    const byQuality = await makePage({ ...wanted, mostBytes: 200_000 }, codec().encode);
    expect(byQuality).toMatchObject({ width: 1400, height: 1000 });
    expect(byQuality.quality).toBeLessThan(85);
    const bySize = await makePage({ ...wanted, mostBytes: 60_000 }, codec().encode);
    expect(bySize.jpeg.length).toBeLessThanOrEqual(60_000);
    expect(bySize.width).toBeLessThan(1400);
  });

  it('says by name that a page does not fit, after a few tries', async () => {
    const { encode, qualities } = codec();
    const wanted = { pixels: blank({ width: 1400, height: 1000 }, 1), corners: null, turns: 0, mostBytes: 10_000 };
    expect(await codeOf(makePage(wanted, encode))).toMatchObject({
      code: 'page.overCap',
      params: { mostBytes: 10_000 },
    });
    expect(qualities.length).toBeLessThan(12);
  });

  it.each([
    [
      'no numbers',
      [
        { x: Number.NaN, y: 0 },
        { x: 9, y: 0 },
        { x: 9, y: 9 },
        { x: 0, y: 9 },
      ],
    ],
    [
      'endless',
      [
        { x: 0, y: 0 },
        { x: Number.POSITIVE_INFINITY, y: 0 },
        { x: 9, y: 9 },
        { x: 0, y: 9 },
      ],
    ],
    [
      'crossing',
      [
        { x: 0, y: 0 },
        { x: 90, y: 90 },
        { x: 90, y: 0 },
        { x: 0, y: 90 },
      ],
    ],
    [
      'dented',
      [
        { x: 0, y: 0 },
        { x: 90, y: 0 },
        { x: 20, y: 20 },
        { x: 0, y: 90 },
      ],
    ],
    [
      'the wrong way round',
      [
        { x: 0, y: 0 },
        { x: 0, y: 90 },
        { x: 90, y: 90 },
        { x: 90, y: 0 },
      ],
    ],
    [
      'all in one place',
      [
        { x: 5, y: 5 },
        { x: 5, y: 5 },
        { x: 5, y: 5 },
        { x: 5, y: 5 },
      ],
    ],
    [
      'in a line',
      [
        { x: 0, y: 0 },
        { x: 30, y: 30 },
        { x: 60, y: 60 },
        { x: 90, y: 90 },
      ],
    ],
    [
      'far outside',
      [
        { x: -500, y: 0 },
        { x: 90, y: 0 },
        { x: 90, y: 90 },
        { x: 0, y: 90 },
      ],
    ],
  ] as const)('refuses corners that are %s', async (_, wrong) => {
    const wanted = { pixels: blank({ width: 100, height: 100 }, 1), corners: wrong as unknown as Corners, turns: 0, mostBytes: 10_000 }; // biome-ignore format: one line
    expect(await codeOf(makePage(wanted, codec().encode))).toMatchObject({ code: 'page.corners' });
  });

  it('makes a page of one pixel of a picture of one pixel', async () => {
    const page = await makePage({ pixels: blank({ width: 1, height: 1 }, 3, 7), corners: null, turns: 3, mostBytes: 10_000 }, codec().encode); // biome-ignore format: one line
    expect(page).toMatchObject({ width: 1, height: 1 });
  });

  it('continues the edge of the picture where a corner lies just outside', async () => {
    const { encode, seen } = codec();
    const outside: Corners = [{ x: -10, y: -10 }, { x: 90, y: 0 }, { x: 90, y: 90 }, { x: 0, y: 90 }]; // biome-ignore format: corners
    await makePage(
      { pixels: blank({ width: 100, height: 100 }, 1, 77), corners: outside, turns: 0, mostBytes: 1e6 },
      encode,
    );
    expect(new Set(seen[0]?.bytes)).toEqual(new Set([77]));
  });

  it('makes print of a whole picture level', () => {
    const form = drawPaper('form', 2.5, dice(2, 2));
    const { width, height } = form;
    const [cx, cy] = [width / 2, height / 2];
    const turned = (degrees: number) => {
      const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      const place = (x: number, y: number) => ({ x: cx + (x - cx) * cos - (y - cy) * sin, y: cy + (x - cx) * sin + (y - cy) * cos }); // biome-ignore format: one line
      return seenAt(form, [place(0, 0), place(width, 0), place(width, height), place(0, height)], { width, height, shade: 240 }); // biome-ignore format: one line
    };
    expect(skewOf(form)).toBeCloseTo(0, 0);
    expect(skewOf(turned(3))).toBeCloseTo(3, 0);
    expect(skewOf(turned(-5))).toBeCloseTo(-5, 0);
    expect(skewOf(blank({ width: 300, height: 300 }, 1, 128))).toBe(0);
  });

  it.each([0, 25, -40])('works out the proportions of a sheet seen from the side and turned by %d°', (degrees) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const place = (x: number, y: number) => seenFromTheSide(x * cos - y * sin, x * sin + y * cos);
    const sheet: Corners = [place(-150, -212), place(150, -212), place(150, 212), place(-150, 212)];
    expect(Math.abs((ratioOf(sheet, { width: 1000, height: 800 }) * 424) / 300 - 1)).toBeLessThan(0.02);
  });
});

/** Where a camera 1000 pixels away, leant by 35°, sees a place of the table. */
function seenFromTheSide(x: number, y: number): { readonly x: number; readonly y: number } {
  const [focal, lean] = [1000, (35 * Math.PI) / 180];
  const far = focal + y * Math.sin(lean);
  return { x: 500 + (focal * x) / far, y: 400 + (focal * y * Math.cos(lean)) / far };
}
