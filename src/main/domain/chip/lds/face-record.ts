import { Malformed } from '../malformed.ts';
import { findTlv } from '../tlv.ts';
import { findImage, imageSize } from './image.ts';

/** One image out of a face record: the bytes as stored, and the size the image itself (else the record) states. */
export type FaceImage = { readonly image: Uint8Array; readonly width: number; readonly height: number };

const where = 'DG2';
const MAX_IMAGES = 16;
const HEADER = 14;
const FACIAL_INFORMATION = 20;
const FEATURE_POINT = 8;
const IMAGE_INFORMATION = 12;

/**
 * The images of an ISO/IEC 19794-5:2005 face record ("FAC", version 010). Records of other versions are laid out
 * otherwise: there the image is found by its first bytes. @throws Malformed
 */
export function faceImages(record: Uint8Array): readonly FaceImage[] {
  if (record.length < HEADER) throw new Malformed(where, 'face record cut short');
  if (String.fromCharCode(...record.subarray(0, 4)) !== 'FAC\0') throw new Malformed(where, 'no face record');
  if (String.fromCharCode(...record.subarray(4, 8)) !== '010\0') return imagesOfUnknownLayout(record);
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const count = view.getUint16(12);
  if (count === 0 || count > MAX_IMAGES) throw new Malformed(where, `face record of ${count} images`);
  const images: FaceImage[] = [];
  for (let at = HEADER; images.length < count; ) {
    const block = blockAt(record, view, at);
    images.push(imageOf(block));
    at += block.length;
  }
  return images;
}

function blockAt(record: Uint8Array, view: DataView, at: number): Uint8Array {
  if (at + FACIAL_INFORMATION > record.length) throw new Malformed(where, 'face record cut short');
  const length = view.getUint32(at);
  if (length > record.length - at) throw new Malformed(where, 'image longer than its record');
  return record.subarray(at, at + length);
}

/** Facial information, feature points, image information, image (ISO/IEC 19794-5:2005 §5.5–5.8). */
function imageOf(block: Uint8Array): FaceImage {
  if (block.length < FACIAL_INFORMATION) throw new Malformed(where, 'facial information cut short');
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  const informationAt = FACIAL_INFORMATION + view.getUint16(4) * FEATURE_POINT;
  const imageAt = informationAt + IMAGE_INFORMATION;
  if (imageAt >= block.length) throw new Malformed(where, 'record without an image');
  const image = block.subarray(imageAt);
  const stated = { width: view.getUint16(informationAt + 2), height: view.getUint16(informationAt + 4) };
  return { image, ...(imageSize(image) ?? stated) };
}

function imagesOfUnknownLayout(record: Uint8Array): readonly FaceImage[] {
  const image = findImage(record);
  return image === null ? [] : [{ image, ...(imageSize(image) ?? { width: 0, height: 0 }) }];
}

/**
 * The images of an ISO/IEC 39794-5 FaceImageDataBlock: representation blocks, 2-D image, image data. What is of another
 * kind (3-D shapes) is left out, never an error. @throws Malformed on broken TLV
 */
export function extensibleFaceImages(block: Uint8Array): readonly FaceImage[] {
  const face = descend(block, [0xa1, 0x65]) ?? descend(block, [0x65]);
  const representations = face === null ? null : descend(face, [0xa1]);
  if (representations === null) return [];
  const images: FaceImage[] = [];
  for (let rest = representations; rest.length > 0 && images.length < MAX_IMAGES; ) {
    const representation = findTlv(rest, 0x30, where);
    if (representation === undefined) break;
    const image = descend(representation.value, [0xa1, 0xa0, 0xa0, 0x80]);
    if (image !== null) images.push({ image, ...(imageSize(image) ?? { width: 0, height: 0 }) });
    rest = rest.subarray(representation.raw.length);
  }
  return images;
}

function descend(value: Uint8Array, tags: readonly number[]): Uint8Array | null {
  let inner = value;
  for (const tag of tags) {
    const found = findTlv(inner, tag, where);
    if (found === undefined) return null;
    inner = found.value;
  }
  return inner;
}
