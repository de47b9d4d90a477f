import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { UnsignedMetadata } from '#contract/packet.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';

/** What the desk signs of a packet: canonical JSON (RFC 8785) of its metadata, with nothing else that is in the value. */
export function metadataBytes(metadata: UnsignedMetadata): Uint8Array {
  const { dossierId, rev, deskId, epoch, deskSeq, size, sha256 } = metadata;
  return utf8ToBytes(canonicalJson({ dossierId, rev, deskId, epoch, deskSeq, size, sha256 }));
}

/** The key under which a packet is taken once and for ever, as a structured-field string: `"<dossier_id>-<rev>"`, with its quotes. */
export function idempotencyKey({ dossierId, rev }: Pick<UnsignedMetadata, 'dossierId' | 'rev'>): string {
  return `"${dossierId}-${rev}"`;
}
