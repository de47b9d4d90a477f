import type { FileName } from '#contract/evidence.ts';
import { asn1, readOid, readSequence } from '#domain/crypto/der.ts';
import { applicationFileByTag } from './elementary-files.ts';
import { Malformed } from './malformed.ts';
import { readHeader, readTlvs } from './tlv.ts';

/** What each application file holds first: enough to tell it from a text that happens to begin with the same byte. */
const firstInside: Partial<Record<FileName, readonly number[]>> = {
  'EF.COM': [0x5f01, 0x5f36, 0x5c],
  'EF.SOD': [0x30],
  DG1: [0x5f1f],
  DG2: [0x7f61],
  DG3: [0x7f61],
  DG4: [0x7f61],
  DG11: [0x5c],
  DG12: [0x5c],
  DG14: [0x31],
  DG15: [0x30],
};

/** What application templates of EF.DIR begin with (ISO/IEC 7816-4 §12.2.3): AID, label, path and their like. */
const inDirectory: ReadonlySet<number> = new Set([0x4f, 0x50, 0x51, 0x52, 0x53, 0x73, 0x5f50]);

const padding: ReadonlySet<number> = new Set([0x00, 0xff]);

/** Protocols of the BSI (TR-03110), which every EF.CardAccess names. */
const bsiProtocols = '0.4.0.127.0.7.2.2.';

/**
 * Which elementary file some bytes are. Their content decides: the application tag, and the tag inside where tags collide
 * (61 is DG1 and EF.DIR); a broken file is still recognised, so that the proof can say that it is broken. The name counts
 * for files without an application tag only. Null for anything else. Never throws.
 */
export function recogniseFile(bytes: Uint8Array, fileName: string): FileName | null {
  const byTag = bytes[0] === undefined ? null : recogniseApplicationFile(bytes, bytes[0]);
  return byTag ?? recogniseUntagged(bytes, fileName);
}

function recogniseApplicationFile(bytes: Uint8Array, tag: number): FileName | null {
  const name = applicationFileByTag(tag);
  if (name === null) return null;
  const inside = tagInside(bytes);
  if (name === 'DG1' && inside !== null && inDirectory.has(inside)) return 'EF.DIR';
  const fits = isWhole(bytes);
  return fits || (inside !== null && firstInside[name]?.includes(inside)) ? name : null;
}

function tagInside(bytes: Uint8Array): number | null {
  return orNull(() => readHeader(bytes.subarray(readHeader(bytes).valueAt)).tag);
}

/** Whether one data object fills the file, but for padding of the EF after it. */
function isWhole(bytes: Uint8Array): boolean {
  const header = orNull(() => readHeader(bytes));
  if (header === null) return false;
  const end = header.valueAt + header.length;
  return end <= bytes.length && bytes.subarray(end).every((byte) => padding.has(byte));
}

const untagged: readonly { readonly name: FileName; readonly pattern: RegExp }[] = [
  { name: 'EF.CardAccess', pattern: /card-?_?access|(^|[^0-9a-f])011c([^0-9a-f]|$)/i },
  { name: 'EF.CardSecurity', pattern: /card-?_?security|(^|[^0-9a-f])011d([^0-9a-f]|$)/i },
  { name: 'EF.ATR/INFO', pattern: /ef[._-]?atr|atr[._-]?info|(^|[^0-9a-f])2f01([^0-9a-f]|$)/i },
];

function recogniseUntagged(bytes: Uint8Array, fileName: string): FileName | null {
  if (holdsBsiProtocols(bytes)) return 'EF.CardAccess';
  const named = untagged.find(({ pattern }) => pattern.test(fileName.slice(-255)))?.name ?? null;
  if (named === null || bytes.length === 0) return null;
  if (named === 'EF.CardAccess') return bytes[0] === asn1.set ? named : null;
  if (named === 'EF.CardSecurity') return bytes[0] === asn1.sequence ? named : null;
  return orNull(() => readTlvs(bytes)) === null ? null : named;
}

function holdsBsiProtocols(bytes: Uint8Array): boolean {
  if (bytes[0] !== asn1.set) return false;
  const first = orNull(() => {
    const { valueAt, length } = readHeader(bytes);
    const [info] = readTlvs(bytes.subarray(valueAt, valueAt + length));
    return info === undefined ? null : readOid(readSequence(info.raw, 'SecurityInfo')[0], 'SecurityInfo');
  });
  return first?.startsWith(bsiProtocols) === true;
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}
