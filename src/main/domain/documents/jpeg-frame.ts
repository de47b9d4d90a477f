/** What a JPEG says of itself: size, and 1 channel (grey) or 3 (colour). */
export type JpegFrame = { readonly width: number; readonly height: number; readonly channels: 1 | 3 };

/**
 * Reads the frame header of a JPEG (ITU-T T.81 §B.2.2): baseline or progressive, eight bits, grey or colour; null for anything else,
 * for a file that ends before, and for one without an end mark.
 */
export function jpegFrame(bytes: Uint8Array): JpegFrame | null {
  const at = (index: number) => bytes[index] ?? -1;
  const word = (index: number) => at(index) * 256 + at(index + 1);
  const isWhole = bytes.length > 20 && word(0) === 0xffd8 && word(bytes.length - 2) === 0xffd9;
  for (let offset = 2; isWhole && offset + 9 < bytes.length; ) {
    if (at(offset) !== 0xff) return null;
    const marker = at(offset + 1);
    if (marker === 0xff) offset += 1;
    else if (marker >= 0xc0 && marker <= 0xc2)
      return frameOf(at(offset + 4), word(offset + 7), word(offset + 5), at(offset + 9));
    else if (marker < 0xc0 || marker === 0xda || word(offset + 2) < 2) return null;
    else offset += 2 + word(offset + 2);
  }
  return null;
}

function frameOf(bits: number, width: number, height: number, channels: number): JpegFrame | null {
  if (bits !== 8 || width < 1 || height < 1 || (channels !== 1 && channels !== 3)) return null;
  return { width, height, channels };
}
