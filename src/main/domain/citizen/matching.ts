import type { Sex } from '#contract/citizen.ts';
import type { Match, MatchLevel, MatchReason } from '#contract/comparison.ts';
import { datesAgree, isWhole } from './dates.ts';
import { foldedKey, toneKey, weakKey } from './names/fold.ts';
import { mrzNameFit } from './names/mrz-name.ts';

/** What is known of somebody, to find or to tell apart. What is not known is null or empty. */
export type Identity = {
  readonly number: string | null;
  readonly cancelledNumbers: readonly string[];
  readonly oldNumbers: readonly string[];
  readonly name: string | null;
  /** The name field of a zone, 30 characters with its fillers. */
  readonly mrzName: string | null;
  /** ISO, possibly without day or month. */
  readonly birth: string | null;
  readonly sex: Sex | null;
};

/** How two names stand to each other, best first. `weak` is equal but for i/y, `folded` equal without marks. */
export type NameLikeness = 'tone' | 'weak' | 'folded' | 'none';

/** How alike two names are. A shortened word (M. for MẪU) is no likeness. */
export function nameLikeness(one: string, other: string): NameLikeness {
  if (toneKey(one) === toneKey(other)) return 'tone';
  if (weakKey(one) === weakKey(other)) return 'weak';
  return foldedKey(one) === foldedKey(other) ? 'folded' : 'none';
}

type Evidence = {
  readonly level: MatchLevel;
  readonly reasons: readonly MatchReason[];
};

/**
 * What speaks for one person in two descriptions, and what follows. Only L0, and L1 where not both numbers are known, may
 * be taken as the same person; L2 to L4 only propose. Two different citizen numbers are two people whatever else agrees
 * (twins, shared nine-digit numbers): then the other is a `lookalike`, shown and never merged. Null when nothing agrees.
 */
export function matchIdentities(one: Identity, other: Identity): Match | null {
  const evidence = byNumber(one, other) ?? byOldNumber(one, other) ?? byName(one, other) ?? byZone(one, other);
  if (evidence === null) return null;
  const conflicts = conflictsOf(one, other, evidence.level);
  const apart = conflicts.includes('numbersDiffer');
  const certain = evidence.level === 'L0' || (evidence.level === 'L1' && conflicts.length === 0);
  return {
    level: evidence.level,
    decision: apart ? 'lookalike' : certain ? 'same' : 'proposed',
    reasons: [...evidence.reasons],
    conflicts: [...conflicts],
  };
}

function byNumber(one: Identity, other: Identity): Evidence | null {
  if (one.number !== null && one.number === other.number) return { level: 'L0', reasons: ['sameNumber'] };
  const cancelled =
    (one.number !== null && other.cancelledNumbers.includes(one.number)) ||
    (other.number !== null && one.cancelledNumbers.includes(other.number));
  return cancelled ? { level: 'L0', reasons: ['cancelledNumber'] } : null;
}

function byOldNumber(one: Identity, other: Identity): Evidence | null {
  const shared = one.oldNumbers.some((number) => other.oldNumbers.includes(number));
  if (!shared || one.name === null || other.name === null) return null;
  const sameName = toneKey(one.name) === toneKey(other.name);
  return sameName && birthFit(one, other) === 'equal' ? { level: 'L1', reasons: ['sameOldNumber'] } : null;
}

function byName(one: Identity, other: Identity): Evidence | null {
  if (one.name === null || other.name === null) return null;
  const birth = birthFit(one, other);
  const likeness = nameLikeness(one.name, other.name);
  if (likeness === 'none' || birth === 'none') return null;
  const sameSex = one.sex !== null && one.sex !== 'unknown' && one.sex === other.sex;
  const level = likeness === 'tone' && birth === 'equal' && sameSex ? 'L2' : 'L3';
  const reason = likeness === 'tone' ? 'sameBirthSameName' : 'sameBirthSimilarName';
  return { level, reasons: birth === 'equal' ? [reason] : [reason, 'birthIncomplete'] };
}

function byZone(one: Identity, other: Identity): Evidence | null {
  const fits = (zone: string | null, name: string | null) =>
    zone !== null && name !== null && mrzNameFit(zone, name) !== 'no';
  if (!fits(one.mrzName, other.name) && !fits(other.mrzName, one.name)) return null;
  const birthsClash = one.birth !== null && other.birth !== null && !datesAgree(one.birth, other.birth);
  return birthsClash ? null : { level: 'L4', reasons: ['mrzName'] };
}

function birthFit(one: Identity, other: Identity): 'equal' | 'compatible' | 'none' {
  if (one.birth === null || other.birth === null) return 'none';
  if (one.birth === other.birth) return isWhole(one.birth) ? 'equal' : 'compatible';
  return datesAgree(one.birth, other.birth) ? 'compatible' : 'none';
}

function conflictsOf(one: Identity, other: Identity, level: MatchLevel): readonly MatchReason[] {
  const found: MatchReason[] = [];
  const both = <T>(a: T | null, b: T | null, differ: (a: T, b: T) => boolean) =>
    a !== null && b !== null && differ(a, b);
  if (level !== 'L0' && both(one.number, other.number, (a, b) => a !== b)) found.push('numbersDiffer');
  if (both(one.name, other.name, (a, b) => nameLikeness(a, b) === 'none')) found.push('nameDiffers');
  if (both(one.birth, other.birth, (a, b) => !datesAgree(a, b))) found.push('birthDiffers');
  const sexes = both(one.sex, other.sex, (a, b) => a !== 'unknown' && b !== 'unknown' && a !== b);
  return sexes ? [...found, 'sexDiffers'] : found;
}

/** A candidate of a search and how it matches. */
export type Candidate<T extends Identity> = { readonly who: T; readonly match: Match };

/** Those of the candidates that match, best level first; within a level those without conflicts first, else as given. */
export function rankCandidates<T extends Identity>(
  sought: Identity,
  candidates: readonly T[],
): readonly Candidate<T>[] {
  return candidates
    .flatMap((who) => {
      const match = matchIdentities(sought, who);
      return match === null ? [] : [{ who, match }];
    })
    .sort((a, b) => a.match.level.localeCompare(b.match.level) || a.match.conflicts.length - b.match.conflicts.length);
}
