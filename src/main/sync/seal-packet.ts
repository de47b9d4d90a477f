import { FlattenedEncrypt } from 'jose';
import { FailureError, failure } from '#contract/failures.ts';
import { packetCaps, type SyncMetadata } from '#contract/packet.ts';
import { type PacketInput, writePacketContent } from '#domain/packet/packet-content.ts';
import { writeSealedFrame } from '#domain/packet/sealed-frame.ts';
import { metadataBytes } from '#domain/packet/signed-metadata.ts';
import type { Signer } from '#ports/signer.ts';
import { detach, signJws } from './jws.ts';
import { hexDigest, type NamedKey } from './key.ts';

/** What a JWE of a packet says it is (`typ`). */
export const sealedType = 'truc-ban-packet+jwe';

/** A packet ready to be kept and sent: the sealed bytes, and all that may be known of them in clear. */
export type SealedPacket = { readonly metadata: SyncMetadata; readonly sealed: Uint8Array };

/**
 * Seals a dossier for the upstream's key (JWE, ECDH-ES, A256GCM) and signs metadata and hash with the desk's. Sealing
 * draws new keys: the same dossier sealed twice gives other bytes, so a packet is sealed once and kept.
 * @throws FailureError `packet.tooLarge`, `packet.tooMany`, those of the signer; RangeError for a dossier without a canonical text
 */
export async function sealPacket(input: PacketInput, upstream: NamedKey, signer: Signer): Promise<SealedPacket> {
  if (input.ids.deskId !== hexDigest(signer.publicKey)) throw new RangeError('a packet of another desk');
  const jwe = await new FlattenedEncrypt(writePacketContent(input, hexDigest))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: upstream.kid, typ: sealedType })
    .encrypt(upstream.key);
  const sealed = writeSealedFrame({
    protected: jwe.protected ?? '',
    iv: jwe.iv ?? '',
    tag: jwe.tag ?? '',
    ciphertext: new Uint8Array(Buffer.from(jwe.ciphertext, 'base64url')),
  });
  if (sealed.length > packetCaps.sealed)
    throw new FailureError(failure('packet.tooLarge', { most: packetCaps.sealed }));
  const unsigned = { ...input.ids, size: sealed.length, sha256: hexDigest(sealed) };
  const jws = await signJws({ typ: 'truc-ban-packet+jws', payload: metadataBytes(unsigned) }, signer);
  return { metadata: { ...unsigned, sig: detach(jws) }, sealed };
}
