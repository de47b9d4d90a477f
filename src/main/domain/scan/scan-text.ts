/** Bytes of a code as text, or `garbled` where they are in no encoding that can be told. */
export type ScanText = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'garbled' };

/** Longest code that is looked at: a QR code holds 2,953 bytes. */
export const longestScan = 3000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Windows-1258 where it differs from Latin-1; null where it has no character and the byte comes through as a control. */
const windows1258: ReadonlyMap<number, string> = new Map([
  ...[...'€\u0081‚ƒ„…†‡ˆ‰\u008a‹Œ\u008d\u008e\u008f\u0090‘’“”•–—˜™\u009a›œ\u009d\u009eŸ'].map(
    (letter, at) => [0x80 + at, letter] as const,
  ),
  ...([
    [0xc3, 'Ă'], [0xcc, '\u0300'], [0xd0, 'Đ'], [0xd2, '\u0309'], [0xd5, 'Ơ'], [0xdd, 'Ư'], [0xde, '\u0303'],
    [0xe3, 'ă'], [0xec, '\u0301'], [0xf0, 'đ'], [0xf2, '\u0323'], [0xf5, 'ơ'], [0xfd, 'ư'], [0xfe, '₫'],
  ] as const), // biome-ignore format: a table
]);
const byteOf1258: ReadonlyMap<string, number> = new Map([...windows1258].map(([byte, letter]) => [letter, byte]));

const lettersOf1258 = new Set([...windows1258].flatMap(([byte, letter]) => (byte < 0xa0 ? [] : [letter])));

/** Anything but ASCII and the composed letters that Vietnamese is written with. */
const foreign = /[^\x20-\x7e\tÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\r\n]/u;

/**
 * The text of a code's bytes. They are UTF-8 in every card; a scanner may put a byte order mark, its name of the symbology
 * (`]Q1`, ISO/IEC 15424) or the number of the encoding (`\000026`, AIM ECI) before it, send UTF-16, or change the letters
 * into those of Windows-1258. Everything else that is not ASCII is garbled: what Big5 or Shift-JIS have made of a name
 * cannot be brought back, and a guess would put a wrong name on a form. Never throws.
 */
export function scanTextOfBytes(bytes: Uint8Array): ScanText {
  if (bytes.length > longestScan * 2) return { kind: 'garbled' };
  const wide = utf16(bytes);
  if (wide !== null) return scanTextOfText(wide);
  try {
    return scanTextOfText(utf8.decode(bytes));
  } catch {
    const text = Array.from(bytes, (byte) => windows1258.get(byte) ?? String.fromCharCode(byte)).join('');
    const composed = text.normalize('NFC');
    return foreign.test(composed) ? { kind: 'garbled' } : scanTextOfText(composed);
  }
}

/** A code that came as text, freed of what the scanner added; UTF-8 that was taken for Windows-1258 is put right. */
export function scanTextOfText(given: string): ScanText {
  const text = unframed(given);
  return { kind: 'text', text: undo1258(text) ?? text };
}

/** Line ends, a byte order mark, the symbology's name and the encoding's number go; doubled backslashes belong to the latter. */
function unframed(given: string): string {
  const trimmed = given.replace(/^[\ufeff\p{Cc}\s]+|[\p{Cc}\s]+$/gu, '');
  const bare = trimmed.replace(/^\][A-Za-z][0-9A-Za-z]/, '').replace(/^\ufeff/, '');
  const eci = /^\\\d{6}/.exec(bare);
  return eci === null ? bare : bare.slice(eci[0].length).replaceAll('\\\\', '\\');
}

function utf16(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const order = first === 0xff && second === 0xfe ? 'le' : first === 0xfe && second === 0xff ? 'be' : null;
  if (order === null || bytes.length % 2 === 1) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = Array.from({ length: bytes.length / 2 - 1 }, (_, at) => view.getUint16(2 * at + 2, order === 'le'));
  return units.map((unit) => String.fromCharCode(unit)).join('');
}

/** What Latin-1 and Windows-1252 made of UTF-8 is put right further on; here only where a letter of 1258 alone stands. */
function undo1258(text: string): string | null {
  if (!Array.from(text).some((letter) => lettersOf1258.has(letter))) return null;
  const bytes: number[] = [];
  for (const letter of text) {
    const byte = byteOf1258.get(letter) ?? letter.codePointAt(0) ?? 0;
    if (byte > 0xff || (windows1258.has(byte) && !byteOf1258.has(letter))) return null;
    bytes.push(byte);
  }
  try {
    return utf8.decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}
