import {
  type AuditFault,
  type AuditFinding,
  type AuditLevel,
  type AuditReport,
  type AuditSeal,
  auditLevels,
} from '#contract/audit.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import type { Digest } from './digest.ts';
import { type ChainPoint, emptyTail, type LineHead, type LogTail, readLineHead } from './record.ts';
import { judgeSeal, type SealKeys, startPoints } from './seal.ts';

/** What a log is verified against. */
export type Verification = {
  readonly profile: string;
  /** The seal its first lines follow (a purge, or the head an export begins at), or null for the beginning of the log. */
  readonly start: AuditSeal | null;
  /** Every seal that is known, also those kept elsewhere. */
  readonly seals: readonly AuditSeal[];
  readonly keys: SealKeys;
  readonly digest: Digest;
};

/** A verification under way: every line in order, then the report. */
export type VerificationRun = {
  /** The next line; `at` is the place where it was kept, if it was kept at a numbered place. */
  take(line: string, at?: number): void;
  /** `tail`: where the log itself says that it ends, or null when only its seals say so. */
  finish(tail: LogTail | null): AuditReport;
};

/** Findings that are kept word by word. */
const mostFindings = 100;
const mostMissing = 10_000;

type Chain = { point: ChainPoint; start: ChainPoint; readonly missing: Set<number>; readonly expected: Expected };
/** What valid seals say of a chain: the hash of the line of a number. */
type Expected = Map<number, string>;

type State = {
  readonly chains: Record<AuditLevel, Chain>;
  readonly findings: AuditFinding[];
  findingCount: number;
  records: number;
  last: LineHead | null;
  highest: number;
  readonly clockMoved: number[];
};

/**
 * Verifies a log line by line in constant memory. With a seal over its last line every changed, missing, inserted or moved
 * line is found, and so is a tail cut off; after the newest seal only what the tail gives away.
 */
export function verifyLog(verification: Verification): VerificationRun {
  const state = begin(verification);
  const sound = judgeSeals(verification, state);
  return {
    take: (line, at) => takeLine(line, at, { state, digest: verification.digest }),
    finish: (tail) => finish(tail, state, sound),
  };
}

function begin({ profile, start, digest }: Verification): State {
  const points = startPoints(start, emptyTail(profile, digest).chains);
  const chain = (level: AuditLevel): Chain => ({
    point: points[level],
    start: points[level],
    missing: new Set(),
    expected: new Map(),
  });
  const chains = Object.fromEntries(auditLevels.map((level) => [level, chain(level)])) as State['chains'];
  return { chains, findings: [], findingCount: 0, records: 0, last: null, highest: 0, clockMoved: [] };
}

function note(state: State, fault: AuditFault, where: Omit<AuditFinding, 'fault'>): void {
  state.findingCount += 1;
  if (state.findings.length < mostFindings) state.findings.push({ fault, ...where });
}

/** Checks the seals themselves and keeps what the sound ones say. Returns those. */
function judgeSeals({ start, seals, keys, profile }: Verification, state: State): readonly AuditSeal[] {
  const all =
    start === null || seals.some(({ signature }) => signature === start.signature) ? seals : [start, ...seals];
  return all.filter((seal) => {
    const where = { level: null, from: seal.sequence, to: seal.sequence };
    const judged = judgeSeal(seal, keys);
    if (judged !== 'sound') note(state, judged, where);
    else if (seal.profile !== profile) note(state, 'foreign', where);
    else if (!expectSeal(seal, state)) note(state, 'sealDisagrees', where);
    else return true;
    return false;
  });
}

/** Keeps what a sound seal says of each chain; false when it contradicts another one or the start. */
function expectSeal(seal: AuditSeal, state: State): boolean {
  return auditLevels.every((level) => {
    const point = seal.chains[level];
    const { start, expected } = state.chains[level];
    if (point === undefined || point.number < start.number) return true;
    const known = point.number === start.number ? start.hash : expected.get(point.number);
    if (known !== undefined) return known === point.hash;
    expected.set(point.number, point.hash);
    return true;
  });
}

