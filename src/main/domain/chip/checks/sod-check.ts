import type { Check, Reason } from '#contract/verdict.ts';
import { describeKey } from '#domain/crypto/public-key.ts';
import { describeAlgorithm } from '#domain/crypto/signature.ts';
import { isWeakHash, isWeakKey } from '#domain/trust/algorithm-policy.ts';
import type { Certificate } from '#domain/trust/certificate.ts';
import type { TrustAnchor } from '#domain/trust/trust.ts';
import type { Sod, SodSignature } from '../passive-auth.ts';
import { check, type Verification, withoutSod } from './verification.ts';

const outcomes: Readonly<Record<SodSignature, { outcome: Check['outcome']; reasons: readonly Reason[] }>> = {
  good: { outcome: 'passed', reasons: [] },
  bad: { outcome: 'failed', reasons: ['sod.signatureBad'] },
  unknownAlgorithm: { outcome: 'unknown', reasons: ['sod.algorithmUnknown'] },
  noSigner: { outcome: 'unknown', reasons: ['sod.noSigner'] },
  signerMalformed: { outcome: 'unknown', reasons: ['signer.malformed'] },
};

/** Is the signature over the list of hashes right? Facts: `algorithm`, `key`, `hash`, `lds`. */
export function checkSod({ sod, partial }: Verification): Check {
  if (sod.state !== 'read') return withoutSod('sod', { sod, partial });
  const { outcome, reasons } = outcomes[sod.signature];
  const { object, signer, certificate } = sod;
  const facts = {
    algorithm: signer.algorithm ? describeAlgorithm(signer.algorithm) : '',
    key: certificate ? describeKey(certificate.key()) : '',
    hash: object.hash ?? object.hashOid,
    lds: object.version === 0 ? '1.7' : '1.8',
  };
  return check('sod', outcome, { reasons, facts });
}

/** Are all algorithms of the chain strong enough to prove anything? The policy is data. Facts: `weak`, what is not. */
export function checkAlgorithms(sod: Sod, anchor: TrustAnchor | null): Check {
  if (sod.state !== 'read') return check('algorithms', 'notApplicable');
  const ofSod = weakOfSod(sod);
  const ofSigner = sod.certificate ? weakOfSigner(sod.certificate, anchor) : [];
  const reasons: Reason[] = [];
  if (ofSod.length > 0) reasons.push('sod.algorithmWeak');
  if (ofSigner.length > 0) reasons.push('signer.algorithmWeak');
  const weak = [...new Set([...ofSod, ...ofSigner])].join(', ');
  return check('algorithms', reasons.length > 0 ? 'unknown' : 'passed', { reasons, facts: { weak } });
}

function weakOfSod({ object, signer, certificate }: Extract<Sod, { state: 'read' }>): readonly string[] {
  const used = [object.hash, signer.digest, signer.algorithm?.hash ?? null];
  const hashes = used.filter((name) => name !== null).filter(isWeakHash);
  const key = certificate?.key();
  return key && isWeakKey(key) ? [...hashes, describeKey(key)] : hashes;
}

function weakOfSigner({ algorithm }: Certificate, anchor: TrustAnchor | null): readonly string[] {
  const hashes = algorithm && isWeakHash(algorithm.hash) ? [algorithm.hash] : [];
  const key = anchor?.certificate.key();
  return key && isWeakKey(key) ? [...hashes, describeKey(key)] : hashes;
}
