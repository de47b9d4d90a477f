import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Portrait } from '#contract/desk.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Pixels } from '#contract/pixels.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { type Jpeg2000Size, jpeg2000Size } from './jpeg2000-size.ts';
import { encodePng } from './png.ts';

type FrameInfo = { width: number; height: number; bitsPerSample: number; componentCount: number; isSigned: boolean };

type Decoder = {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): FrameInfo;
  delete(): void;
};

/** The decoder module, once it is loaded. */
export type Jpeg2000Codec = { readonly J2KDecoder: new () => Decoder };

type CreateCodec = (options: {
  readonly wasmBinary: Uint8Array;
  readonly print: () => void;
  readonly printErr: () => void;
}) => Promise<Jpeg2000Codec>;

/** Longest side and most pixels of a portrait that is decoded: ten times what a travel document carries. */
const limits = { side: 8000, pixels: 24_000_000 } as const;

/** Loads OpenJPEG compiled to WebAssembly. */
export async function loadCodec(): Promise<Jpeg2000Codec> {
  const require = createRequire(import.meta.url);
  const create: CreateCodec = require('@cornerstonejs/codec-openjpeg/decodewasmjs');
  const wasmBinary = readFileSync(require.resolve('@cornerstonejs/codec-openjpeg/decodewasm'));
  return create({ wasmBinary, print: () => undefined, printErr: () => undefined });
}

const undecodable = (cause?: unknown) => new FailureError(failure('image.undecodable'), cause);

function checkedSize(bytes: Uint8Array): Jpeg2000Size {
  try {
    const size = jpeg2000Size(bytes);
    const sane = size.width > 0 && size.height > 0 && size.width <= limits.side && size.height <= limits.side;
    if (sane && size.width * size.height <= limits.pixels && size.components >= 1 && size.components <= 4) return size;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
  throw undecodable();
}

/** The first three samples of each pixel, or the first one of grey images; more than eight bits are cut to eight. */
function pixelsOf(decoded: Uint8Array, info: FrameInfo): Pixels {
  const { width, height } = info;
  const channels = info.componentCount >= 3 ? 3 : 1;
  const count = width * height;
  const wide = info.bitsPerSample > 8;
  if (decoded.length !== count * info.componentCount * (wide ? 2 : 1)) throw undecodable();
  // The decoder's memory is its own, and used again.
  if (!wide && channels === info.componentCount) return { width, height, channels, bytes: Uint8Array.from(decoded) };
  const bytes = new Uint8Array(count * channels);
  const shift = info.bitsPerSample - 8;
  for (let pixel = 0; pixel < count; pixel++)
    for (let sample = 0; sample < channels; sample++) {
      const at = pixel * info.componentCount + sample;
      const value = wide ? ((decoded[2 * at] ?? 0) | ((decoded[2 * at + 1] ?? 0) << 8)) >> shift : (decoded[at] ?? 0);
      bytes[pixel * channels + sample] = value;
    }
  return { width, height, channels, bytes };
}

/** Makes a JPEG 2000 image showable as PNG. @throws FailureError `image.undecodable` */
export function decodeJpeg2000(codec: Jpeg2000Codec, bytes: Uint8Array): Portrait {
  const pixels = jpeg2000Pixels(codec, bytes);
  return { mime: 'image/png', bytes: encodePng(pixels), width: pixels.width, height: pixels.height };
}

/** Pixels of a JPEG 2000 image, grey or in colour. @throws FailureError `image.undecodable` */
export function jpeg2000Pixels(codec: Jpeg2000Codec, bytes: Uint8Array): Pixels {
  const size = checkedSize(bytes);
  const decoder = new codec.J2KDecoder();
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    const info = decoder.getFrameInfo();
    // OpenJPEG leaves an empty frame behind instead of throwing when the codestream is broken.
    if (info.width !== size.width || info.height !== size.height || info.bitsPerSample > 16) throw undecodable();
    return pixelsOf(decoder.getDecodedBuffer(), info);
  } catch (error) {
    throw error instanceof FailureError ? error : undecodable(error);
  } finally {
    decoder.delete();
  }
}
