import { Malformed } from '../malformed.ts';
import { type BiometricBlock, parseBiometricTemplates } from './biometric-templates.ts';
import { extensibleFaceImages, type FaceImage, faceImages } from './face-record.ts';
import { type ImageFormat, imageFormat } from './image.ts';

/** A portrait of DG2: the image bytes exactly as stored. */
export type FacePortrait = {
  readonly image: Uint8Array;
  /** By the image's first bytes; `unknown` when this desk knows no such encoding. */
  readonly format: ImageFormat | 'unknown';
  /** Pixels; 0 when neither image nor record states them. */
  readonly width: number;
  readonly height: number;
  readonly encoding: '19794-5' | '39794-5';
};

/** The portrait that is shown: the first image of the first instance. @throws Malformed also when DG2 holds none */
export function parseDg2(file: Uint8Array): FacePortrait {
  const [first] = parseFaces(file);
  if (first === undefined) throw new Malformed('DG2', 'no image');
  return first;
}

/** All images of all instances, in the file's order; none for a holder without a portrait. @throws Malformed */
export function parseFaces(file: Uint8Array): readonly FacePortrait[] {
  return parseBiometricTemplates(file, 'DG2').flatMap(portraitsOf);
}

function portraitsOf(block: BiometricBlock): readonly FacePortrait[] {
  // Both tags are seen with either standard (specimens put 19794-5 under 7F2E too): the record's own mark decides.
  const isRecord = block.data[0] === 0x46;
  const images = isRecord ? faceImages(block.data) : extensibleFaceImages(block.data);
  const found: readonly FaceImage[] = images.length > 0 ? images : [{ image: new Uint8Array(), width: 0, height: 0 }];
  return found.map((face) => ({
    ...face,
    format: imageFormat(face.image) ?? 'unknown',
    encoding: isRecord ? '19794-5' : '39794-5',
  }));
}
