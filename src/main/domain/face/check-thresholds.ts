import type { PreCheckName } from '#contract/face.ts';
import { leastSharpness } from './sharpness.ts';

/** What a pre-check passes by: bounds of the measured value, both included. */
export type Bounds = { readonly least: number; readonly most: number };

const free = Number.POSITIVE_INFINITY;

/**
 * The bounds of every pre-check, on its measured value. They are this desk's own: OFIQ scores and leaves the bound to its user.
 * Distances are of the portrait that is cut out (`crop.ts`): a head of 70 to 80 % of its height, which OFIQ's own targets for
 * size and margins, made for another cut, contradict; so a score there may be low where the bound is kept.
 */
export const checkBounds: Readonly<Record<PreCheckName, Bounds>> = {
  // A second face a sixth as large is somebody waiting far behind, or a poster.
  oneFace: { least: 0, most: 0.15 },
  // ICAO 9303 wants 5° (8° for roll); the network's own error is about 1.5° (mirrored pictures, median), so 3° are given.
  yaw: { least: -8, most: 8 },
  // More than for yaw: its zero is calibrated on a few photographs, and people hold their chins as they are used to.
  pitch: { least: -12, most: 12 },
  roll: { least: -8, most: 8 },
  // Open eyes of photographs show 0.043 and more (score 91); below 0.02 OFIQ's score is under one half.
  eyesOpen: { least: 0.02, most: free },
  // Where OFIQ's score falls under one half.
  mouthClosed: { least: 0, most: 0.2 },
  // The frames of guidance are scaled down to about 640 × 480; the picture that is taken is at least twice as fine, so 110 there.
  interEyeDistance: { least: 55, most: free },
  // Length to the chin over the height of the picture; 0.40 is a head of 80 %, above it nothing can be cut out.
  headSize: { least: 0.2, most: 0.42 },
  // OFIQ's middle at the sides, less than its own above and below; moreover the tightest portrait must not reach over that edge.
  leftMargin: { least: 0.9, most: free },
  rightMargin: { least: 0.9, most: free },
  marginAbove: { least: 1, most: free },
  marginBelow: { least: 1.25, most: free },
  // Score of OFIQ above one half on both sides, with room for dark and light skin.
  luminance: { least: 0.2, most: 0.8 },
  // 0.003 is a face without any shape in a fog of light, 0.1 half black and half white.
  contrast: { least: 0.003, most: 0.1 },
  underExposure: { least: 0, most: 0.25 },
  // A shining forehead is a few hundredths.
  overExposure: { least: 0, most: 0.08 },
  // 32 of the 256 brightnesses in even use.
  dynamicRange: { least: 5, most: free },
  // Score 66: some 35 of 256 brightnesses from cheek to cheek.
  evenLight: { least: 0.25, most: 1 },
  // Score 40: the face is visibly green, blue or orange.
  naturalColour: { least: 0, most: 14 },
  // Score 81: a wall, with a camera's noise and shadows on it, stays below 20; blinds and shelves begin at 40.
  background: { least: 0, most: 40 },
  sharpness: { least: leastSharpness, most: free },
};

/** Whether a measured value is enough. */
export function isEnough(name: PreCheckName, raw: number): boolean {
  const { least, most } = checkBounds[name];
  return raw >= least && raw <= most;
}
