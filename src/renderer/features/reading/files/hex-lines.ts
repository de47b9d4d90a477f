export const bytesPerLine = 16;

/** Number of lines a file takes. */
export function hexLineCount(length: number): number {
  return Math.ceil(length / bytesPerLine);
}

/** One line: offset, sixteen bytes, and their printable ASCII. */
export function hexLine(
  bytes: Uint8Array,
  line: number,
): { readonly offset: string; readonly hex: string; readonly text: string } {
  const part = [...bytes.subarray(line * bytesPerLine, (line + 1) * bytesPerLine)];
  return {
    offset: (line * bytesPerLine).toString(16).padStart(5, '0'),
    hex: part.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
    text: part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
  };
}
