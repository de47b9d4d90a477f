import type { KeyObject } from 'node:crypto';
import { FailureError, failure } from '#contract/failures.ts';
import { packetCaps, type SyncMetadata } from '#contract/packet.ts';
import { type PacketContent, readPacketContent } from '#domain/packet/packet-content.ts';
import { readSealedFrame, type SealedFrame } from '#domain/packet/sealed-frame.ts';
import { metadataBytes } from '#domain/packet/signed-metadata.ts';
import { attach, verifyJws } from './jws.ts';
import { hexDigest, type NamedKey } from './key.ts';
import { sealedType } from './seal-packet.ts';
import { readSealHead, unseal } from './unseal.ts';

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
  return readPacketContent(opened(readSealedFrame(sealed), keys.sealing), metadata, hexDigest);
}

function opened(frame: SealedFrame, sealing: OpeningKeys['sealing']): Uint8Array {
  const head = readSealHead(frame.protected);
  if (head === null || head.typ !== sealedType || head.kid !== sealing.kid)
    throw new FailureError(failure('packet.otherKey'));
  try {
    return unseal(frame, head, sealing.privateKey);
  } catch (error) {
    throw new FailureError(failure('packet.malformed', { part: 'seal' }), error);
  }
}
