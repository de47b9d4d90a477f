import { describe, expect, it } from 'vitest';
import { applyAffine } from '#domain/image/affine.ts';
import { detectorView, facesOf, overlap } from './detection.ts';
import { angleOf, softmax } from './pose.ts';

type Anchor = { readonly score: number; readonly box: readonly [number, number, number, number] };
const detections = (anchors: readonly Anchor[]) => ({
  scores: Float32Array.from(anchors.flatMap(({ score }) => [1 - score, score])),
  boxes: Float32Array.from(anchors.flatMap(({ box }) => [...box])),
});

describe('facesOf', () => {
  const whole = detectorView({ width: 640, height: 480 });

  it('says boxes in pixels, the largest first', () => {
    const found = facesOf(
      detections([
        { score: 0.9, box: [0, 0, 0.125, 0.25] },
        { score: 0.8, box: [0.5, 0.5, 1, 1] },
      ]),
      whole,
    );
    expect(found.map(({ x, y, width, height }) => [x, y, width, height])).toEqual([
      [320, 240, 320, 240],
      [0, 0, 80, 120],
    ]);
  });

  it('keeps the surest of boxes that lie on each other', () => {
    const found = facesOf(
      detections([
        { score: 0.7, box: [0.1, 0.1, 0.3, 0.3] },
        { score: 0.99, box: [0.11, 0.1, 0.31, 0.3] },
        { score: 0.66, box: [0.12, 0.12, 0.3, 0.3] },
      ]),
      whole,
    );
    expect(found.map(({ score }) => score)).toEqual([Math.fround(0.99)]);
  });

  it('has none for low scores, empty boxes and what is not a number', () => {
    const nonsense = detections([
      { score: 0.65, box: [0.1, 0.1, 0.3, 0.3] },
      { score: 0.9, box: [0.3, 0.1, 0.1, 0.3] },
      { score: Number.NaN, box: [0, 0, 1, 1] },
      { score: 0.9, box: [Number.NaN, 0, 1, 1] },
    ]);
    expect(facesOf(nonsense, whole)).toEqual([]);
  });

  it.each([
    [400, 800],
    [800, 400],
    [1, 1],
  ])('fits %i × %i whole into 4 to 3 without stretching it', (width, height) => {
    const view = detectorView({ width, height });
    expect(view.a).toBe(view.e);
    const [upper, lower] = [applyAffine(view, { x: 0, y: 0 }), applyAffine(view, { x: 320, y: 240 })];
    expect(Math.min(upper.x, upper.y)).toBeLessThanOrEqual(0);
    expect(upper.x + lower.x).toBeCloseTo(width, 6);
    expect(upper.y + lower.y).toBeCloseTo(height, 6);
  });
});

describe('overlap', () => {
  const box = { x: 0, y: 0, width: 10, height: 10, score: 1 };

  it('is common area over all area', () => {
    expect(overlap(box, box)).toBe(1);
    expect(overlap(box, { ...box, x: 5 })).toBeCloseTo(1 / 3, 9);
    expect(overlap(box, { ...box, x: 10 })).toBe(0);
  });
});

describe('angleOf', () => {
  it('takes the mean of the bins, three degrees each from −99', () => {
    const bins = new Float32Array(66).fill(-50);
    bins[33] = 50;
    expect(angleOf(bins)).toBeCloseTo(0, 6);
    bins[34] = 50;
    expect(angleOf(bins)).toBeCloseTo(1.5, 6);
  });

  it('does not overflow', () => {
    expect(softmax(Float32Array.of(1000, 1000))).toEqual([0.5, 0.5]);
  });
});
