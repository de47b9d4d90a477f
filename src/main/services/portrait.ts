import type { Portrait } from '#contract/desk.ts';
import { FailureError } from '#contract/failures.ts';
import { type FacePortrait, parseDg2 } from '#domain/chip/lds/dg2.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import type { Imaging } from '#ports/imaging.ts';

function readFace(dg2: Uint8Array): FacePortrait | null {
  try {
    return parseDg2(dg2);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/**
 * The portrait of a DG2 as a window can show it: a JPEG passes through untouched, a JPEG 2000 becomes a PNG, anything
 * else cannot be shown (null). `decoding` is called when it will take a while.
 */
export async function showablePortrait(
  dg2: Uint8Array,
  imaging: Imaging,
  decoding: () => void,
): Promise<Portrait | null> {
  const face = readFace(dg2);
  if (face === null || face.format === 'unknown') return null;
  const { width, height } = face;
  if (face.format === 'jpeg') return { mime: 'image/jpeg', bytes: Uint8Array.from(face.image), width, height };
  decoding();
  try {
    return await imaging.decode(face.image);
  } catch (error) {
    if (error instanceof FailureError) return null;
    throw error;
  }
}
