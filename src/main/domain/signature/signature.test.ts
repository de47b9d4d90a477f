import { describe, expect, it } from 'vitest';
import { type Signature, signatureSchema } from '#contract/capture.ts';
import { FailureError } from '#contract/failures.ts';
import { signaturePixels, signatureSvg } from './draw.ts';
import { signatureFacts, strokesJson, tidySignature } from './tidy.ts';

type Place = Signature['strokes'][number][number];
const at = (x: number, y: number, t: number, pressure: number | null = null): Place => ({ x, y, t, pressure });
const wave = (from: number): Place[] =>
  Array.from({ length: 40 }, (_, index) => at(40 + 6 * index, 100 + 40 * Math.sin(index / 4), from + 8 * index));
const signature: Signature = { width: 600, height: 200, strokes: [wave(500), [at(300, 60, 1000), at(420, 70, 1100)]] };

const codeOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error instanceof FailureError ? error.failure.code : error;
  }
  return null;
};
const tidied = (strokes: Signature['strokes']) => codeOf(() => tidySignature({ width: 600, height: 200, strokes }));

describe('tidySignature', () => {
  it('begins at 0, keeps strokes and places, and what it gives is still one of the contract', () => {
    const tidy = tidySignature(signature);
    expect(tidy.strokes.map((stroke) => stroke.length)).toEqual([40, 2]);
    expect(tidy.strokes[0]?.[0]?.t).toBe(0);
    expect(signatureFacts(tidy)).toEqual({ strokes: 2, points: 42, durationMs: 600 });
    expect(signatureSchema.parse(tidy)).toEqual(tidy);
    expect(tidySignature(tidy)).toEqual(tidy);
  });

  it('brings a pen that ran over the edge back to it, and leaves out places said twice', () => {
    const tidy = tidySignature({ ...signature, strokes: [[at(-10, 50, 0), at(-10, 50, 5), at(300, 206, 9)]] });
    expect(tidy.strokes).toEqual([[at(0, 50, 0), at(300, 200, 9)]]);
  });

  it.each([
    ['nothing', []],
    ['a stroke of nothing', [[]]],
    ['a dot', [[at(50, 50, 0)]]],
    ['dots in one place', [[at(50, 50, 0), at(51, 50, 9)], [at(50, 51, 20)]]],
    ['a short dash', [[at(50, 50, 0), at(70, 50, 9)]]],
    ['scribbling on one spot', [Array.from({ length: 60 }, (_, index) => at(50 + (index % 2) * 10, 50, index))]],
  ])('calls %s empty', (_, strokes) => {
    expect(tidied(strokes)).toBe('signature.empty');
  });

  it.each([
    ['a place that is no number', [[at(Number.NaN, 5, 0), ...wave(1)]]],
    ['a time that is no number', [[at(5, 5, Number.NaN), ...wave(1)]]],
    ['an endless time', [[...wave(1), at(5, 5, Number.POSITIVE_INFINITY)]]],
    ['a pressure of two', [[at(5, 5, 0, 2), ...wave(1)]]],
    ['a place outside the box', [[at(5, 260, 0), ...wave(1)]]],
    ['times that run backwards', [[at(5, 5, 9), at(9, 9, 3), ...wave(10)]]],
    ['a stroke before the one before', [wave(900), wave(0)]],
    ['more than two minutes', [wave(0), wave(130_000)]],
    ['too many places', [Array.from({ length: 20_001 }, (_, index) => at(index % 600, 100, index))]],
  ])('calls %s malformed', (_, strokes) => {
    expect(tidied(strokes)).toBe('signature.malformed');
  });

  it('calls a box without size malformed', () => {
    expect(codeOf(() => tidySignature({ ...signature, width: Number.NaN }))).toBe('signature.malformed');
    expect(codeOf(() => tidySignature({ ...signature, height: 0 }))).toBe('signature.malformed');
  });
});

describe('drawing', () => {
  it('writes the same vector each time: lines only, no script and nothing fetched', () => {
    const svg = signatureSvg(tidySignature(signature));
    expect(svg).toBe(signatureSvg(tidySignature(signature)));
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 600 200"/);
    expect(svg.replace(/<path d="[MLh\d .-]+" stroke-width="[\d.]+"\/>/g, '')).toMatch(/^<svg [^<>]+><\/svg>$/);
  });

  it('is thicker where the pen was pressed, and where it was slow', () => {
    const widths = (strokes: Signature['strokes']) =>
      [...signatureSvg({ ...signature, strokes }).matchAll(/stroke-width="([\d.]+)"/g)].map(([, width]) =>
        Number(width),
      );
    const pressed = (pressure: number) => [wave(0).map((place) => ({ ...place, pressure }))];
    expect(Math.max(...widths(pressed(0.1)))).toBeLessThan(Math.min(...widths(pressed(1))));
    const slow = [wave(0).map((place) => ({ ...place, t: place.t * 20 }))];
    expect(Math.max(...widths(slow))).toBeGreaterThan(Math.max(...widths([wave(0)])));
  });

  it('draws ink where the strokes are, smooth at the edges, white elsewhere', () => {
    const pixels = signaturePixels(tidySignature(signature), 300);
    expect([pixels.width, pixels.height, pixels.channels]).toEqual([300, 100, 1]);
    const shade = (x: number, y: number) => pixels.bytes[Math.floor(y / 2) * 300 + Math.floor(x / 2)];
    expect(shade(360, 65)).toBeLessThan(60);
    expect(shade(580, 190)).toBe(255);
    expect(pixels.bytes.some((value) => value > 60 && value < 200)).toBe(true);
    expect(() => signaturePixels(signature, 0)).toThrow(RangeError);
  });

  it('keeps the strokes with their times', () => {
    const kept = JSON.parse(new TextDecoder().decode(strokesJson(tidySignature(signature))));
    expect(kept).toMatchObject({ format: 'truc-ban strokes 1', width: 600, height: 200 });
    expect(kept.strokes[1]).toEqual([[300, 60, 500, null], [420, 70, 600, null]]); // biome-ignore format: pairs
  });
});
