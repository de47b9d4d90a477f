import { createHash } from 'node:crypto';
import type { Provenance } from '#contract/citizen.ts';
import {
  anyDeltaHeadSchema,
  type DeltaHead,
  deltaHeadSchema,
  deltaRemovalSchema,
  deltaUpsertSchema,
} from '#contract/delta.ts';
import { readPersonRow } from '#domain/citizen/person-row.ts';
import type { Divisions } from '#domain/citizen/units/divisions.ts';
import type { FeedChange } from './delta.ts';
import type { RawRecord } from './import-records.ts';
import { textOf } from './person-lines.ts';

/** Longest first line, in bytes: it is looked for at the beginning of any file. */
export const longestHead = 1024;

/** Why a line is no change: how it is written, its place in the order, or what of its person cannot be kept. */
export type DeltaFault = string;

/** Whether a file that begins with these bytes says that it is a delta, of whatever version. */
export function saysDelta(beginning: Uint8Array): boolean {
  return anyDeltaHeadSchema.safeParse(jsonOf(firstLine(beginning)?.bytes)).success;
}

/** What the first line of a delta says, and where the next begins; null when this is none, or one of another version. */
export function readDeltaHead(beginning: Uint8Array): { readonly head: DeltaHead; readonly end: number } | null {
  const line = firstLine(beginning);
  const read = deltaHeadSchema.safeParse(jsonOf(line?.bytes));
  return line === null || !read.success ? null : { head: read.data, end: line.end };
}

function firstLine(beginning: Uint8Array): { readonly bytes: Uint8Array; readonly end: number } | null {
  const from = beginning[0] === 0xef && beginning[1] === 0xbb && beginning[2] === 0xbf ? 3 : 0;
  const found = beginning.indexOf(0x0a);
  const end = found < 0 ? beginning.length : found;
  if (end - from > longestHead) return null;
  return { bytes: beginning.subarray(from, end), end: Math.min(end + 1, beginning.length) };
}

/** The value of a line of JSON; undefined when it is none. */
function jsonOf(bytes: Uint8Array | undefined): unknown {
  const text = bytes === undefined ? null : textOf(bytes);
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type DeltaContext = { readonly divisions: Divisions; readonly recorded: Provenance };

/** Reads one line after the first. What is wrong with a line holds no value of it. */
export function readDeltaLine(
  { bytes, broken }: Pick<RawRecord, 'bytes' | 'broken'>,
  { divisions, recorded }: DeltaContext,
): FeedChange | DeltaFault {
  if (broken !== null) return broken;
  if (textOf(bytes) === null) return 'notUtf8';
  const value = jsonOf(bytes);
  if (value === undefined) return 'notJson';
  const removal = deltaRemovalSchema.safeParse(value);
  if (removal.success)
    return { sequence: removal.data.sequence, kind: 'remove', number: removal.data.remove, provenance: recorded };
  const upsert = deltaUpsertSchema.safeParse(value);
  if (!upsert.success) return 'notAChange';
  const read = readPersonRow(upsert.data.person, { divisions, recorded });
  if (read.kind === 'refused') return read.reasons[0]?.reason ?? 'notAnObject';
  const hash = createHash('sha256').update(JSON.stringify(upsert.data.person)).digest('hex');
  const upstream = { version: upsert.data.sequence, hash };
  return { sequence: upsert.data.sequence, kind: 'upsert', citizen: { ...read.citizen, upstream } };
}
