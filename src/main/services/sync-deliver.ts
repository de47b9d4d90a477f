import { FailureError, failure } from '#contract/failures.ts';
import type { Announced } from '#contract/upstream.ts';
import type { Outbox, OutboxItem } from '#ports/dossier-store.ts';
import type { ProvedReceipt, Upstream } from '#ports/upstream.ts';
import { type Acknowledging, acknowledge } from './sync-acknowledge.ts';
import type { Slots } from './sync-lanes.ts';
import type { SyncProgress } from './sync-progress.ts';
import { type Steadying, steadily } from './sync-steadily.ts';

export type Delivering = Omit<Acknowledging, 'outbox'> &
  Steadying & {
    readonly outbox: Pick<Outbox, 'packet' | 'acknowledge'>;
    readonly upstream: Upstream;
    readonly progress: SyncProgress;
    /** So many uploads side by side. */
    readonly uploading: Slots;
    /** Bytes moved, or a packet is done. */
    readonly moved: () => void;
  };

/** The name of a packet among others: its dossier and revision. */
export function packetKey({ dossierId, rev }: { readonly dossierId: string; readonly rev: number }): string {
  return `${dossierId}-${rev}`;
}

/**
 * Brings one packet to the upstream as far as it is not there yet, and keeps the receipt. Every step may be done twice.
 * @throws FailureError what the upstream refuses it for, `sync.receiptFalse`, what goes wrong on the line, `storage.*`
 */
export async function deliver(parts: Delivering, item: OutboxItem, answer: Announced | null): Promise<void> {
  // An answer that leaves one out, or says something of another, is none.
  if (answer === null) throw new FailureError(failure('upstream.misunderstood'));
  const key = packetKey(item.metadata);
  try {
    const proved = await receiptOf(parts, item, answer);
    await acknowledge(parts, proved);
    parts.progress.done(key, item.metadata.size);
  } catch (error) {
    parts.progress.dropped(key);
    throw error;
  }
  parts.moved();
}

async function receiptOf(parts: Delivering, item: OutboxItem, answer: Announced): Promise<ProvedReceipt> {
  const { upstream, signal } = parts;
  const { metadata } = item;
  switch (answer.is) {
    case 'have':
      return upstream.verify(answer.receipt, metadata);
    case 'refused':
      throw new FailureError(failure(answer.problem.code, answer.problem.params));
    case 'want':
      parts.progress.begin(packetKey(metadata), Math.min(answer.offset, metadata.size));
      if (answer.offset < metadata.size) await parts.uploading(() => upload(parts, item, answer.upload));
      return steadily(parts, () => upstream.finalise(metadata, signal));
  }
}

async function upload(parts: Delivering, { metadata }: OutboxItem, place: string): Promise<void> {
  const { upstream, outbox, signal, progress } = parts;
  const key = packetKey(metadata);
  signal.throwIfAborted();
  const sealed = await outbox.packet(metadata);
  await steadily(parts, (gotFurther) => {
    let most = -1;
    const sent = (bytes: number) => {
      if (most >= 0 && bytes > most) gotFurther();
      most = Math.max(most, bytes);
      progress.moved(key, bytes);
      parts.moved();
    };
    return upstream.upload({ metadata, sealed }, place, { signal, sent });
  });
}
