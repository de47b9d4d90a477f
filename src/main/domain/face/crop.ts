import type { Pixels } from '#contract/pixels.ts';
import { type Affine, applyAffine } from '#domain/image/affine.ts';
import { picture, sample } from '#domain/image/sample.ts';
import { type FaceGeometry, faceGeometry, uprightView } from './geometry.ts';
import type { Landmarks } from './landmarks.ts';

/**
 * How a portrait is cut. A head is taken as twice the length from the eyes to the chin. Eyes lie at 55 % of the height from
 * below (ISO/IEC 19794-5 §8.3: 50 to 70 %; its own 3 to 4 cut has 55), the nose in the middle, the head fills 75 % of the
 * height and, where the picture ends too near, up to 80 (ICAO 9303-3: 70 to 80 %).
 */
export const portraitCut = {
  aspect: 35 / 45,
  headShares: [0.75, 0.775, 0.8],
  tightest: 0.8,
  eyesFromAbove: 0.45,
  /** Most and least pixels of the height: 35 × 45 mm at 600 dots per inch, and a chip's portrait. */
  mostHeight: 1063,
  leastHeight: 240,
} as const;

/** The largest face as an upright portrait of 35 to 45; null when landmarks are none, or when the picture ends within it. */
export function cropPortrait(pixels: Pixels, landmarks: Landmarks): Pixels | null {
  const geometry = faceGeometry(landmarks);
  if (geometry === null) return null;
  for (const share of portraitCut.headShares) {
    const cut = cutOf(geometry, share);
    const { view, width, height } = cut;
    if (!Object.values(overhang(pixels, cut)).includes(true))
      return picture(sample(pixels, { width, height, toSource: view }, 'edge'));
  }
  return null;
}

type Cut = { readonly view: Affine; readonly width: number; readonly height: number };

/** The portrait in which a head has this share of the height. */
function cutOf(geometry: FaceGeometry, headShare: number): Cut {
  const lengths = 2 / headShare;
  const { leastHeight, mostHeight, aspect, eyesFromAbove } = portraitCut;
  const height = Math.round(Math.min(mostHeight, Math.max(leastHeight, lengths * geometry.toChin)));
  const width = Math.round(height * aspect);
  const window = {
    left: (-lengths * aspect) / 2,
    top: -lengths * eyesFromAbove,
    width: lengths * aspect,
    height: lengths,
  };
  return { view: uprightView(geometry, window, height / lengths), width, height };
}

type Size = Pick<Pixels, 'width' | 'height'>;

/** Over which edges of the picture a cut reaches. */
export type Overhang = {
  readonly left: boolean;
  readonly right: boolean;
  readonly above: boolean;
  readonly below: boolean;
};

/** Over which edges even the tightest portrait of a face would reach: over none, and `cropPortrait` gives one. */
export function overhangOf(picture: Size, geometry: FaceGeometry): Overhang {
  return overhang(picture, cutOf(geometry, portraitCut.tightest));
}

/** One pixel beyond the edge is made up without anybody seeing it. */
const madeUp = 1;

function overhang(picture: Size, { view, width, height }: Cut): Overhang {
  const corners = [0, width].flatMap((x) => [0, height].map((y) => applyAffine(view, { x, y })));
  return {
    left: corners.some(({ x }) => x < -madeUp),
    right: corners.some(({ x }) => x > picture.width + madeUp),
    above: corners.some(({ y }) => y < -madeUp),
    below: corners.some(({ y }) => y > picture.height + madeUp),
  };
}
