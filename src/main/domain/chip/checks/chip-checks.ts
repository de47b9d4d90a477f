import type { FileName } from '#contract/evidence.ts';
import type { Check, CheckId, Reason } from '#contract/verdict.ts';
import { describeKey, type PublicKey } from '#domain/crypto/public-key.ts';
import { verifyActiveAuthentication } from '../active-auth.ts';
import { verifyChipAuthentication } from '../chip-auth.ts';
import { parseDg14 } from '../lds/dg14.ts';
import { parseDg15 } from '../lds/dg15.ts';
import { Malformed } from '../malformed.ts';
import type { SecurityInfos } from '../security-infos.ts';
import { check, isListed, isSigned, type Verification } from './verification.ts';

type Answer = 'passed' | 'failed' | 'unknownAlgorithm';

/** Did the chip prove that it holds the private key to DG14 (ICAO 9303-11 §6.2)? `sodProved`: so is what it lists. Facts: `key`. */
export function checkChipAuthentication(verification: Verification, sodProved: boolean): Check {
  const evidence = verification.evidence.chipAuthentication;
  const infos = parsed(verification.files.get('DG14'), parseDg14);
  const [entry] = infos?.chipAuthenticationKeys ?? [];
  return judge(verification, {
    id: 'chipAuthentication',
    group: 'DG14',
    offered: infos === null ? isListed(verification, 'DG14') : infos.chipAuthenticationKeys.length > 0,
    evidence,
    // A chip that gave no answer under the new keys has neither passed nor failed.
    answered: evidence.state === 'done' && evidence.response.length > 0,
    verify: infos && (() => verifyChipAuthentication(evidence, infos)),
    failure: 'chip.caFailed',
    transferable: false,
    sodProved,
    facts: { key: entry ? describeKey(entry.key) : '' },
  });
}

/** Did the chip sign our challenge with the private key to DG15 (ICAO 9303-11 §6.1)? `sodProved`: so is what it lists. Facts: `key`. */
export function checkActiveAuthentication(verification: Verification, sodProved: boolean): Check {
  const evidence = verification.evidence.activeAuthentication;
  const key: PublicKey | null = parsed(verification.files.get('DG15'), parseDg15);
  const dg14 = isSigned(verification, 'DG14') ? verification.files.get('DG14') : undefined;
  const infos: SecurityInfos | null = parsed(dg14, parseDg14);
  return judge(verification, {
    id: 'activeAuthentication',
    group: 'DG15',
    offered: verification.files.has('DG15') || isListed(verification, 'DG15'),
    evidence,
    answered: evidence.state === 'done',
    verify: key && (() => verifyActiveAuthentication(evidence, { key, infos })),
    failure: 'chip.aaFailed',
    transferable: true,
    sodProved,
    facts: { key: key ? describeKey(key) : '' },
  });
}

type Proof = {
  readonly id: CheckId;
  /** The file that holds the chip's public key. */
  readonly group: FileName;
  readonly offered: boolean;
  readonly evidence: Verification['evidence']['chipAuthentication'] | Verification['evidence']['activeAuthentication'];
  readonly answered: boolean;
  /** Null when the public key is not there or cannot be read. */
  readonly verify: (() => Answer) | null;
  readonly failure: Reason;
  /** Only the chip could have made the evidence, so a record of it still proves the chip: a signature does, a MAC does not. */
  readonly transferable: boolean;
  readonly sodProved: boolean;
  readonly facts: Check['facts'];
};

function judge(verification: Verification, proof: Proof): Check {
  const { id, group, evidence, facts } = proof;
  const unknown = (reason: Reason): Check => check(id, 'unknown', { reasons: [reason], facts });
  if (evidence.state !== 'done' && !proof.offered) {
    const mayCome = verification.partial && verification.sod.state === 'missing';
    return mayCome ? check(id, 'pending') : check(id, 'notApplicable', { reasons: ['chip.notOffered'] });
  }
  if (evidence.state === 'refused') return unknown('chip.refused');
  if (evidence.state !== 'done' || !proof.answered) {
    return verification.partial ? check(id, 'pending', { facts }) : unknown('chip.notDone');
  }
  // A clone brings its own key: unless the SOD's signature covers the key, the proof proves nothing.
  if (proof.verify === null || !isSigned(verification, group)) return unknown('chip.keyUnproved');
  const answer = proof.verify();
  if (answer === 'failed') return check(id, 'failed', { reasons: [proof.failure], facts });
  if (answer === 'unknownAlgorithm') return unknown('chip.algorithmUnknown');
  if (!proof.sodProved) return unknown('chip.keyUnproved');
  return verification.recorded && !proof.transferable ? unknown('chip.recordOnly') : check(id, 'passed', { facts });
}

function parsed<T>(file: Uint8Array | undefined, parse: (file: Uint8Array) => T): T | null {
  if (file === undefined) return null;
  try {
    return parse(file);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}
