import type { Evidence, FileName } from '#contract/evidence.ts';
import type { Check, Verdict } from '#contract/verdict.ts';
import type { Trust, TrustAnchor } from '#domain/trust/trust.ts';
import { checkActiveAuthentication, checkChipAuthentication } from './checks/chip-checks.ts';
import { checkExpiry } from './checks/expiry-check.ts';
import { checkBiometrics, checkGroups } from './checks/groups-check.ts';
import { checkHolder } from './checks/holder-check.ts';
import { checkSigner } from './checks/signer-check.ts';
import { checkAlgorithms, checkSod } from './checks/sod-check.ts';
import { check, isSigned, type Verification } from './checks/verification.ts';
import { holderOf } from './holder.ts';
import { compareGroups, openSod } from './passive-auth.ts';

export type VerificationRequest = {
  readonly evidence: Evidence;
  readonly trust: Trust;
  readonly now: Date;
  /** The read is still going: groups that are not there yet are awaited and the verdict stays open, unless something disproves already. */
  readonly partial: boolean;
  /**
   * The evidence comes out of a record, not from a chip that this desk has just read. Then chip authentication cannot pass: its
   * keys are shared by both sides, so whoever holds DG14 can make such a record without any chip.
   */
  readonly recorded: boolean;
};

/**
 * The verdict on what a read brought. Any disproof wins over any gap, and without full proof it is `cannotTell`:
 * `notGenuine` for a wrong signature, a changed or injected group, or a failed chip proof; `genuine` when every signed group but the
 * protected biometrics is there, unchanged, and signed by a document signer whom a believed authority vouches for. Chip proofs count
 * only under keys that the SOD proves. Expiry and revocation stand beside the verdict. The same evidence and trust give the same data
 * verdict at any time. Never throws for what the files hold.
 */
export function verifyEvidence(request: VerificationRequest): Verdict {
  const verification = prepare(request);
  const sod = checkSod(verification);
  const { check: signer, anchor } = checkSigner(verification);
  const algorithms = checkAlgorithms(verification.sod, anchor);
  const sodProved = [sod, signer, algorithms].every(isGood);
  const groups = checkGroups(verification, sodProved);
  const chip = [checkChipAuthentication(verification, sodProved), checkActiveAuthentication(verification, sodProved)];
  const holder = checkHolder(verification);
  const expiry = checkExpiry(verification);
  const revocation = check('revocation', 'warning', { reasons: ['revocation.noList'] });
  const dataState = stateOfData([sod, signer, algorithms, groups]);
  const chipState = stateOfChip(chip);
  return {
    verdict: conclude({ dataState, chipState, holder, partial: request.partial }),
    data: dataState,
    chip: chipState,
    checks: [sod, signer, algorithms, groups, ...chip, holder, revocation, expiry.check, checkBiometrics(verification)],
    expired: expiry.expired,
    signedAt: verification.signedAt,
    anchor: anchor && describe(anchor),
    at: request.now.toISOString(),
  };
}

function prepare(request: VerificationRequest): Verification {
  const { evidence } = request;
  const files = new Map(evidence.files.map(({ name, bytes }) => [name, bytes] as const));
  const gaps = new Map(evidence.gaps.map((gap) => [gap.name, gap] as const));
  const sod = openSod(files.get('EF.SOD'));
  const groups = sod.state === 'read' ? compareGroups(evidence.files, sod.object) : null;
  const known = { ...request, files, gaps, sod, groups };
  return { ...known, signedAt: signingTime(known) };
}

/** When the data were signed: as the signer says, else the date of issue if it is among the signed data, else not known. */
function signingTime(known: Pick<Verification, 'sod' | 'groups' | 'files'>): Verdict['signedAt'] {
  const { sod, files } = known;
  if (sod.state !== 'read' || sod.signature !== 'good') return null;
  const attribute = sod.signer.attributes?.signingTime ?? null;
  if (attribute !== null) return { iso: new Date(attribute).toISOString(), source: 'signedAttribute' };
  const signed = new Map<FileName, Uint8Array>([...files].filter(([name]) => isSigned(known, name)));
  const issued = holderOf(signed)?.issued?.iso ?? null;
  // Only a whole date says on which day.
  return issued?.length === 10 ? { iso: issued, source: 'dateOfIssue' } : null;
}

function isGood({ outcome }: Check): boolean {
  return outcome === 'passed' || outcome === 'warning';
}

function stateOfData(checks: readonly Check[]): Verdict['data'] {
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'disproved';
  return checks.every(isGood) ? 'proved' : 'unproved';
}

function stateOfChip(checks: readonly Check[]): Verdict['chip'] {
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'disproved';
  return checks.some(({ outcome }) => outcome === 'passed') ? 'proved' : 'unchecked';
}

type Findings = {
  readonly dataState: Verdict['data'];
  readonly chipState: Verdict['chip'];
  readonly holder: Check;
  readonly partial: boolean;
};

/** Nobody is shown as proved by data that name no one: an unreadable DG1 is a gap too. */
function conclude({ dataState, chipState, holder, partial }: Findings): Verdict['verdict'] {
  if (dataState === 'disproved' || chipState === 'disproved') return 'notGenuine';
  return dataState === 'proved' && isGood(holder) && !partial ? 'genuine' : 'cannotTell';
}

function describe({ certificate, importedAt }: TrustAnchor): NonNullable<Verdict['anchor']> {
  const { subject, fingerprint } = certificate;
  return { subject: subject.text, country: subject.country, fingerprint, importedAt };
}
