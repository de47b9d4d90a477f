import type { FileName } from '#contract/evidence.ts';
import type { Check, Reason } from '#contract/verdict.ts';
import { parseCom } from '../lds/com.ts';
import { Malformed } from '../malformed.ts';
import type { GroupComparison } from '../passive-auth.ts';
import { check, isListed, listed, type Verification, withoutSod } from './verification.ts';

/** Fingerprints and irises, which only a terminal of the issuing state may read: their absence hinders nothing. */
const protectedGroups: readonly FileName[] = ['DG3', 'DG4'];

/**
 * Are the groups those that were signed, all of them and no others? `sodProved` says whether the list itself is proved. Facts, each a
 * row of group names: `matched`, `mismatched`, `injected`, `unlisted`, `unread`.
 */
export function checkGroups(verification: Verification, sodProved: boolean): Check {
  const { groups, partial } = verification;
  if (groups === null) return withoutSod('groups', verification);
  const injected = groups.unlisted.filter((name) => isInjected(verification, name, sodProved));
  const unlisted = groups.unlisted.filter((name) => !injected.includes(name));
  const unread = groups.missing.filter((name) => !protectedGroups.includes(name));
  const facts = {
    matched: listed(groups.matched),
    mismatched: listed(groups.mismatched),
    injected: listed(injected),
    unlisted: listed(unlisted),
    unread: listed(unread),
  };
  const disproofs: Reason[] = [];
  if (groups.mismatched.length > 0) disproofs.push('groups.hashMismatch');
  if (injected.length > 0) disproofs.push('groups.injected');
  if (disproofs.length > 0) return check('groups', 'failed', { reasons: disproofs, facts });
  const gaps = gapsOf(verification, groups, unread);
  if (gaps.length > 0) return check('groups', 'unknown', { reasons: gaps, facts });
  if (partial && unread.length > 0) return check('groups', 'pending', { facts });
  const remarks: Reason[] = [];
  if (unlisted.length > 0) remarks.push('groups.unlisted');
  if (!partial && differsFromCom(verification)) remarks.push('groups.comDiffers');
  return check('groups', remarks.length > 0 ? 'warning' : 'passed', { reasons: remarks, facts });
}

/**
 * Data that the issuer did not sign disprove the document when the chip itself handed them out, when EF.COM claims them, or when the
 * list they are missing from is proved. In a folder of loose files with none of these (as in the BSI reference set of 2008, which
 * holds two groups more than its COM and SOD list) a file may simply not belong to the document, and nothing is proved anyway: it
 * is said, no more.
 */
function isInjected(verification: Verification, name: FileName, sodProved: boolean): boolean {
  const fromChip = verification.evidence.access !== null;
  return fromChip || sodProved || comGroups(verification)?.includes(name) === true;
}

function gapsOf(
  { evidence, gaps, partial, sod }: Verification,
  groups: GroupComparison,
  unread: readonly FileName[],
): readonly Reason[] {
  const found: Reason[] = [];
  if (groups.uncomputable.length > 0) found.push('sod.algorithmUnknown');
  if (partial) return found;
  const brokenOff = unread.filter((name) => evidence.failure !== null || gaps.get(name)?.cause === 'broken');
  const notPermitted = unread.filter((name) => !brokenOff.includes(name) && gaps.get(name)?.cause === 'notPermitted');
  if (brokenOff.length > 0) found.push('groups.readBrokenOff');
  if (notPermitted.length > 0) found.push('groups.notPermitted');
  // A document without DG1 proves nobody's identity, whatever else it holds.
  if (unread.length > brokenOff.length + notPermitted.length || !isListed({ sod }, 'DG1')) found.push('groups.unread');
  return found;
}

function differsFromCom(verification: Verification): boolean {
  const names = comGroups(verification);
  if (names === null || verification.sod.state !== 'read') return false;
  const { size } = verification.sod.object.hashes;
  return names.length !== size || !names.every((name) => isListed(verification, name));
}

function comGroups({ files }: Verification): readonly FileName[] | null {
  const com = files.get('EF.COM');
  if (com === undefined) return null;
  try {
    return parseCom(com).groups;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** Were the protected biometric groups among what was read? Facts: `groups`, those the document has. */
export function checkBiometrics(verification: Verification): Check {
  const { groups, gaps } = verification;
  const there = protectedGroups.filter(
    (name) => isListed(verification, name) || gaps.get(name)?.cause === 'notPermitted',
  );
  const facts = { groups: listed(there) };
  if (groups !== null && there.length > 0 && there.every((name) => groups.matched.has(name))) {
    return check('biometrics', 'passed', { facts });
  }
  return check('biometrics', 'notApplicable', { reasons: there.length > 0 ? ['groups.notPermitted'] : [], facts });
}
