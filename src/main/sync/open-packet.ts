import type { KeyObject } from 'node:crypto';
import { decodeProtectedHeader, flattenedDecrypt } from 'jose';
import { FailureError, failure } from '#contract/failures.ts';
import { packetCaps, type SyncMetadata } from '#contract/packet.ts';
import { type PacketContent, readPacketContent } from '#domain/packet/packet-content.ts';
import { readSealedFrame, type SealedFrame } from '#domain/packet/sealed-frame.ts';
import { metadataBytes } from '#domain/packet/signed-metadata.ts';
import { attach, verifyJws } from './jws.ts';
import { hexDigest, type NamedKey } from './key.ts';
import { sealedType } from './seal-packet.ts';

/** Who a packet must be from, and the private key it must be sealed for, by the name of its public part. */
export type OpeningKeys = {
  readonly desk: NamedKey;
  readonly sealing: { readonly kid: string; readonly privateKey: KeyObject };
};

/** Whether the desk signed this metadata: all of it, and the packet's hash in it. @throws FailureError `packet.notSigned` */
export async function checkMetadata(metadata: SyncMetadata, desk: NamedKey): Promise<void> {
  const jws = attach(metadata.sig, metadataBytes(metadata));
  const signed = metadata.deskId === desk.kid && (await verifyJws(jws, 'truc-ban-packet+jws', desk)) !== null;
  if (!signed) throw new FailureError(failure('packet.notSigned'));
}

/**
 * Opens a sealed packet and believes nothing of it: size, hash, the desk's signature, the seal, then everything inside
 * against what stands on it.
 * @throws FailureError `packet.*`
 */
export async function openPacket(
  sealed: Uint8Array,
  metadata: SyncMetadata,
  keys: OpeningKeys,
): Promise<PacketContent> {
  if (sealed.length > packetCaps.sealed)
    throw new FailureError(failure('packet.tooLarge', { most: packetCaps.sealed }));
  await checkMetadata(metadata, keys.desk);
  if (sealed.length !== metadata.size || hexDigest(sealed) !== metadata.sha256)
    throw new FailureError(failure('packet.hashDiffers'));
  return readPacketContent(await unseal(readSealedFrame(sealed), keys.sealing), metadata);
}

async function unseal(frame: SealedFrame, sealing: OpeningKeys['sealing']): Promise<Uint8Array> {
  const { protected: head, iv, tag } = frame;
  if (keyOf(head) !== sealing.kid) throw new FailureError(failure('packet.otherKey'));
  try {
    // The library's own encoder takes twenty times as long for a packet of two megabytes.
    const ciphertext = Buffer.from(frame.ciphertext).toString('base64url');
    const jwe = { protected: head, iv, tag, ciphertext };
    const { plaintext } = await flattenedDecrypt(jwe, sealing.privateKey, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return plaintext;
  } catch (error) {
    throw new FailureError(failure('packet.malformed', { part: 'seal' }), error);
  }
}

function keyOf(head: string): string | null {
  try {
    const { kid, typ, zip } = decodeProtectedHeader({ protected: head });
    // A compressed packet could grow to any size when it is opened.
    return typ === sealedType && zip === undefined ? (kid ?? null) : null;
  } catch {
    return null;
  }
}
