import type { Portrait } from '#contract/desk.ts';

/** Makes images showable; runs elsewhere. */
export type Imaging = {
  /** A JPEG 2000 image as PNG. @throws FailureError `image.undecodable` */
  decode(bytes: Uint8Array): Promise<Portrait>;
  close(): Promise<void>;
};
