import { describe, expect, it } from 'vitest';
import type { Pixels } from '#contract/pixels.ts';
import { blurred, shaded } from '#fixtures/make/degrade.ts';
import { backgroundGradient } from './background-measure.ts';
import { colourDistance, labOf } from './colour-measure.ts';
import { faceRegion } from './face-region.ts';
import { faceGeometry } from './geometry.ts';
import { lightOf } from './light-measures.ts';
import { angleScore, falling, mapped, rising } from './score.ts';
import { leastSharpness, sharpnessOf } from './sharpness.ts';
import { modelLandmarks } from './testing/model-face.ts';
import { paint, plain, type Shade } from './testing/model-picture.ts';

const landmarks = modelLandmarks({ middle: { x: 160, y: 105 }, toChin: 90 });
const geometry = faceGeometry(landmarks) as NonNullable<ReturnType<typeof faceGeometry>>;
const regionOf = (pixels: Pixels) => faceRegion(pixels, geometry, landmarks);
const painted = (shade: Shade) => paint(320, 240, shade);

describe('labOf', () => {
  // The corners of sRGB under D65, as colour tables print them.
  it.each([
    [255, 0, 0, 80.1, 67.2],
    [0, 255, 0, -86.2, 83.2],
    [0, 0, 255, 79.2, -107.9],
    [128, 128, 128, 0, 0],
  ])('of %i %i %i', (red, green, blue, a, b) => {
    const found = labOf(red, green, blue);
    expect(found.a).toBeCloseTo(a, 0);
    expect(found.b).toBeCloseTo(b, 0);
  });
});

describe('colourDistance', () => {
  it('is nothing for skin, seven for grey, far for green', () => {
    expect(colourDistance(regionOf(painted(() => [200, 150, 125])))).toBe(0);
    expect(colourDistance(regionOf(plain(320, 240, 150)))).toBeCloseTo(Math.hypot(5, 5), 1);
    expect(colourDistance(regionOf(painted(() => [60, 200, 60])))).toBeGreaterThan(50);
  });
});

describe('lightOf', () => {
  it('is that of the face, not of what is around it', () => {
    const inFace: Shade = (x, y) => (Math.hypot(x - 160, (y - 130) / 1.3) < 70 ? [120] : [255]);
    const light = lightOf(regionOf(painted(inFace)));
    expect(light.mean).toBeCloseTo(120 / 255, 2);
    expect(light).toMatchObject({ bright: 0, dark: 0 });
    expect(light.entropy).toBeCloseTo(0, 6);
    expect(light.common).toBeCloseTo(1, 6);
  });

  it('counts black and white, and mean, variance and entropy of two halves', () => {
    const light = lightOf(regionOf(painted((_x, y) => (y % 2 === 0 ? [0] : [255]))));
    expect(light.mean).toBeGreaterThan(0.4);
    const halves = lightOf(regionOf(painted((x) => (x < 160 ? [0] : [255]))));
    expect(halves.dark).toBeCloseTo(0.5, 1);
    expect(halves.bright).toBeCloseTo(0.5, 1);
    expect(halves.variance).toBeCloseTo(0.25, 1);
    expect(halves.entropy).toBeCloseTo(1, 0);
    expect(halves.common).toBeCloseTo(0, 3);
  });

  it('forgives cheeks that differ a little, and less the more they differ', () => {
    const common = [10, 40, 90].map(
      (step) => lightOf(regionOf(painted((x) => (x < 160 ? [100] : [100 + step])))).common,
    );
    expect(common[0]).toBeGreaterThan(0.7);
    expect(common).toEqual([...common].sort((a, b) => b - a));
    expect(common[2]).toBeLessThan(0.05);
  });
});

describe('sharpnessOf', () => {
  const fine = painted((x, y) => [150 + 60 * Math.sin(x / 12) * Math.cos(y / 10) + (x % 11 < 2 ? -50 : 0)]);

  it('falls with every blur, below the bound at three pixels', () => {
    const values = [0, 1, 2, 3].map((sigma) => sharpnessOf(regionOf(sigma === 0 ? fine : blurred(fine, sigma))));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values[0]).toBeGreaterThan(leastSharpness);
    expect(values[3]).toBeLessThan(leastSharpness);
  });

  it('is the same in half the light', () => {
    const dim = shaded(fine, { factor: 0.5, offset: 0 });
    expect(sharpnessOf(regionOf(dim)) / sharpnessOf(regionOf(fine))).toBeCloseTo(1, 1);
  });

  it('is none of a surface without features', () => {
    expect(sharpnessOf(regionOf(plain(320, 240, 90)))).toBe(0);
  });
});

describe('backgroundGradient', () => {
  it('leaves the person out', () => {
    const face: Shade = (x, y) => (Math.hypot(x - 160, y - 110) < 60 ? [x % 2 === 0 ? 0 : 255] : [180]);
    expect(backgroundGradient(painted(face), geometry)).toBeCloseTo(0, 1);
    expect(
      backgroundGradient(
        painted((x) => [x % 12 < 6 ? 0 : 255]),
        geometry,
      ),
    ).toBeGreaterThan(100);
  });

  it('says nothing where nothing of it is in the picture', () => {
    const near = faceGeometry(modelLandmarks({ middle: { x: 20, y: 20 }, toChin: 200 }));
    expect(near === null ? 0 : backgroundGradient(plain(40, 40, 9), near)).toBeNull();
  });
});

describe('scores', () => {
  it('follow their mappings and stay within 0 and 100', () => {
    expect(mapped(70, rising(70, 20))).toBeCloseTo(50, 6);
    expect(mapped(0, falling(200, 0, 0.05))).toBeCloseTo(100, 6);
    expect(mapped(Number.NEGATIVE_INFINITY, rising(0, 1))).toBe(0);
    expect(mapped(Number.NaN, rising(0, 1))).toBe(0);
    expect([angleScore(0), angleScore(-60), angleScore(120)].map(Math.round)).toEqual([100, 25, 0]);
  });
});
