import { asn1, readSmall } from '#domain/crypto/der.ts';
import { decodeUtf8, shownText } from '#domain/text/unicode.ts';
import { Malformed } from '../malformed.ts';
import { readTlvs, type Tlv } from '../tlv.ts';
import { contentOf } from './data-group.ts';

/** One text of a field; `context` is the number of the context tag it stands under, if it stands under one. */
export type Dg13Text = { readonly context: number | null; readonly text: string };

/** The national details of a Vietnamese card. */
export type Dg13 = {
  /** Texts by field number, in the chip's order; unknown numbers are kept, empty fields have no texts. */
  readonly fields: ReadonlyMap<number, readonly Dg13Text[]>;
  /** The content as it stands when it is not of the Vietnamese form (other states put there what they like), else null. */
  readonly national: Uint8Array | null;
};

const MAX_FIELDS = 64;
const MAX_DEPTH = 3;
const MAX_TEXT = 2048;

/** Tags whose value is UTF-8 or a subset of it: UTF8String, NumericString, PrintableString, IA5String, VisibleString. */
const textTags: ReadonlySet<number> = new Set([0x0c, 0x12, 0x13, 0x16, 0x1a]);

/**
 * Reads DG13: SEQUENCE { version, object identifier, SET OF SEQUENCE { number, values… } } as CCCD have it; the bare list
 * of entries, which other cards were seen with, is read too. @throws Malformed if the outer object 6D is not whole
 */
export function parseDg13(file: Uint8Array): Dg13 {
  const content = contentOf(file, 'DG13');
  try {
    return { fields: readFields(entriesOf(readTlvs(content, 'DG13'))), national: null };
  } catch (error) {
    if (error instanceof Malformed) return { fields: new Map(), national: content };
    throw error;
  }
}

function entriesOf(objects: readonly Tlv[]): readonly Tlv[] {
  const [only, ...others] = objects;
  if (only === undefined) throw new Malformed('DG13', 'empty');
  if (others.length > 0 || isEntry(only)) return objects;
  const members = readTlvs(only.value, 'DG13');
  const list = members.length === 3 && members[0]?.tag === asn1.integer ? members[2] : only;
  return readTlvs(list?.value ?? new Uint8Array(), 'DG13');
}

/** An entry begins with its number and goes on with anything but the object identifier of the outer sequence. */
function isEntry(object: Tlv): boolean {
  if (object.tag !== asn1.sequence) return false;
  const [number, value] = readTlvs(object.value, 'DG13');
  return number?.tag === asn1.integer && value?.tag !== asn1.oid;
}

function readFields(entries: readonly Tlv[]): ReadonlyMap<number, readonly Dg13Text[]> {
  if (entries.length > MAX_FIELDS) throw new Malformed('DG13', 'too many fields');
  const fields = new Map<number, readonly Dg13Text[]>();
  for (const entry of entries) {
    if (!isEntry(entry)) throw new Malformed('DG13', 'no list of fields');
    const [number, ...values] = readTlvs(entry.value, 'DG13');
    const field = readSmall(number, 'DG13');
    const texts = values.flatMap((value) => textsOf(value, null, 0));
    fields.set(field, [...(fields.get(field) ?? []), ...texts]);
  }
  return fields;
}

function textsOf(value: Tlv, context: number | null, depth: number): readonly Dg13Text[] {
  const inContext = (value.tag & 0xc0) === 0x80 && value.tag < 0x100 ? value.tag & 0x1f : context;
  const constructed = value.tag < 0x100 && (value.tag & 0x20) !== 0;
  if (constructed) {
    if (depth >= MAX_DEPTH) throw new Malformed('DG13', 'nested too deep');
    return readTlvs(value.value, 'DG13').flatMap((inner) => textsOf(inner, inContext, depth + 1));
  }
  if (value.value.length > MAX_TEXT) throw new Malformed('DG13', 'text too long');
  const text = shownText(decodeText(value));
  return text === '' ? [] : [{ context: inContext, text }];
}

/** Values of any other type are shown as hexadecimal: unknown is never dropped. */
function decodeText({ tag, value }: Tlv): string {
  if (textTags.has(tag) || (tag & 0xc0) === 0x80) return decodeUtf8(value);
  if (tag === 0x1e) return new TextDecoder('utf-16be').decode(value);
  return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