function takeLine(
  line: string,
  at: number | undefined,
  { state, digest }: { readonly state: State; readonly digest: Digest },
): void {
  state.records += 1;
  let head: LineHead;
  try {
    head = readLineHead(line);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const place = at ?? state.highest + 1;
    note(state, 'unreadable', { level: null, from: place, to: place });
    return;
  }
  checkOrder(head, at, state);
  checkChain(head, digest(line), state);
}

function checkOrder(head: LineHead, at: number | undefined, state: State): void {
  const { last } = state;
  const { sequence } = head;
  if (sequence <= state.highest || (at !== undefined && at !== sequence))
    note(state, 'reordered', { level: null, from: at ?? sequence, to: at ?? sequence });
  if (last !== null && last.run === head.run && sequence > last.sequence) {
    if (head.monotonic < last.monotonic)
      note(state, 'changed', { level: head.level, from: head.number, to: head.number });
    else if (head.at < last.at && state.clockMoved.length < mostFindings) state.clockMoved.push(sequence);
  }
  state.highest = Math.max(state.highest, sequence);
  state.last = head;
}

function checkChain({ level, number, previous }: LineHead, hash: string, state: State): void {
  const chain = state.chains[level];
  const expected = chain.point.number + 1;
  if (number < expected) {
    note(state, chain.missing.delete(number) ? 'reordered' : 'inserted', { level, from: number, to: number });
    return;
  }
  if (number > expected) {
    note(state, 'missing', { level, from: expected, to: number - 1 });
    for (let gone = expected; gone < number && chain.missing.size < mostMissing; gone++) chain.missing.add(gone);
  } else if (previous !== chain.point.hash) {
    // The line before is not the one that this one was written after; after the start there is none, so it is this one.
    const changed = chain.point.number === chain.start.number ? number : chain.point.number;
    note(state, 'changed', { level, from: changed, to: changed });
  }
  const sealed = chain.expected.get(number);
  if (sealed !== undefined && sealed !== hash) note(state, 'changed', { level, from: number, to: number });
  chain.point = { number, hash };
}

function finish(tail: LogTail | null, state: State, sound: readonly AuditSeal[]): AuditReport {
  const heads = sound.filter(({ kind }) => kind === 'head');
  const newestHead = heads.reduce<AuditSeal | null>(
    (newest, seal) => (newest === null || seal.sequence > newest.sequence ? seal : newest),
    null,
  );
  for (const level of auditLevels) checkEnd(level, tail, state);
  checkCount(tail, state);
  const sealedTo = newestHead?.sequence ?? 0;
  const unsealed = Math.max(0, state.highest - sealedTo);
  if (tail === null && unsealed > 0) note(state, 'unsealed', { level: null, from: sealedTo + 1, to: state.highest });
  const { findings, findingCount, records, clockMoved } = state;
  return {
    sound: findingCount === 0,
    records,
    unsealed,
    seals: sound.length,
    findings,
    findingCount,
    clockMoved,
    newestHead,
  };
}

/** A chain must reach as far as any sound seal and the log itself say. */
function checkEnd(level: AuditLevel, tail: LogTail | null, state: State): void {
  const { point, expected } = state.chains[level];
  const furthest = Math.max(point.number, ...expected.keys(), tail?.chains[level].number ?? 0);
  if (furthest > point.number) note(state, 'cutOff', { level, from: point.number + 1, to: furthest });
  const own = tail?.chains[level];
  if (own === undefined || furthest > point.number) return;
  if (own.number < point.number) note(state, 'inserted', { level, from: own.number + 1, to: point.number });
  else if (own.hash !== point.hash) note(state, 'changed', { level, from: point.number, to: point.number });
}

/** What was purged and what is there make up the whole: a gap between chains shows even where no chain does. */
function checkCount(tail: LogTail | null, state: State): void {
  const before = auditLevels.reduce((sum, level) => sum + state.chains[level].start.number, 0);
  const last = Math.max(state.highest, tail?.sequence ?? 0);
  if (state.findingCount > 0 || (state.records === 0 && tail === null)) return;
  if (before + state.records < last)
    note(state, 'missing', { level: null, from: before + state.records + 1, to: last });
  if (before + state.records > last)
    note(state, 'inserted', { level: null, from: last + 1, to: before + state.records });
}
