import { describe, expect, it } from 'vitest';
import type { Pixels } from '#contract/pixels.ts';
import { blank, noisy } from '#fixtures/make/degrade.ts';
import { dice } from '#fixtures/make/dice.ts';
import { type MrzTierName, mrzPicture, mrzTiers } from '#fixtures/make/mrz-images.ts';
import { fictitiousCard, twoLines } from '#fixtures/make/mrz-lines.ts';
import { findMrz as findWith } from './find-mrz.ts';
import { makeTemplates } from './templates.ts';

const templates = makeTemplates();
const findMrz = (pixels: Pixels) => findWith(pixels, templates);
const strip = (tier: MrzTierName, place: number, lines?: readonly string[]) =>
  mrzPicture(mrzTiers[tier], { seed: 42, place }, lines ?? fictitiousCard(42, place));
/** One picture for what can be shown of any good one. */
const cleanStrip = strip('clean', 0);
/** Small and flawless: what is not read of these is not read for what they say. */
const plain = (place: number, lines: readonly string[]) =>
  mrzPicture({ ...mrzTiers.clean, pxPerMm: 6 }, { seed: 42, place }, lines);
const frame = { is: 'card', width: 960, height: 540, upsideDown: true } as const;

describe('a zone that can be read', () => {
  it.each(['clean', 'mid', 'hard', 'low', 'turned', 'noisy'] as const)('is read right: %s', (tier) => {
    const { pixels, lines } = tier === 'clean' ? cleanStrip : strip(tier, 0);
    const { margins, corners, ...found } = findMrz(pixels);
    expect(found).toEqual({ lines, read: true, guidance: null });
    expect([margins.length, corners?.length]).toEqual([3, 4]);
  });

  it('is found on the whole back of a card in a frame of a camera, also upside down', () => {
    const { pixels, lines } = mrzPicture(mrzTiers.mid, { seed: 42, place: 3, view: frame });
    expect(findMrz(pixels)).toMatchObject({ lines, read: true });
    const upright = { ...pixels, bytes: pixels.bytes.toReversed() };
    expect(findMrz(upright)).toMatchObject({ lines, read: true });
  });

  it('is read right in colour', () => {
    const { width, height } = cleanStrip.pixels;
    const bytes = Uint8Array.from(
      { length: width * height * 3 },
      (_, at) => cleanStrip.pixels.bytes[Math.floor(at / 3)] ?? 0,
    );
    expect(findMrz({ width, height, channels: 3, bytes })).toMatchObject({ lines: cleanStrip.lines, read: true });
  });

  it('may be that of a passport or of the size between', () => {
    for (const format of ['TD3', 'TD2'] as const) {
      const { pixels, lines } = strip('mid', 5, twoLines(format, 42, 5));
      expect(findMrz(pixels)).toMatchObject({ lines, read: true });
    }
  });

  it('has its corners where it stands', () => {
    const { pixels } = cleanStrip;
    const [upperLeft, , lowerRight] = findMrz(pixels).corners ?? [];
    expect(upperLeft?.x).toBeGreaterThan(0.02 * pixels.width);
    expect(lowerRight?.x).toBeLessThan(0.98 * pixels.width);
    expect(lowerRight?.y).toBeGreaterThan(0.7 * pixels.height);
  });
});

/** The lines with one character changed, also to one that looks much like it or counts the same in a check digit. */
function changed(lines: readonly string[], line: number, column: number): readonly string[] {
  const old = lines[line]?.charAt(column) ?? '';
  const alike: Readonly<Record<string, string>> = {
    M: 'N',
    V: 'Y',
    N: 'M',
    D: 'O',
    I: 'T',
    '<': 'K',
    8: '3',
    3: '8',
    6: '5',
  };
  const other = alike[old] ?? String((Number(old) + 3) % 10);
  return lines.map((text, at) => (at === line ? text.slice(0, column) + other + text.slice(column + 1) : text));
}

