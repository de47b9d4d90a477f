import { FailureError, failure } from '#contract/failures.ts';
import type { SyncMetadata } from '#contract/packet.ts';
import { type Receipt, receiptSchema } from '#contract/upstream.ts';
import { verifyJws } from './jws.ts';
import type { NamedKey } from './key.ts';

const bound = ['dossierId', 'rev', 'deskId', 'epoch', 'deskSeq', 'sha256'] as const;

/**
 * Reads a receipt: signed by the upstream's key, and for exactly this packet. Nothing else lets a packet count as sent; an
 * HTTP 200 does not.
 * @throws FailureError `sync.receiptFalse`
 */
export async function verifyReceipt(jws: string, upstream: NamedKey, sent: SyncMetadata): Promise<Receipt> {
  const payload = await verifyJws(jws, 'truc-ban-receipt+jws', upstream);
  const receipt = payload === null ? null : parsed(payload);
  if (receipt === null || bound.some((name) => receipt[name] !== sent[name]))
    throw new FailureError(failure('sync.receiptFalse'));
  return receipt;
}

function parsed(payload: Uint8Array): Receipt | null {
  try {
    return receiptSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    return null;
  }
}
