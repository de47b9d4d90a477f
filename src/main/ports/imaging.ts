import type { Signature } from '#contract/capture.ts';
import type { Portrait } from '#contract/desk.ts';

/** Makes images showable; runs elsewhere. */
export type Imaging = {
  /** A JPEG 2000 image as PNG. @throws FailureError `image.undecodable` */
  decode(bytes: Uint8Array): Promise<Portrait>;
  close(): Promise<void>;
};

/** Draws signatures; runs elsewhere. */
export type SignatureDrawing = {
  /** PNG of that width in pixels (1 to 4000), black on white. */
  signaturePng(signature: Signature, width: number): Promise<Uint8Array>;
};
