import type { Evidence, FileName } from '#contract/evidence.ts';
import { fromHex, toHex } from '#domain/bytes.ts';

/** Evidence without its files, as text: what a folder of raw files needs beside them to be verified again as it was read. */
export type EvidenceRecord = {
  readonly version: 1;
  readonly readAt: string;
  /** File of each elementary file in the folder. */
  readonly files: readonly { readonly name: FileName; readonly file: string }[];
  readonly gaps: Evidence['gaps'];
  readonly access: Evidence['access'];
  readonly chipAuthentication: unknown;
  readonly activeAuthentication: unknown;
  readonly failure: Evidence['failure'];
};

/** Name of the file that holds an elementary file in an evidence folder. */
export function fileOf(name: FileName): string {
  return `${name.replace('/', '-')}.bin`;
}

/** Byte strings become hexadecimal; everything else stays. */
function bytesToText(value: unknown): unknown {
  if (value instanceof Uint8Array) return { hex: toHex(value) };
  if (Array.isArray(value)) return value.map(bytesToText);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, bytesToText(field)]));
}

/** The opposite. @throws RangeError when a byte string is not hexadecimal */
export function textToBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(textToBytes);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'hex' && typeof only[1] === 'string') return fromHex(only[1]);
  return Object.fromEntries(entries.map(([key, field]) => [key, textToBytes(field)]));
}

/** What to write beside the raw files. */
export function recordOf(evidence: Evidence): EvidenceRecord {
  return {
    version: 1,
    readAt: evidence.readAt,
    files: evidence.files.map(({ name }) => ({ name, file: fileOf(name) })),
    gaps: evidence.gaps,
    access: evidence.access,
    chipAuthentication: bytesToText(evidence.chipAuthentication),
    activeAuthentication: bytesToText(evidence.activeAuthentication),
    failure: evidence.failure,
  };
}
