import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyAffine } from '#domain/image/affine.ts';
import { faceGeometry, landmarksIn, uprightView } from './geometry.ts';
import { landmark } from './landmarks.ts';
import { rollOf } from './pose.ts';
import { modelLandmarks } from './testing/model-face.ts';

describe('faceGeometry', () => {
  it('finds eyes, length to the chin and tilt, wherever and however large a face is', () => {
    const places = fc.record({
      x: fc.double({ min: 50, max: 2000, noNaN: true }),
      y: fc.double({ min: 50, max: 2000, noNaN: true }),
      toChin: fc.double({ min: 20, max: 800, noNaN: true }),
      roll: fc.double({ min: -60, max: 60, noNaN: true }),
    });
    fc.assert(
      fc.property(places, ({ x, y, toChin, roll }) => {
        const landmarks = modelLandmarks({ middle: { x, y }, toChin, roll });
        const found = faceGeometry(landmarks);
        expect(found?.middle.x).toBeCloseTo(x, 6);
        expect(found?.toChin).toBeCloseTo(toChin, 6);
        expect(found?.interEye).toBeCloseTo(0.54 * toChin, 6);
        expect(rollOf(landmarks)).toBeCloseTo(roll, 6);
      }),
      { numRuns: 50 },
    );
  });

  it('names the eyes by the person: the right one is on the left of the picture', () => {
    const found = faceGeometry(modelLandmarks({ middle: { x: 100, y: 100 }, toChin: 100 }));
    expect(found?.rightEye.x).toBeCloseTo(73, 6);
    expect(found?.leftEye.x).toBeCloseTo(127, 6);
  });

  it('takes landmarks in one place for no face', () => {
    expect(faceGeometry(Array.from({ length: 136 }, () => 7))).toBeNull();
  });
});

describe('uprightView', () => {
  it('puts a leaning face upright: eyes level, chin below', () => {
    const landmarks = modelLandmarks({ middle: { x: 300, y: 200 }, toChin: 90, roll: 25 });
    const geometry = faceGeometry(landmarks);
    expect(geometry).not.toBeNull();
    if (geometry === null) return;
    const view = uprightView(geometry, { left: -1, top: -1, width: 2, height: 3 }, 50);
    const upright = landmarksIn(view, landmarks);
    expect(rollOf(upright)).toBeCloseTo(0, 6);
    expect(landmark(upright, 8).x).toBeCloseTo(50, 6);
    expect(landmark(upright, 8).y).toBeCloseTo(100, 6);
    const back = applyAffine(view, landmark(upright, 30));
    expect(back.x).toBeCloseTo(landmark(landmarks, 30).x, 6);
  });
});
