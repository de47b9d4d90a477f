import { type AuditLevel, type AuditObject, type AuditRecord, auditActions, auditLevels } from '#contract/audit.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { maskNumber } from '#domain/chip/mask-holder.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import { type Digest, objectMark } from './digest.ts';

/** What an act says of itself; the log adds its place. */
export type AuditDraft = Omit<
  AuditRecord,
  'sequence' | 'level' | 'number' | 'previous' | 'epoch' | 'machine' | 'station' | 'run'
>;

/** Where a log is written: the same for every record of one running of the program. */
export type AuditPlace = Pick<AuditRecord, 'epoch' | 'machine' | 'station' | 'run'> & { readonly profile: string };

/** The last line of a chain: its number in it, and the SHA-256 of its text. Number 0 is the beginning. */
export type ChainPoint = { readonly number: number; readonly hash: string };

/** The last lines of all chains, and the last sequence of the whole log. */
export type LogTail = { readonly sequence: number; readonly chains: Readonly<Record<AuditLevel, ChainPoint>> };

/** A record in its chain: the line that is kept and hashed, and the point the next one follows. */
export type ChainedRecord = { readonly record: AuditRecord; readonly line: string; readonly tail: LogTail };

/** What the first line of a chain follows: the profile and the level, so that no chain can stand in for another. */
export function chainBeginning(profile: string, level: AuditLevel, digest: Digest): ChainPoint {
  return { number: 0, hash: digest(canonicalJson({ format: 'truc-ban audit 1', level, profile })) };
}

/** The tail of a log in which nothing was written yet. */
export function emptyTail(profile: string, digest: Digest): LogTail {
  const chains = auditLevels.map((level) => [level, chainBeginning(profile, level, digest)] as const);
  return { sequence: 0, chains: Object.fromEntries(chains) as Record<AuditLevel, ChainPoint> };
}

/** Gives a draft its place after `tail`. @throws RangeError for text that is not well-formed Unicode */
export function chainRecord(
  draft: AuditDraft,
  tail: LogTail,
  { place, digest }: { readonly place: AuditPlace; readonly digest: Digest },
): ChainedRecord {
  const level = auditActions[draft.action];
  const { number, hash } = tail.chains[level];
  const { epoch, machine, station, run } = place;
  const sequence = tail.sequence + 1;
  const { at, monotonic, officer, role, action, object, purpose, result } = draft;
  const own = { sequence, level, number: number + 1, previous: hash, epoch, machine, station, run };
  const record: AuditRecord = { ...own, at, monotonic, officer, role, action, object, purpose, result };
  const line = canonicalJson(record);
  const point = { number: number + 1, hash: digest(line) };
  return { record, line, tail: { sequence, chains: { ...tail.chains, [level]: point } } };
}

/** An object a record may name: its number masked to the last three characters, and its mark. */
export function auditObject(kind: AuditObject['kind'], number: string, markKey: Uint8Array | null): AuditObject {
  return { kind, masked: maskNumber(number), mark: markKey === null ? null : objectMark(markKey, kind, number) };
}

/** The part of a line that its chain rests on. */
export type LineHead = Pick<
  AuditRecord,
  'sequence' | 'level' | 'number' | 'previous' | 'at' | 'monotonic' | 'run' | 'epoch'
>;

/** Reads what a verification needs of a line; its hash says that the rest is as it was written. @throws Malformed */
export function readLineHead(line: string): LineHead {
  const value = parsed(line);
  const { sequence, level, number, previous, at, monotonic, run, epoch } = value;
  const isPlace = isWhole(sequence) && isWhole(number) && isWhole(epoch) && isWhole(monotonic);
  const isText = typeof previous === 'string' && typeof at === 'string' && typeof run === 'string';
  if (!isPlace || !isText || !auditLevels.includes(level as AuditLevel)) throw new Malformed('audit line', 'fields');
  return { sequence, level: level as AuditLevel, number, previous, at, monotonic, run, epoch };
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function parsed(line: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Malformed('audit line', 'not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Malformed('audit line', 'not an object');
  return value as Readonly<Record<string, unknown>>;
}
