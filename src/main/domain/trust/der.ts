import { concat, toHex } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { encodeTlv, readTlvs, type Tlv } from '#domain/chip/tlv.ts';
import { asn1, readWhole, required } from '#domain/crypto/der.ts';

/** Tags that certificates and CMS use beside those of keys (X.690 §8; `constructedOctets` is BER's other OCTET STRING). */
export const derTag = {
  ...asn1,
  boolean: 0x01,
  utcTime: 0x17,
  generalizedTime: 0x18,
  constructedOctets: 0x24,
} as const;

/** A row of data objects taken one by one from the front, as the members of an ASN.1 SEQUENCE are read. */
export type Cursor = {
  /** Takes the next object, which must carry `tag`. @throws Malformed */
  take(tag: number): Tlv;
  /** Takes the next object whatever it is. @throws Malformed at the end */
  any(): Tlv;
  /** Takes the next object if it carries `tag`; null otherwise. */
  optional(tag: number): Tlv | null;
  /** Everything that is left, without taking it. */
  rest(): readonly Tlv[];
  /** @throws Malformed if anything is left */
  end(): void;
};

/** Reads the content of a constructed value as a row of objects. @throws Malformed */
export function cursor(value: Uint8Array, where: string): Cursor {
  const items = readTlvs(value, where);
  let at = 0;
  return {
    any: () => {
      const item = items[at++];
      if (item === undefined) throw new Malformed(where, 'a member is missing');
      return item;
    },
    take: (tag) => required(items[at++], tag, where),
    optional: (tag) => (items[at]?.tag === tag ? (items[at++] ?? null) : null),
    rest: () => items.slice(at),
    end: () => {
      if (at < items.length) throw new Malformed(where, 'more members than it may have');
    },
  };
}

/** The members of the one SEQUENCE that fills `bytes`. @throws Malformed */
export function sequence(bytes: Uint8Array, where: string): Cursor {
  return cursor(readWhole(bytes, derTag.sequence, where).value, where);
}

/** Lower-case hexadecimal text of an INTEGER without its leading sign byte: how serial numbers are compared and shown. @throws Malformed */
export function integerHex(item: Tlv, where: string): string {
  const { value } = required(item, derTag.integer, where);
  if (value.length === 0) throw new Malformed(where, 'empty INTEGER');
  return toHex(value.length > 1 && value[0] === 0 ? value.subarray(1) : value);
}

/** A BOOLEAN: DER's FF and, as older encoders wrote it, anything else that is not 00. @throws Malformed */
export function booleanOf(item: Tlv, where: string): boolean {
  const { value } = required(item, derTag.boolean, where);
  if (value.length !== 1) throw new Malformed(where, 'BOOLEAN of a wrong length');
  return value[0] !== 0;
}

/** The numbers of the bits set in a named BIT STRING of at most 32 bits, the first bit being 0. @throws Malformed */
export function namedBits(item: Tlv, where: string): ReadonlySet<number> {
  const { value } = required(item, derTag.bitString, where);
  if (value.length < 1 || value.length > 5 || (value[0] ?? 8) > 7) throw new Malformed(where, 'bad named bits');
  const bits = Array.from({ length: (value.length - 1) * 8 }, (_, bit) => bit);
  return new Set(bits.filter((bit) => ((value[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0));
}

/** An OCTET STRING, also in the constructed form of definite length (X.690 §8.7.3). @throws Malformed */
export function octets(item: Tlv, where: string): Uint8Array {
  if (item.tag !== derTag.constructedOctets) return required(item, derTag.octetString, where).value;
  return concat(...readTlvs(item.value, where).map((part) => required(part, derTag.octetString, where).value));
}

/** Encodes objects as a DER SET OF, sorted by their encodings (X.690 §11.6). */
export function encodeSetOf(items: readonly Uint8Array[]): Uint8Array {
  return encodeTlv(derTag.set, ...[...items].sort(compareBytes));
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
