import { toHex } from '#domain/bytes.ts';
import { readCompactDate } from '#domain/text/document-date.ts';
import { decodeUtf8 } from '#domain/text/unicode.ts';
import { Malformed } from '../malformed.ts';
import { readTlvs, type Tlv } from '../tlv.ts';
import { contentOf } from './data-group.ts';

/** Additional details of the holder; null is what the chip does not state. Texts as the chip has them, `<` included. */
export type Dg11 = {
  readonly fullName: string | null;
  readonly personalNumber: string | null;
  /** ISO date, unknown parts left out. */
  readonly birth: string | null;
  readonly placeOfBirth: string | null;
  readonly address: string | null;
};

/** Details of the document. */
export type Dg12 = {
  readonly issuingAuthority: string | null;
  /** Date of issue, ISO. */
  readonly issued: string | null;
};

const MAX_TEXT = 4096;

/** Reads DG11 (ICAO 9303-10 §4.7.11). @throws Malformed */
export function parseDg11(file: Uint8Array): Dg11 {
  const objects = readTlvs(contentOf(file, 'DG11'), 'DG11');
  return {
    fullName: textOf(objects, 0x5f0e, 'DG11'),
    personalNumber: textOf(objects, 0x5f10, 'DG11'),
    birth: dateOf(objects, 0x5f2b, 'DG11'),
    placeOfBirth: textOf(objects, 0x5f11, 'DG11'),
    address: textOf(objects, 0x5f42, 'DG11'),
  };
}

/** Reads DG12 (ICAO 9303-10 §4.7.12). @throws Malformed */
export function parseDg12(file: Uint8Array): Dg12 {
  const objects = readTlvs(contentOf(file, 'DG12'), 'DG12');
  return { issuingAuthority: textOf(objects, 0x5f19, 'DG12'), issued: dateOf(objects, 0x5f26, 'DG12') };
}

function textOf(objects: readonly Tlv[], tag: number, where: string): string | null {
  const value = objects.find((object) => object.tag === tag)?.value;
  if (value === undefined || value.length === 0) return null;
  if (value.length > MAX_TEXT) throw new Malformed(where, 'text too long');
  return decodeUtf8(value);
}

/** Eight digits of text; four bytes of packed digits are read too (LDS 1.7 documents have them). */
function dateOf(objects: readonly Tlv[], tag: number, where: string): string | null {
  const value = objects.find((object) => object.tag === tag)?.value;
  if (value === undefined) return null;
  if (value.length === 4) return readCompactDate(toHex(value));
  return readCompactDate(textOf(objects, tag, where) ?? '');
}
