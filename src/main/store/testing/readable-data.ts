import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Bytes that give somebody away, and what they are. */
export type Needle = { readonly what: string; readonly bytes: Buffer };

/** The ways a text may stand in a file: as UTF-8 composed and decomposed, as UTF-16. */
export function textNeedles(what: string, text: string): readonly Needle[] {
  const composed = text.normalize('NFC');
  return [
    { what, bytes: Buffer.from(composed) },
    { what: `${what} (decomposed)`, bytes: Buffer.from(text.normalize('NFD')) },
    { what: `${what} (UTF-16)`, bytes: Buffer.from(composed, 'utf16le') },
  ];
}

/** The ways digits may stand in a file besides as text: two in a byte, in either order, and as an integer of six bytes. */
export function digitNeedles(what: string, digits: string): readonly Needle[] {
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const packed = Buffer.from(even, 'hex');
  const swapped = Buffer.from(even.replace(/(.)(.)/g, '$2$1'), 'hex');
  const integer = Buffer.alloc(6);
  integer.writeUIntBE(Number(digits), 0, 6);
  return [
    { what: `${what} (two digits in a byte)`, bytes: packed },
    { what: `${what} (digits swapped)`, bytes: swapped },
    { what: `${what} (integer)`, bytes: integer },
    { what: `${what} (integer, little-endian)`, bytes: Buffer.from(integer).reverse() },
  ];
}

/** What can be read where. */
export type Found = { readonly file: string; readonly what: string };

/** Looks for every needle of six bytes or more at every byte of every file of a folder, and in the files' names. */
export function findReadable(folder: string, needles: readonly Needle[]): readonly Found[] {
  const index = indexOf(needles);
  const found = new Map<string, Found>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = relative(folder, path);
    for (const bytes of [readFileSync(path), Buffer.from(file)])
      for (const what of readableIn(bytes, index)) found.set(`${file}|${what}`, { file, what });
  }
  return [...found.values()];
}

type Index = { readonly begins: Uint8Array; readonly byHead: ReadonlyMap<number, readonly Needle[]> };

/** Needles by their first four bytes, and a bit for each possible first two: most places of a file are passed at one look. */
function indexOf(needles: readonly Needle[]): Index {
  const long = needles.filter(({ bytes }) => bytes.length >= 6);
  const begins = new Uint8Array(65_536);
  for (const { bytes } of long) begins[bytes.readUInt16LE()] = 1;
  return { begins, byHead: Map.groupBy(long, ({ bytes }) => bytes.readUInt32LE()) };
}

function readableIn(bytes: Buffer, { begins, byHead }: Index): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at + 6 <= bytes.length; at++) {
    if (begins[(bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)] === 0) continue;
    for (const needle of byHead.get(bytes.readUInt32LE(at)) ?? [])
      if (bytes.subarray(at, at + needle.bytes.length).equals(needle.bytes)) found.add(needle.what);
  }
  return found;
}
