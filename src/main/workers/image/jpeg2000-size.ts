import { Malformed } from '#domain/chip/malformed.ts';

/** Size of a JPEG 2000 image, in pixels, and how many components it has. */
export type Jpeg2000Size = { readonly width: number; readonly height: number; readonly components: number };

const startOfCodestream = 0xff4fff51;

/**
 * Reads the SIZ marker segment of the first codestream, bare or inside a JP2 file, without decoding anything
 * (ISO/IEC 15444-1 §A.5.1). @throws Malformed
 */
export function jpeg2000Size(bytes: Uint8Array): Jpeg2000Size {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = codestreamAt(view);
  if (at + 42 > bytes.length) throw new Malformed('JPEG 2000', 'SIZ is cut off');
  const width = view.getUint32(at + 8) - view.getUint32(at + 16);
  const height = view.getUint32(at + 12) - view.getUint32(at + 20);
  return { width, height, components: view.getUint16(at + 40) };
}

/** Offset of SOC+SIZ. The boxes before it are small, so looking only at the start keeps a hostile file cheap. */
function codestreamAt(view: DataView): number {
  const last = Math.min(view.byteLength - 4, 4096);
  for (let at = 0; at <= last; at++) if (view.getUint32(at) === startOfCodestream) return at;
  throw new Malformed('JPEG 2000', 'no codestream');
}