describe('what must not be taken for read', () => {
  it('a zone with one changed character', () => {
    const card = fictitiousCard(42, 7);
    const places = [[0, 0], [0, 1], [0, 4], [0, 9], [0, 20], [0, 27], [0, 29], [1, 2], [1, 10], [1, 14], [1, 16], [1, 21]] as const;
    for (const [line, column] of places) {
      const { read, lines, guidance } = findMrz(plain(line + column, changed(card, line, column)).pixels);
      expect.soft([line, column, read, lines.length, guidance]).toEqual([line, column, false, 3, 'hold']);
    }
    expect(findMrz(plain(1, card).pixels)).toMatchObject({ read: true, lines: card });
  }); // biome-ignore format: places

  it('a zone whose numbers contradict each other, each with a right check digit', () => {
    const [one = [], other = []] = [fictitiousCard(42, 8), fictitiousCard(42, 9)];
    const mixed = (one[0] ?? '').slice(0, 15) + (other[0] ?? '').slice(15);
    expect(findMrz(plain(8, [mixed, one[1] ?? '', one[2] ?? '']).pixels).read).toBe(false);
  });

  it('text that is no zone', () => {
    const text = ['CONG HOA XA HOI CHU NGHIA VIET', 'DOC LAP TU DO HANH PHUC GIAY M', 'NGUYEN VAN MAU SINH NAM 1990 0'];
    expect(findMrz(plain(10, text).pixels).read).toBe(false);
  });

  it('a zone that is washed out by light where the name stands', () => {
    const { pixels } = cleanStrip;
    const bytes = pixels.bytes.map((value, at) => {
      const [x, y] = [at % pixels.width, Math.floor(at / pixels.width)];
      return y > pixels.height * 0.75 && x > 200 && x < 330 ? 255 : value;
    });
    expect(findMrz({ ...pixels, bytes })).toMatchObject({ read: false, guidance: 'glare' });
  });

  it('a zone that is cut off at the edge', () => {
    const { pixels } = cleanStrip;
    const width = Math.round(pixels.width * 0.9);
    const bytes = Uint8Array.from({ length: width * pixels.height }, (_, at) => {
      return pixels.bytes[Math.floor(at / width) * pixels.width + (at % width)] ?? 0;
    });
    expect(findMrz({ ...pixels, width, bytes })).toMatchObject({ read: false, guidance: 'farther' });
  });
});

describe('hostile pictures', () => {
  it.each([
    ['one pixel', { width: 1, height: 1 }],
    ['a thread', { width: 3000, height: 1 }],
    ['a thread that stands', { width: 1, height: 3000 }],
    ['a little one', { width: 12, height: 9 }],
    ['a wide one', { width: 5000, height: 40 }],
  ])('%s hold nothing', (_, size) => {
    for (const shade of [0, 128, 255])
      expect(findMrz(blank(size, 1, shade))).toMatchObject({ lines: [], read: false, corners: null });
  });

  it('black is dark, white is empty', () => {
    const size = { width: 640, height: 480 };
    expect(findMrz(blank(size, 3, 0)).guidance).toBe('dark');
    expect(findMrz(blank(size, 3, 255)).guidance).toBe('noZone');
  });

  it('noise and stripes hold nothing', () => {
    const size = { width: 900, height: 700 };
    expect(findMrz(noisy(blank(size, 1, 128), 60, dice(1, 1)))).toMatchObject({ read: false });
    const bytes = Uint8Array.from({ length: size.width * size.height }, (_, at) => {
      return (at % size.width) % 20 < 10 && Math.floor(at / size.width) % 30 < 18 ? 20 : 230;
    });
    expect(findMrz({ ...size, channels: 1, bytes })).toMatchObject({ read: false });
  });

  it('a picture of twelve million pixels is looked at in reasonable time', () => {
    const found = findMrz(blank({ width: 4000, height: 3000 }, 1, 200));
    expect(found).toMatchObject({ read: false, guidance: 'noZone' });
  });
});

describe('guidance', () => {
  it('says to come nearer when the characters are too small', () => {
    const tier = { ...mrzTiers.px4, pxPerMm: 3 };
    const { pixels } = mrzPicture(tier, { seed: 42, place: 1 });
    expect(['nearer', 'noZone']).toContain(findMrz(pixels).guidance);
  });
});
