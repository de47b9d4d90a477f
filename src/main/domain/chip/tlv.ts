import { concat } from '#domain/bytes.ts';
import { Malformed } from './malformed.ts';

/** One BER-TLV data object (ISO/IEC 7816-4 §5.2.2, X.690): `raw` is the whole object as it stood, `value` its content. */
export type Tlv = {
  /** Tag bytes read as one big-endian number: 0x30, 0x7f49, … */
  readonly tag: number;
  readonly value: Uint8Array;
  readonly raw: Uint8Array;
};

/** Longer than any file of a chip (the file reader has its own, smaller cap) and than any master list; beyond it is an attack or noise. */
export const MAX_LENGTH = 0x100_0000;

/** Tag and length at the start of `bytes`: where the value begins and how long it says it is. @throws Malformed */
export function readHeader(bytes: Uint8Array, where = 'TLV'): { tag: number; valueAt: number; length: number } {
  const { tag, next } = readTag(bytes, where);
  const first = bytes[next];
  if (first === undefined) throw new Malformed(where, 'ends before its length');
  if (first < 0x80) return { tag, valueAt: next + 1, length: first };
  const count = first & 0x7f;
  if (count === 0) throw new Malformed(where, 'indefinite length');
  if (count > 4) throw new Malformed(where, 'length of more than four bytes');
  if (next + 1 + count > bytes.length) throw new Malformed(where, 'ends inside its length');
  let length = 0;
  for (let i = 1; i <= count; i++) length = length * 256 + (bytes[next + i] ?? 0);
  if (length > MAX_LENGTH) throw new Malformed(where, 'length over 16 MiB');
  return { tag, valueAt: next + 1 + count, length };
}

function readTag(bytes: Uint8Array, where: string): { tag: number; next: number } {
  let tag = bytes[0];
  if (tag === undefined) throw new Malformed(where, 'empty');
  if ((tag & 0x1f) !== 0x1f) return { tag, next: 1 };
  for (let next = 1; next < 4; next++) {
    const byte = bytes[next];
    if (byte === undefined) throw new Malformed(where, 'ends inside its tag');
    tag = tag * 256 + byte;
    if (byte < 0x80) return { tag, next: next + 1 };
  }
  throw new Malformed(where, 'tag of more than four bytes');
}

/** The data object at the start of `bytes`; what follows it is ignored. @throws Malformed if it is cut short */
export function readTlv(bytes: Uint8Array, where = 'TLV'): Tlv {
  const { tag, valueAt, length } = readHeader(bytes, where);
  if (valueAt + length > bytes.length) throw new Malformed(where, 'shorter than its length says');
  return { tag, value: bytes.subarray(valueAt, valueAt + length), raw: bytes.subarray(0, valueAt + length) };
}

/** All data objects of `bytes`, one after another. @throws Malformed */
export function readTlvs(bytes: Uint8Array, where = 'TLV'): readonly Tlv[] {
  const found: Tlv[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const tlv = readTlv(rest, where);
    found.push(tlv);
    rest = rest.subarray(tlv.raw.length);
  }
  return found;
}

/** The data object at the start of `bytes`, which must carry `tag`. @throws Malformed */
export function expectTlv(bytes: Uint8Array, tag: number, where = 'TLV'): Tlv {
  const tlv = readTlv(bytes, where);
  if (tlv.tag !== tag) throw new Malformed(where, `tag ${tlv.tag.toString(16)} where ${tag.toString(16)} belongs`);
  return tlv;
}

/** The first child of a constructed value that carries `tag`, or undefined. @throws Malformed */
export function findTlv(value: Uint8Array, tag: number, where = 'TLV'): Tlv | undefined {
  return readTlvs(value, where).find((tlv) => tlv.tag === tag);
}

/** Encodes a data object with a definite, shortest length (DER). */
export function encodeTlv(tag: number, ...values: readonly Uint8Array[]): Uint8Array {
  const value = concat(...values);
  return concat(encodeNumber(tag), encodeLength(value.length), value);
}

function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes = encodeNumber(length);
  return concat(Uint8Array.of(0x80 | bytes.length), bytes);
}

function encodeNumber(number: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = number; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes.length > 0 ? bytes : [0]);
}
