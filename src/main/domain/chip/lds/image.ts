/** Encodings a portrait is stored in. */
export type ImageFormat = 'jpeg' | 'jpeg2000';

/** Width and height in pixels. */
export type ImageSize = { readonly width: number; readonly height: number };

const jp2Signature = [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20];
const codestreamStart = [0xff, 0x4f, 0xff, 0x51];
const jpegStart = [0xff, 0xd8, 0xff];

/** The encoding of an image by its first bytes (what the record around it claims is not asked), or null. */
export function imageFormat(image: Uint8Array): ImageFormat | null {
  if (beginsWith(image, jpegStart)) return 'jpeg';
  if (beginsWith(image, jp2Signature) || beginsWith(image, codestreamStart)) return 'jpeg2000';
  return null;
}

/** The size an image states in its own header (JPEG SOFn, JPEG 2000 SIZ), or null when it cannot be found. */
export function imageSize(image: Uint8Array): ImageSize | null {
  const format = imageFormat(image);
  if (format === 'jpeg') return jpegSize(image);
  return format === 'jpeg2000' ? jpeg2000Size(image) : null;
}

/** Where an image begins inside a record whose own layout is not known, or null. */
export function findImage(record: Uint8Array): Uint8Array | null {
  for (let at = 0; at + 4 <= record.length; at++) {
    const rest = record.subarray(at, at + 12);
    if (imageFormat(rest) !== null) return record.subarray(at);
  }
  return null;
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** Walks the marker segments up to the frame header (ISO/IEC 10918-1 §B.2.2); C4, C8 and CC are no frame headers. */
function jpegSize(image: Uint8Array): ImageSize | null {
  const view = new DataView(image.buffer, image.byteOffset, image.length);
  for (let at = 2; at + 9 <= image.length; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

/** Finds the codestream's SIZ segment (ISO/IEC 15444-1 §A.5.1): reference grid size less its offset. */
function jpeg2000Size(image: Uint8Array): ImageSize | null {
  const view = new DataView(image.buffer, image.byteOffset, image.length);
  const last = Math.min(image.length - 24, 4096);
  for (let at = 0; at <= last; at++) {
    if (!beginsWith(image.subarray(at, at + 4), codestreamStart)) continue;
    const [x, y] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    const [xOffset, yOffset] = [view.getUint32(at + 16), view.getUint32(at + 20)];
    return x > xOffset && y > yOffset ? { width: x - xOffset, height: y - yOffset } : null;
  }
  return null;
}
