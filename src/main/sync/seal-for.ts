import { FailureError, failure } from '#contract/failures.ts';
import type { PublicKeyText } from '#contract/upstream.ts';
import type { Signer } from '#ports/signer.ts';
import type { SealPacket } from '#ports/upstream.ts';
import { type NamedKey, publicKeyOf } from './key.ts';
import { sealPacket } from './seal-packet.ts';

/** Seals with the desk's key for whatever key of an upstream is given. */
export function sealFor(signer: Signer): SealPacket {
  return async (input, sealing) => sealPacket(input, keyNamed(sealing), signer);
}

/** A public key as it travels, if it bears its own name. @throws FailureError `enrolment.key` */
export function keyNamed({ kid, publicKey }: PublicKeyText): NamedKey {
  const key = publicKeyOf(publicKey);
  if (key.kid !== kid) throw new FailureError(failure('enrolment.key'));
  return key;
}
