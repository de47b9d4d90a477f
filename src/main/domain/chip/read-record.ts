import type { Access, ActiveAuthentication, ChipAuthentication, Evidence, FileName, Gap } from '#contract/evidence.ts';
import type { Failure } from '#contract/failures.ts';
import type { ReadPlan } from './read-plan.ts';

/** What a read has brought so far. */
export type ReadRecord = {
  readonly files: ReadonlyMap<FileName, Uint8Array>;
  readonly gaps: ReadonlyMap<FileName, Gap>;
  file(name: FileName, bytes: Uint8Array): void;
  /** Notes why a file is not there; the first reason counts. */
  gap(gap: Gap): void;
  opened(access: Access): void;
  /** What the chip offers to be read and proved. */
  plan(plan: ReadPlan): void;
  chipAuthentication(evidence: ChipAuthentication): void;
  /** The first response (data and SW) under the keys of chip authentication. */
  firstUnderNewKeys(response: Uint8Array): void;
  /** Chip authentication was done, and nothing was answered under its keys so far. */
  awaitsProof(): boolean;
  activeAuthentication(evidence: ActiveAuthentication): void;
  /** What broke the read off, and the file it broke in; what was planned and is not there was not read. */
  fail(failure: Failure, underWay: FileName | null): void;
  evidence(): Evidence;
};

type Content = Omit<Evidence, 'version' | 'readAt' | 'files' | 'gaps'>;

/** A record without anything in it, of a read that began at `readAt`. */
export function createReadRecord(readAt: string): ReadRecord {
  const files = new Map<FileName, Uint8Array>();
  const gaps = new Map<FileName, Gap>();
  let planned: readonly FileName[] = [];
  let chipProof: Uint8Array | null = null;
  const content: Content = {
    access: null,
    chipAuthentication: { state: 'notDone' },
    activeAuthentication: { state: 'notDone' },
    failure: null,
  };
  const gap = (found: Gap): void => {
    if (!files.has(found.name) && !gaps.has(found.name)) gaps.set(found.name, found);
  };
  return {
    files,
    gaps,
    gap,
    file(name, bytes) {
      files.set(name, bytes);
    },
    opened(access) {
      content.access = access;
    },
    plan(plan) {
      planned = plan.readable;
      for (const name of plan.closed) gap({ name, cause: 'notPermitted', sw: null });
      if (!plan.has('DG14')) content.chipAuthentication = { state: 'notOffered' };
      if (!plan.has('DG15')) content.activeAuthentication = { state: 'notOffered' };
    },
    chipAuthentication(evidence) {
      content.chipAuthentication = evidence;
    },
    firstUnderNewKeys(response) {
      chipProof = response;
    },
    awaitsProof: () => content.chipAuthentication.state === 'done' && chipProof === null,
    activeAuthentication(evidence) {
      content.activeAuthentication = evidence;
    },
    fail(failure, underWay) {
      content.failure = failure;
      if (underWay !== null) gap({ name: underWay, cause: 'broken', sw: null });
      for (const name of planned) gap({ name, cause: 'notRead', sw: null });
    },
    evidence: () => ({
      version: 1,
      readAt,
      files: [...files].map(([name, bytes]) => ({ name, bytes })),
      gaps: [...gaps.values()],
      ...content,
      chipAuthentication: provedBy(content.chipAuthentication, chipProof),
    }),
  };
}

/**
 * Chip authentication with the response that proves or disproves it. Without any (the card was pulled) it was not done. A bare
 * refusal that has nothing to do with the keys (not 69xx) proves nothing either way: it counts as refused.
 */
function provedBy(chip: ChipAuthentication, response: Uint8Array | null): ChipAuthentication {
  if (chip.state !== 'done') return chip;
  if (response === null) return { state: 'notDone' };
  const sw = ((response.at(-2) ?? 0) << 8) | (response.at(-1) ?? 0);
  if (response.length === 2 && sw >> 8 !== 0x69) return { state: 'refused', sw };
  return { ...chip, response };
}
