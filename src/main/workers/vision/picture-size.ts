import { Malformed } from '#domain/chip/malformed.ts';
import { jpeg2000Size } from '../image/jpeg2000-size.ts';

/** The kind of a picture file and its size in pixels, as its headers say. */
export type PictureSize = {
  readonly kind: 'jpeg' | 'png' | 'jpeg2000';
  readonly width: number;
  readonly height: number;
};

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Reads the headers of a picture without decoding anything. @throws Malformed for every other file, and one cut off */
export function pictureSize(bytes: Uint8Array): PictureSize {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return { kind: 'jpeg', ...jpegSize(bytes) };
  if (pngSignature.every((byte, at) => bytes[at] === byte)) return { kind: 'png', ...pngSize(bytes) };
  const { width, height } = jpeg2000Size(bytes);
  return { kind: 'jpeg2000', width, height };
}

/** IHDR is the first chunk (PNG specification, third edition §11.2.1). */
function pngSize(bytes: Uint8Array) {
  if (bytes.length < 33) throw new Malformed('PNG', 'IHDR is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

const startOfScan = 0xda;
/** SOF0 to SOF15 but for DHT, JPG and DAC (ITU-T T.81 table B.1). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** The frame header stands before the first scan; a file without an end of image behind that is cut off. */
function jpegSize(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { readonly width: number; readonly height: number } | null = null;
  for (const { marker, at, length } of segments(view)) {
    if (isFrame(marker) && length >= 8) size = { height: view.getUint16(at + 3), width: view.getUint16(at + 5) };
    if (marker !== startOfScan) continue;
    if (size === null) throw new Malformed('JPEG', 'no frame header');
    if (!endsAfter(bytes, at)) throw new Malformed('JPEG', 'no end of image');
    return size;
  }
  throw new Malformed('JPEG', 'no scan');
}

function endsAfter(bytes: Uint8Array, from: number): boolean {
  const last = bytes.lastIndexOf(0xd9);
  for (let at = last; at > from; at = bytes.lastIndexOf(0xd9, at - 1)) if (bytes[at - 1] === 0xff) return true;
  return false;
}

type Segment = { readonly marker: number; readonly at: number; readonly length: number };

/** Marker segments up to the first scan; `at` is where the length stands, which it counts in. */
function* segments(view: DataView): Generator<Segment> {
  let at = 2;
  while (at + 4 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) throw new Malformed('JPEG', 'no marker where one must be');
    const marker = view.getUint8(at + 1);
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > view.byteLength) throw new Malformed('JPEG', 'a segment is cut off');
    yield { marker, at: at + 2, length };
    at += 2 + length;
  }
}

/**
 * How a JPEG must be turned to stand upright: the orientation of its Exif data, 1 to 8 (Exif 3.0 §4.6.5.1.6); 1 where there is
 * none or it cannot be read.
 */
export function exifOrientation(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (const { marker, at, length } of segments(view)) {
      if (marker === startOfScan) return 1;
      const head = Array.from({ length: 6 }, (_, i) => (length > 20 ? view.getUint8(at + 2 + i) : 0));
      if (marker === 0xe1 && String.fromCharCode(...head) === 'Exif\0\0')
        return orientationIn(new DataView(view.buffer, view.byteOffset + at + 8, length - 8));
    }
  } catch (error) {
    if (!(error instanceof Malformed || error instanceof RangeError)) throw error;
  }
  return 1;
}

/** The tag of the orientation in the first directory of a TIFF structure. */
function orientationIn(tiff: DataView): number {
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  const count = Math.min(tiff.getUint16(directory, little), 200);
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + 12 * entry;
    if (tiff.getUint16(at, little) !== 0x0112) continue;
    const value = tiff.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
