import { toHex } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { readTlvs, type Tlv } from '#domain/chip/tlv.ts';
import { readOid, readWhole, required } from '#domain/crypto/der.ts';
import { cursor, derTag } from './der.ts';

/** A distinguished name: its text for people, its country, and a form in which equal names are equal strings. */
export type DistinguishedName = {
  /** RFC 4514 text, the last component of the encoding first: `CN=CSCA,O=State,C=VN`. */
  readonly text: string;
  /** countryName in upper case, empty when there is none. */
  readonly country: string;
  /** The name for comparing: string types, letter case and repeated spaces do not count (RFC 5280 §7.1). */
  readonly canonical: string;
};

/** Short names of attribute types (RFC 4514 §3 and, for reading's sake, others that authorities use). */
const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.17': 'postalCode',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

const stringTag = {
  utf8: 0x0c,
  numeric: 0x12,
  printable: 0x13,
  teletex: 0x14,
  ia5: 0x16,
  visible: 0x1a,
  universal: 0x1c,
  bmp: 0x1e,
};
const latinTags: readonly number[] = [
  stringTag.numeric,
  stringTag.printable,
  stringTag.teletex,
  stringTag.ia5,
  stringTag.visible,
];

type Attribute = { readonly type: string; readonly value: Tlv; readonly text: string | null };

/** Reads a Name (RFC 5280 §4.1.2.4) from its DER, SEQUENCE included. @throws Malformed */
export function parseName(der: Uint8Array, where = 'Name'): DistinguishedName {
  const rdns = readTlvs(readWhole(der, derTag.sequence, where).value, where).map((rdn) => parseRdn(rdn, where));
  const country = rdns.flat().find((attribute) => shortNames[attribute.type] === 'C')?.text ?? '';
  return {
    text: rdns
      .map((rdn) => rdn.map(attributeText).join('+'))
      .reverse()
      .join(','),
    country: country.trim().toUpperCase(),
    canonical: rdns.map((rdn) => rdn.map(canonicalAttribute).sort().join('+')).join(','),
  };
}

function parseRdn(rdn: Tlv, where: string): readonly Attribute[] {
  const attributes = readTlvs(required(rdn, derTag.set, where).value, where);
  if (attributes.length === 0) throw new Malformed(where, 'empty component');
  return attributes.map((attribute) => {
    const members = cursor(required(attribute, derTag.sequence, where).value, where);
    const type = readOid(members.any(), where);
    const value = members.any();
    members.end();
    return { type, value, text: stringText(value, where) };
  });
}

/** Text of a DirectoryString or IA5String; null for a value that is no string. Bytes that are no text show as U+FFFD. */
export function stringText({ tag, value }: Tlv, where = 'Name'): string | null {
  if (tag === stringTag.utf8) return new TextDecoder('utf-8').decode(value);
  // T.61 is read as Latin-1, which is what its users wrote.
  if (latinTags.includes(tag)) return Array.from(value, (byte) => String.fromCharCode(byte)).join('');
  if (tag === stringTag.bmp) return wideText(value, 2, where);
  return tag === stringTag.universal ? wideText(value, 4, where) : null;
}

function wideText(value: Uint8Array, width: 2 | 4, where: string): string {
  if (value.length % width !== 0) throw new Malformed(where, 'string cut inside a character');
  let text = '';
  for (let at = 0; at < value.length; at += width) {
    const code = value.subarray(at, at + width).reduce((sum, byte) => sum * 256 + byte, 0);
    text += code > 0x10ffff ? '\ufffd' : width === 2 ? String.fromCharCode(code) : String.fromCodePoint(code);
  }
  return text;
}

function attributeText({ type, value, text }: Attribute): string {
  return text === null ? `${type}=#${toHex(value.raw)}` : `${shortNames[type] ?? type}=${escaped(text)}`;
}

function escaped(text: string): string {
  return text
    .replace(/[\\",+;<>]/g, '\\$&')
    .replaceAll('\0', '\\00')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ');
}

function canonicalAttribute({ type, value, text }: Attribute): string {
  const plain = text?.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
  return plain === undefined ? `${type}=#${toHex(value.raw)}` : `${type}=${escaped(plain)}`;
}
