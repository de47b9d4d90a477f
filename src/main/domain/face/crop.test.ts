import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropPortrait, overhangOf, portraitCut } from './crop.ts';
import { faceGeometry } from './geometry.ts';
import { modelLandmarks } from './testing/model-face.ts';
import { paint, plain } from './testing/model-picture.ts';

/** A picture with a dark dot of five pixels on each eye. */
const dotted = (face: Parameters<typeof modelLandmarks>[0]) => {
  const [cos, sin] = [Math.cos(((face.roll ?? 0) * Math.PI) / 180), Math.sin(((face.roll ?? 0) * Math.PI) / 180)];
  const eyes = [-0.27, 0.27].map((x) => ({
    x: face.middle.x + face.toChin * x * cos,
    y: face.middle.y + face.toChin * x * sin,
  }));
  const near = (x: number, y: number) => eyes.some((eye) => Math.hypot(x + 0.5 - eye.x, y + 0.5 - eye.y) < 5);
  return paint(900, 800, (x, y) => (near(x, y) ? [0] : [220]));
};

/** Centres of the dark dots, from the left. */
function dotsIn({ width, bytes }: NonNullable<ReturnType<typeof cropPortrait>>) {
  const dark = [...bytes.keys()].filter((at) => (bytes[at] ?? 255) < 100);
  const centre = (some: readonly number[]) => ({
    x: some.reduce((sum, at) => sum + (at % width) + 0.5, 0) / some.length,
    y: some.reduce((sum, at) => sum + Math.floor(at / width) + 0.5, 0) / some.length,
  });
  return [dark.filter((at) => at % width < width / 2), dark.filter((at) => at % width >= width / 2)].map(centre);
}

describe('cropPortrait', () => {
  it.each([0, 12, -20])(
    'is 35 to 45, upright, with the eyes where a portrait has them, of a head leaning %i°',
    (roll) => {
      const face = { middle: { x: 450, y: 380 }, toChin: 150, roll };
      const cut = cropPortrait(dotted(face), modelLandmarks(face));
      expect(cut).not.toBeNull();
      if (cut === null) return;
      expect(cut.width / cut.height).toBeCloseTo(35 / 45, 2);
      expect(150 / cut.height).toBeCloseTo(0.375, 2);
      const [right, left] = dotsIn(cut);
      expect((right?.y ?? 0) / cut.height).toBeCloseTo(0.45, 2);
      expect(left?.y).toBeCloseTo(right?.y ?? 0, 0);
      expect(((right?.x ?? 0) + (left?.x ?? 0)) / 2 / cut.width).toBeCloseTo(0.5, 2);
    },
  );

  it('is cut tighter where the picture ends too near, down to a head of 80 %', () => {
    const face = { middle: { x: 450, y: 340 }, toChin: 290 };
    const cut = cropPortrait(plain(900, 800, 120), modelLandmarks(face));
    expect(290 / (cut?.height ?? 1)).toBeGreaterThan(0.375);
    expect(cut?.height).toBeLessThan(773);
  });

  it.each([
    ['above', { x: 450, y: 120 }],
    ['below', { x: 450, y: 640 }],
    ['left', { x: 100, y: 400 }],
    ['right', { x: 820, y: 400 }],
  ])('is none where the picture ends %s', (_name, middle) => {
    expect(cropPortrait(plain(900, 800, 120), modelLandmarks({ middle, toChin: 150 }))).toBeNull();
  });

  it('is there exactly where the tightest one reaches over no edge', () => {
    const picture = plain(320, 240, 120);
    const face = fc.record({
      middle: fc.record({ x: fc.integer({ min: 40, max: 280 }), y: fc.integer({ min: 40, max: 200 }) }),
      toChin: fc.integer({ min: 30, max: 110 }),
      roll: fc.integer({ min: -10, max: 10 }),
    });
    fc.assert(
      fc.property(face, (placed) => {
        const landmarks = modelLandmarks(placed);
        const geometry = faceGeometry(landmarks);
        if (geometry === null) throw new Error('no face');
        const fits = !Object.values(overhangOf(picture, geometry)).includes(true);
        expect(cropPortrait(picture, landmarks) !== null).toBe(fits);
      }),
      { numRuns: 40 },
    );
  });

  it('is none of what is no face', () => {
    expect(
      cropPortrait(
        plain(90, 80, 120),
        Array.from({ length: 136 }, () => 1),
      ),
    ).toBeNull();
  });

  it('has at least the size of a chip’s portrait and at most that of print', () => {
    const small = cropPortrait(plain(200, 200, 120), modelLandmarks({ middle: { x: 100, y: 90 }, toChin: 40 }));
    expect(small?.height).toBe(portraitCut.leastHeight);
    const face = { middle: { x: 1500, y: 1500 }, toChin: 900 };
    const large = cropPortrait(plain(3000, 3000, 120), modelLandmarks(face));
    expect(large?.height).toBe(portraitCut.mostHeight);
  });
});
