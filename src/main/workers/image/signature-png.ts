import type { Signature } from '#contract/capture.ts';
import { signaturePixels } from '#domain/signature/draw.ts';
import { encodePng } from './png.ts';

/** A signature as a grey PNG, black on white, `width` pixels wide. @throws RangeError for a width that is no whole number of 1 to 4000 */
export function signaturePng(signature: Signature, width: number): Uint8Array {
  return encodePng(signaturePixels(signature, width));
}
