import { describe, expect, it } from 'vitest';
import { type FaceLook, type PreCheckName, preCheckNames } from '#contract/face.ts';
import type { Pixels } from '#contract/pixels.ts';
import { preChecks, type Seen } from './pre-checks.ts';
import { type ModelFace, modelLandmarks } from './testing/model-face.ts';
import { paint, type Shade, skin } from './testing/model-picture.ts';

const size = { width: 640, height: 480 };
const place: ModelFace = { middle: { x: 320, y: 210 }, toChin: 150 };
const seenAt = (face: ModelFace, change: Partial<Seen> = {}): Seen => ({
  faces: [{ x: 200, y: 100, width: 240, height: 260, score: 1 }],
  landmarks: [...modelLandmarks(face)],
  pose: { yaw: 0, pitch: 0, roll: face.roll ?? 0 },
  closed: { left: 0, right: 0 },
  ...change,
});
const checksOf = (pixels: Pixels, seen: Seen) =>
  Object.fromEntries(preChecks(pixels, seen).map((check) => [check.name, check])) as Readonly<
    Record<PreCheckName, FaceLook['checks'][number]>
  >;
const picture = paint(size.width, size.height, skin);
const lit = (shade: Shade) => checksOf(paint(size.width, size.height, shade), seenAt(place));
const failing = (checks: ReturnType<typeof checksOf>) => preCheckNames.filter((name) => !checks[name].ok);
const scaled =
  (by: (x: number) => number): Shade =>
  (x, y) => {
    const [red, green = red, blue = red] = skin(x, y);
    return [red * by(x), green * by(x), blue * by(x)];
  };

describe('preChecks', () => {
  it('has every check of the contract, in its order, with scores of 0 to 100', () => {
    const checks = preChecks(picture, seenAt(place));
    expect(checks.map(({ name }) => name)).toEqual(preCheckNames);
    expect(checks.every(({ score, raw }) => score >= 0 && score <= 100 && Number.isFinite(raw))).toBe(true);
  });

  it('finds nothing wrong with a face in the middle, in even light', () => {
    expect(failing(checksOf(picture, seenAt(place)))).toEqual([]);
  });

  it('has nothing to say where there is no face', () => {
    const nobody = { faces: [], landmarks: null, pose: null, closed: null };
    expect(preChecks(picture, nobody)).toEqual([]);
    expect(preChecks(picture, seenAt(place, { landmarks: Array.from({ length: 136 }, () => 5) }))).toEqual([]);
  });

  it.each<[string, Partial<Seen>, PreCheckName]>([
    [
      'somebody beside',
      { faces: [1, 0.5].map((f) => ({ x: 0, y: 0, width: 200 * f, height: 200, score: 1 })) },
      'oneFace',
    ],
    ['a turned head', { pose: { yaw: -12, pitch: 0, roll: 0 } }, 'yaw'],
    ['a lowered head', { pose: { yaw: 0, pitch: -15, roll: 0 } }, 'pitch'],
    ['a leaning head', { pose: { yaw: 0, pitch: 0, roll: 11 } }, 'roll'],
    ['one eye that is surely closed', { closed: { left: 0.9, right: 0 } }, 'eyesOpen'],
  ])('sees %s', (_name, change, name) => {
    expect(failing(checksOf(picture, seenAt(place, change)))).toEqual([name]);
  });

  it.each<[string, ModelFace, readonly PreCheckName[]]>([
    ['too far away', { middle: { x: 320, y: 210 }, toChin: 80 }, ['interEyeDistance', 'headSize']],
    ['too near', { middle: { x: 320, y: 210 }, toChin: 210 }, ['headSize', 'marginAbove', 'marginBelow']],
    ['at the left edge', { middle: { x: 120, y: 210 }, toChin: 150 }, ['leftMargin']],
    ['at the right edge', { middle: { x: 520, y: 210 }, toChin: 150 }, ['rightMargin']],
    ['at the upper edge', { middle: { x: 320, y: 120 }, toChin: 150 }, ['marginAbove']],
    ['at the lower edge', { middle: { x: 320, y: 320 }, toChin: 150 }, ['marginBelow']],
  ])('sees a face %s', (_name, face, names) => {
    expect(failing(checksOf(picture, seenAt(face)))).toEqual(names);
  });

  it('sees an open mouth', () => {
    const landmarks = [...modelLandmarks(place)];
    for (const lower of [65, 66, 67]) landmarks[2 * lower + 1] = (landmarks[2 * lower + 1] ?? 0) + 40;
    expect(failing(checksOf(picture, seenAt(place, { landmarks })))).toEqual(['mouthClosed']);
  });

  it.each<[string, Shade, readonly PreCheckName[]]>([
    ['darkness', scaled(() => 0.1), ['luminance', 'underExposure']],
    ['glare', scaled(() => 1.9), ['luminance', 'overExposure']],
    ['light from one side', scaled((x) => (x < 320 ? 1.1 : 0.35)), ['evenLight']],
    ['a green light', (x, y) => [90, 200, 90].map((v) => v + (skin(x, y)[0] - 190) / 2) as never, ['naturalColour']],
    ['flat fog', () => [150, 110, 90], ['contrast', 'dynamicRange', 'sharpness']],
    [
      'shelves behind',
      (x, y) => (x > 190 && x < 450 ? skin(x, y) : x % 16 < 8 ? [250, 250, 250] : [20, 20, 20]),
      ['background'],
    ],
  ])('sees %s', (_name, shade, names) => {
    expect(failing(lit(shade))).toEqual(expect.arrayContaining([...names]));
  });

  it('judges a face in grey without a complaint about its colour', () => {
    expect(failing(lit((x, y) => [skin(x, y)[0] * 0.8]))).toEqual([]);
  });

  it('measures the same light whatever the size of the picture', () => {
    const half = paint(320, 240, (x, y) => skin(2 * x + 0.5, 2 * y + 0.5));
    const small = checksOf(half, seenAt({ middle: { x: 160, y: 105 }, toChin: 75 }));
    const large = checksOf(picture, seenAt(place));
    for (const name of ['luminance', 'contrast', 'dynamicRange', 'headSize', 'marginAbove'] as const)
      expect(small[name].raw / large[name].raw, name).toBeCloseTo(1, 1);
  });
});
