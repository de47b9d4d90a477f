import { type FaceLook, type PreCheck, type PreCheckName, preCheckNames } from '#contract/face.ts';
import type { Pixels } from '#contract/pixels.ts';
import { backgroundGradient } from './background-measure.ts';
import { isEnough } from './check-thresholds.ts';
import { colourDistance } from './colour-measure.ts';
import { overhangOf } from './crop.ts';
import { faceRegion } from './face-region.ts';
import { distance, type FaceGeometry, faceGeometry } from './geometry.ts';
import { type Landmarks, landmark } from './landmarks.ts';
import { type Light, lightOf } from './light-measures.ts';
import { angleScore, clampScore, falling, mapped, rising, sigmoid } from './score.ts';
import { leastSharpness, sharpnessOf } from './sharpness.ts';

/** What the networks saw in a picture. */
export type Seen = Omit<FaceLook, 'checks'>;

type Measured = { readonly raw: number; readonly score: number; readonly ok: boolean };
type Measures = Readonly<Record<PreCheckName, Measured>>;

/**
 * Every pre-check of the largest face in a picture, in the order of the contract; none where there is no face. Measures and
 * scores are those of BSI OFIQ 1.0.3 (the reference implementation of ISO/IEC 29794-5) except where their own files say
 * otherwise: sharpness, background, and the bounds.
 */
export function preChecks(pixels: Pixels, seen: Seen): readonly PreCheck[] {
  const { landmarks, pose, closed } = seen;
  if (landmarks === null || pose === null || closed === null) return [];
  const geometry = faceGeometry(landmarks);
  if (geometry === null) return [];
  const region = faceRegion(pixels, geometry, landmarks);
  const measures: Measures = {
    ...ofPose(seen.faces, pose),
    ...ofFeatures(landmarks, geometry, closed),
    ...ofPlace(pixels, geometry, pose.yaw),
    ...ofLight(lightOf(region)),
    naturalColour: by('naturalColour', colourDistance(region), (raw) => mapped(raw, falling(200, 0, 10))),
    background: by('background', backgroundGradient(pixels, geometry) ?? 0, (raw) =>
      mapped(raw, falling(190, 10, 100)),
    ),
    sharpness: by('sharpness', sharpnessOf(region), (raw) =>
      mapped(Math.log2(raw), rising(Math.log2(leastSharpness), 0.25)),
    ),
  };
  return preCheckNames.map((name) => ({ name, ...measures[name] }));
}

function by(name: PreCheckName, raw: number, scoreOf: (raw: number) => number): Measured {
  return { raw, score: clampScore(scoreOf(raw)), ok: isEnough(name, raw) };
}

function ofPose(faces: Seen['faces'], { yaw, pitch, roll }: NonNullable<Seen['pose']>) {
  const [first, second] = faces.map(({ width, height }) => width * height);
  const share = (second ?? 0) / (first ?? 1);
  return {
    oneFace: by('oneFace', share, (raw) => 100 * (1 - raw)),
    yaw: by('yaw', yaw, angleScore),
    pitch: by('pitch', pitch, angleScore),
    roll: by('roll', roll, angleScore),
  };
}

/** Surer than this that an eye is closed, and it does not matter how far the landmarks say it is open. */
const surelyClosed = 0.5;

function ofFeatures(landmarks: Landmarks, { toChin }: FaceGeometry, closed: NonNullable<Seen['closed']>) {
  const gap = (upper: number, lower: number) => distance(landmark(landmarks, upper), landmark(landmarks, lower));
  const lids = Math.min(Math.max(gap(37, 41), gap(38, 40)), Math.max(gap(43, 47), gap(44, 46))) / toChin;
  const lips = Math.max(gap(61, 67), gap(62, 66), gap(63, 65)) / toChin;
  const most = Math.max(closed.left, closed.right);
  // Landmarks alone hardly see a closed lid (open 0.043 to 0.078, painted shut 0.030 to 0.055), so the network has its say.
  const eyes = by('eyesOpen', lids, (raw) => Math.min(mapped(raw, rising(0.02, 0.01)), 100 * (1 - most)));
  return {
    eyesOpen: { ...eyes, ok: eyes.ok && most < surelyClosed },
    mouthClosed: by('mouthClosed', lips, (raw) => mapped(raw, falling(100, 0.2, 0.06))),
  };
}

function ofPlace({ width, height }: Pixels, geometry: FaceGeometry, yaw: number) {
  const { rightEye, leftEye, middle, interEye, toChin } = geometry;
  const frontal = interEye / Math.max(0.2, Math.cos((yaw * Math.PI) / 180));
  const side = rising(0.9, 0.1);
  const over = overhangOf({ width, height }, geometry);
  const room = (measured: Measured, isOver: boolean) => ({ ...measured, ok: measured.ok && !isOver });
  return {
    interEyeDistance: by('interEyeDistance', frontal, (raw) => mapped(raw, rising(70, 20))),
    headSize: by('headSize', toChin / height, (raw) => mapped(Math.abs(raw - 0.45), falling(200, 0, 0.05))),
    leftMargin: room(
      by('leftMargin', rightEye.x / interEye, (raw) => mapped(raw, side)),
      over.left,
    ),
    rightMargin: room(
      by('rightMargin', (width - leftEye.x) / interEye, (raw) => mapped(raw, side)),
      over.right,
    ),
    marginAbove: room(
      by('marginAbove', middle.y / toChin, (raw) => mapped(raw, rising(1.4, 0.1))),
      over.above,
    ),
    marginBelow: room(
      by('marginBelow', (height - middle.y) / toChin, (raw) => mapped(raw, rising(1.8, 0.1))),
      over.below,
    ),
  };
}

function ofLight({ mean, variance, dark, bright, entropy, common }: Light) {
  return {
    luminance: by('luminance', mean, (raw) => 100 * sigmoid(raw, 0.2, 0.05) * (1 - sigmoid(raw, 0.8, 0.05))),
    contrast: by('contrast', variance, (raw) => 100 * Math.sin((Math.PI * 60 * raw) / (60 * raw + 1))),
    underExposure: by('underExposure', dark, (raw) => 120 * (0.832 - sigmoid(raw, 0.92, 0.05))),
    overExposure: by('overExposure', bright, (raw) => 1 / (raw + 0.01)),
    dynamicRange: by('dynamicRange', entropy, (raw) => 12.5 * raw),
    evenLight: by('evenLight', common, (raw) => 100 * raw ** 0.3),
  };
}
