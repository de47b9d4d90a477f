import type { FaceLook } from '#contract/face.ts';
import type { Pixels } from '#contract/pixels.ts';

/** Looks at faces; runs elsewhere. Compares nobody with many: it has no memory. */
export type FaceEngine = {
  look(pixels: Pixels): Promise<FaceLook>;
  /** 512 numbers of length one that stand for the largest face; null where there is none. */
  describe(pixels: Pixels): Promise<Float32Array | null>;
  /** The largest face cut to a portrait of 35 to 45; null where there is none or it is cut off. */
  crop(pixels: Pixels): Promise<Pixels | null>;
  close(): Promise<void>;
};
