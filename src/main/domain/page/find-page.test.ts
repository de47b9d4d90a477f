import { describe, expect, it } from 'vitest';
import type { Corners, Pixels, Point } from '#contract/pixels.ts';
import { blank, blurred, glared, rectangle, shaded } from '#fixtures/make/degrade.ts';
import { dice } from '#fixtures/make/dice.ts';
import { emptyTable, type PageScene, pageImage } from '#fixtures/make/page-images.ts';
import { findPage } from './find-page.ts';

const scene: PageScene = { shape: 'form', table: 'dark', tier: 'clean', width: 480, height: 270 };

function greatestError(found: Corners | null, real: Corners): number {
  if (found === null) return Number.POSITIVE_INFINITY;
  const turns = [0, 1, 2, 3].map((turn) => {
    const far = real.map(({ x, y }, index) => {
      const corner = found[(index + turn) % 4] as Point;
      return Math.hypot(corner.x - x, corner.y - y);
    });
    return Math.max(...far);
  });
  return Math.min(...turns);
}

describe('findPage', () => {
  it.each([
    { ...scene },
    { ...scene, table: 'wood' as const, tier: 'usual' as const },
    { ...scene, table: 'cloth' as const, shape: 'card' as const },
    { ...scene, table: 'light' as const },
    { ...scene, shape: 'oldPaper' as const, tier: 'usual' as const },
  ])('finds a $shape on a $table table to two pixels ($tier)', (wanted) => {
    const { pixels, corners } = pageImage(wanted, 4, 1);
    const found = findPage(pixels);
    expect(greatestError(found.corners, corners)).toBeLessThan(2);
    expect(found.guidance).toBeNull();
  });

  it('gives corners clockwise from the upper left one as seen', () => {
    const [a, b, c, d] = findPage(pageImage(scene, 4, 1).pixels).corners ?? [];
    expect([a, b, c, d].every((corner) => corner !== undefined)).toBe(true);
    expect((a?.x ?? 0) + (a?.y ?? 0)).toBeLessThan((c?.x ?? 0) + (c?.y ?? 0));
    expect((b?.x ?? 0) - (b?.y ?? 0)).toBeGreaterThan((d?.x ?? 0) - (d?.y ?? 0));
  });

  it.each(['dark', 'wood', 'cloth', 'light'] as const)('sees no page on an empty %s table', (table) => {
    expect(findPage(emptyTable({ ...scene, table, tier: 'usual' }, 3, 2))).toEqual({
      corners: null,
      guidance: 'noPage',
    });
  });

  it('says what keeps a picture from being good', () => {
    const { pixels, corners } = pageImage({ ...scene, shape: 'smallPaper' }, 4, 3);
    const middle = { x: (corners[0].x + corners[2].x) / 2, y: (corners[0].y + corners[2].y) / 2 };
    expect(findPage(pixels).guidance).toBeNull();
    expect(findPage(blurred(pixels, 3.5)).guidance).toBe('blur');
    expect(findPage(shaded(pixels, { factor: 0.2, offset: 0 })).guidance).toBe('dark');
    expect(findPage(glared(pixels, { at: middle, radius: 55, strength: 1 })).guidance).toBe('glare');
    expect(findPage(drawn(rectangle(120, 170, { x: 250, y: 90 }))).guidance).toBe('nearer');
    expect(findPage(cropped(pixels, Math.round(middle.x))).guidance).toBe('cutOff');
  });

  it('asks to hold the camera straight above a sheet seen from the side', () => {
    const flat: Corners = [{ x: 200, y: 60 }, { x: 440, y: 60 }, { x: 560, y: 320 }, { x: 80, y: 320 }]; // biome-ignore format: corners
    expect(findPage(drawn(flat)).guidance).toBe('tilt');
  });

  it.each([
    ['black', blank({ width: 320, height: 200 }, 1, 0), 'dark'],
    ['white', blank({ width: 320, height: 200 }, 3, 255), 'noPage'],
    ['one pixel', blank({ width: 1, height: 1 }, 1, 128), 'noPage'],
    ['a strip', blank({ width: 3000, height: 2 }, 1, 128), 'noPage'],
    ['noise', noise(320, 200), 'noPage'],
  ])('finds nothing in %s', (_, pixels, guidance) => {
    expect(findPage(pixels)).toEqual({ corners: null, guidance });
  });
});

/** A bright sheet on a dark ground. */
function drawn(corners: Corners): Pixels {
  const pixels = blank({ width: 640, height: 360 }, 1, 40);
  for (let y = 0; y < 360; y++)
    for (let x = 0; x < 640; x++) {
      const isIn = corners.every((from, index) => {
        const to = corners[(index + 1) % 4] as Point;
        return (to.x - from.x) * (y + 0.5 - from.y) - (to.y - from.y) * (x + 0.5 - from.x) > 0;
      });
      if (isIn) pixels.bytes[y * 640 + x] = 220;
    }
  return pixels;
}

/** What is left of `x`. */
function cropped({ width, height, bytes }: Pixels, x: number): Pixels {
  const out = blank({ width: x, height }, 1, 0);
  for (let row = 0; row < height; row++) out.bytes.set(bytes.subarray(row * width, row * width + x), row * x);
  return out;
}

function noise(width: number, height: number): Pixels {
  const chance = dice(1, 1);
  return { width, height, channels: 1, bytes: Uint8Array.from({ length: width * height }, () => chance.below(256)) };
}
