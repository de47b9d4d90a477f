import { tcvn3, viqrMarks, vniLetters, vniMarks } from './legacy-tables.ts';

/** Encodings an old file may be declared in. `tcvn3Capitals` is a TCVN3 text set in a capitals font (.VnTimeH). */
export const legacyEncodings = ['utf-8', 'tcvn3', 'tcvn3Capitals', 'vni', 'viqr', 'windows-1258', 'utf-16le'] as const;
export type LegacyEncoding = (typeof legacyEncodings)[number];

/** Text of old bytes, and where in the text stand characters the encoding does not have (counted from 0). */
export type LegacyText = { readonly text: string; readonly unknownAt: readonly number[] };

const UNKNOWN = '\ufffd';

/**
 * Unicode text (NFC) of bytes in the encoding an officer declared. It is never guessed: the three old encodings cannot be
 * told from each other, so the import shows a preview and keeps the bytes. What the encoding does not have becomes U+FFFD.
 */
export function decodeLegacy(bytes: Uint8Array, encoding: LegacyEncoding): LegacyText {
  const text = decoded(bytes, encoding).normalize('NFC');
  return { text, unknownAt: [...text].flatMap((char, index) => (char === UNKNOWN ? [index] : [])) };
}

/** As `decodeLegacy`, for text in which each character stands for one byte (pasted from a document in an old font). */
export function decodeLegacyText(text: string, encoding: LegacyEncoding): LegacyText {
  return decodeLegacy(
    Uint8Array.from(text, (char) => Math.min(char.codePointAt(0) ?? 0, 0xff)),
    encoding,
  );
}

function decoded(bytes: Uint8Array, encoding: LegacyEncoding): string {
  switch (encoding) {
    case 'tcvn3':
      return Array.from(bytes, (byte) => letterOf(byte, tcvn3)).join('');
    case 'tcvn3Capitals':
      return Array.from(bytes, (byte) => letterOf(byte, tcvn3))
        .join('')
        .toUpperCase();
    case 'vni':
      return decodeVni(bytes);
    case 'viqr':
      return decodeViqr(Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : UNKNOWN)).join(''));
    case 'utf-8':
    case 'windows-1258':
    case 'utf-16le':
      return new TextDecoder(encoding).decode(bytes);
  }
}

function letterOf(byte: number, table: ReadonlyMap<number, string>): string {
  if (byte < 0x80) return String.fromCharCode(byte);
  return table.get(byte) ?? (byte === 0xa0 ? ' ' : UNKNOWN);
}

function decodeVni(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const marks = vniMarks.get(byte);
    const takesMarks = /[aeiouyơư]$/i.test(text);
    text += marks !== undefined && takesMarks ? marks : letterOf(byte, vniLetters);
  }
  return text;
}

function decodeViqr(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    const marks = viqrMarks.get(char);
    const before = out.normalize('NFC').slice(-1);
    if (char === '\\') out += text[++i] ?? '';
    else if (/^d$/i.test(char) && text[i + 1]?.toLowerCase() === 'd') {
      out += char === 'D' ? 'Đ' : 'đ';
      i++;
    } else if (marks !== undefined && takes(before, char)) out += marks;
    else out += char;
  }
  return out;
}

/** Whether a letter may take a mark of VIQR: shapes only where Vietnamese has them, one tone on a vowel that has none. */
function takes(letter: string, mark: string): boolean {
  const parts = letter.normalize('NFD').toLowerCase();
  if (!/^[aeiouy]/.test(parts) || /[\u0300\u0309\u0303\u0301\u0323]/.test(parts)) return false;
  if (mark === '^') return /^[aeo]$/.test(parts);
  if (mark === '(') return parts === 'a';
  if (mark === '+') return /^[ou]$/.test(parts);
  return true;
}
