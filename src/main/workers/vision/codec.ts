import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js';
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js';
import decodePng, { init as initPng } from '@jsquash/png/decode.js';
import { FailureError, failure } from '#contract/failures.ts';
import { mostPixels, type Pixels } from '#contract/pixels.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { orientedPixels } from '#domain/image/orientation.ts';
import { jpeg2000Pixels, loadCodec } from '../image/decode-jpeg2000.ts';
import { exifOrientation, type PictureSize, pictureSize } from './picture-size.ts';
import { wasmModule } from './wasm-file.ts';

/**
 * Reads and writes picture files. After a few hundred pictures that it could not decode it may fail on a sound one: whoever is told
 * `image.undecodable` takes another codec for the next picture.
 */
export type PictureCodec = {
  /** Pixels of a JPEG, PNG or JPEG 2000, upright as its Exif data say, on white. @throws FailureError `image.undecodable` */
  pixels(bytes: Uint8Array): Promise<Pixels>;
  /** A JPEG of this quality, 1 to 100, in one pass from the top: what every receiver reads. */
  jpeg(pixels: Pixels, quality: number): Promise<Uint8Array>;
};

/** Longest side of a picture. */
const longestSide = 10_000;
/** Largest file that is looked at: the most pixels, hardly compressed. */
const mostBytes = 80_000_000;

/** One program, compiled and kept silent: what a decoder prints would tell of a person's picture. */
const jpegProgram = (file: string) => ({
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
    const instance = new WebAssembly.Instance(wasmModule(`@jsquash/jpeg/codec/${file}`), imports);
    done(instance);
    return instance.exports;
  },
  print: () => undefined,
  printErr: () => undefined,
});

const programs = {
  jpeg: () => initJpegDecoder(jpegProgram('dec/mozjpeg_dec.wasm')),
  encoder: () => initJpegEncoder(jpegProgram('enc/mozjpeg_enc.wasm')),
  png: () => initPng(wasmModule('@jsquash/png/codec/pkg/squoosh_png_bg.wasm')),
  jpeg2000: loadCodec,
};

/** Makes a codec; each format's program is loaded from its file when it is first needed. */
export function createPictureCodec(): PictureCodec {
  const once = <T>(load: () => Promise<T>) => {
    let loading: Promise<T> | null = null;
    return () => (loading ??= load());
  };
  const jpeg = once(async () => programs.jpeg());
  const png = once(async () => programs.png());
  const encoder = once(async () => programs.encoder());
  const jpeg2000 = once(programs.jpeg2000);
  const decode = async (kind: PictureSize['kind'], bytes: Uint8Array): Promise<Pixels> => {
    if (kind === 'jpeg2000') return jpeg2000Pixels(await jpeg2000(), bytes);
    await (kind === 'jpeg' ? jpeg() : png());
    const file = Uint8Array.from(bytes).buffer;
    return opaque(await (kind === 'jpeg' ? decodeJpeg(file) : decodePng(file)));
  };
  return {
    async pixels(bytes) {
      const { kind, width, height } = checkedSize(bytes);
      const pixels = await decode(kind, bytes).catch((error) => {
        throw error instanceof FailureError ? error : undecodable(error);
      });
      if (pixels.width !== width || pixels.height !== height) throw undecodable();
      return kind === 'jpeg' ? orientedPixels(pixels, exifOrientation(bytes)) : pixels;
    },
    async jpeg(pixels, quality) {
      await encoder();
      return new Uint8Array(await encodeJpeg(imageData(pixels), { quality, progressive: false }));
    },
  };
}

const undecodable = (cause?: unknown) => new FailureError(failure('image.undecodable'), cause);

/** Before anything is decoded: a file of a few bytes can claim a picture of gigabytes. */
function checkedSize(bytes: Uint8Array): PictureSize {
  if (bytes.length > mostBytes) throw undecodable();
  try {
    const size = pictureSize(bytes);
    const { width, height } = size;
    const isSane = width >= 1 && height >= 1 && Math.max(width, height) <= longestSide && width * height <= mostPixels;
    if (isSane) return size;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
  throw undecodable();
}

/** What shines through stands on white. */
function opaque({ width, height, data }: ImageData): Pixels {
  const bytes = new Uint8Array(width * height * 3);
  for (let at = 0, from = 0; at < bytes.length; at += 3, from += 4) {
    const alpha = data[from + 3] ?? 255;
    for (let c = 0; c < 3; c++) {
      const value = data[from + c] ?? 0;
      bytes[at + c] = alpha === 255 ? value : Math.round((value * alpha + 255 * (255 - alpha)) / 255);
    }
  }
  return { width, height, channels: 3, bytes };
}

/** Pixels as the web has them: red, green, blue, opaque. */
export function imageData({ width, height, channels, bytes }: Pixels): ImageData {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const [green, blue] = channels === 3 ? [1, 2] : [0, 0];
  for (let at = 0, from = 0; at < data.length; at += 4, from += channels) {
    data[at] = bytes[from] ?? 0;
    data[at + 1] = bytes[from + green] ?? 0;
    data[at + 2] = bytes[from + blue] ?? 0;
  }
  return { width, height, data, colorSpace: 'srgb' } as ImageData;
}
