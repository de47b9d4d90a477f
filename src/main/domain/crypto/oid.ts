import { Malformed } from '#domain/chip/malformed.ts';

/** 128-bit arcs (UUID based identifiers) take 19 bytes; nothing longer is in use. */
const MAX_ARC_BYTES = 19;
const MAX_BYTES = 64;

/** Dotted text of an object identifier from its value bytes, tag and length taken off (X.690 §8.19). @throws Malformed */
export function decodeOid(value: Uint8Array): string {
  if (value.length === 0 || value.length > MAX_BYTES) throw new Malformed('OBJECT IDENTIFIER', 'empty or too long');
  const [first = 0n, ...arcs] = decodeArcs(value);
  const root = first < 40n ? 0n : first < 80n ? 1n : 2n;
  return [root, first - root * 40n, ...arcs].join('.');
}

function decodeArcs(value: Uint8Array): readonly bigint[] {
  const arcs: bigint[] = [];
  let arc = 0n;
  let length = 0;
  for (const byte of value) {
    if (length === 0 && byte === 0x80) throw new Malformed('OBJECT IDENTIFIER', 'arc with a leading zero');
    if (++length > MAX_ARC_BYTES) throw new Malformed('OBJECT IDENTIFIER', 'arc over 128 bits');
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0n;
    length = 0;
  }
  if (length > 0) throw new Malformed('OBJECT IDENTIFIER', 'ends inside an arc');
  return arcs;
}

/** Value bytes of a dotted object identifier, without tag and length (X.690 §8.19). @throws RangeError if it is none */
export function encodeOid(dotted: string): Uint8Array {
  if (!/^[012](\.(0|[1-9]\d*))+$/.test(dotted)) throw new RangeError('not an object identifier');
  const [root = 0n, second = 0n, ...arcs] = dotted.split('.').map(BigInt);
  if (root < 2n && second >= 40n) throw new RangeError('not an object identifier');
  return Uint8Array.from([root * 40n + second, ...arcs].flatMap(encodeArc));
}

function encodeArc(arc: bigint): number[] {
  const bytes = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) bytes.unshift(Number(rest & 0x7fn) | 0x80);
  return bytes;
}
