import type { Dossier } from '#contract/dossier.ts';
import type { FailureCode } from '#contract/failures.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { asLaterRevision } from '#domain/dossier/resend.ts';
import type { OutboxItem, PacketRef } from '#ports/dossier-store.ts';
import { dossierObject } from './dossier-object.ts';
import { refusedBy, sealAnew } from './dossier-sealing.ts';
import type { Permit } from './permit.ts';
import type { QueueDeskParts } from './queue-desk.ts';
import { packetsIn, poisonedPacket } from './queue-packets.ts';

/**
 * What a packet needs before it can go, by why it was set aside. `sync.otherContent`: the upstream has this number of the dossier with
 * other bytes, this desk being restored from a backup; both stay, and ours goes as the next revision. `packet.otherKey`: it was sealed
 * for a key the upstream has not any more.
 */
const mending: Readonly<Partial<Record<FailureCode, 'laterRevision' | 'otherKey'>>> = {
  'sync.otherContent': 'laterRevision',
  'packet.otherKey': 'otherKey',
};

/** Puts poisoned packets back among those that wait; null for all. How many it were. @throws FailureError for one that was named */
export async function retryPackets(parts: QueueDeskParts, permit: Permit, ref: PacketRef | null): Promise<number> {
  if (ref !== null) {
    const found = await poisonedPacket(parts.outbox, ref);
    if (found === null) return 0;
    await retry(parts, permit, found);
    return 1;
  }
  let released = 0;
  // What is released leaves the list while it is walked: its place is a number, so nothing is passed over.
  for await (const item of packetsIn(parts.outbox, 'poisoned')) {
    if (await tried(parts, permit, item)) released += 1;
  }
  return released;
}

/** One that cannot be mended stays where it is, and keeps no other there. */
async function tried(parts: QueueDeskParts, permit: Permit, item: OutboxItem): Promise<boolean> {
  try {
    await retry(parts, permit, item);
    return true;
  } catch (error) {
    if (!(error instanceof FailureError)) parts.report('queue.retry', error);
    else if (error.failure.code.startsWith('storage.')) throw error;
    return false;
  }
}

async function retry(parts: QueueDeskParts, permit: Permit, item: OutboxItem): Promise<void> {
  const { outbox } = parts;
  const { metadata } = item;
  const object = dossierObject(metadata.dossierId);
  const record = permit.record({ action: 'dossier.released', object, result: { code: item.failure } });
  const how = item.failure === null ? undefined : mending[item.failure];
  if (how === undefined) await outbox.release(metadata, [record]);
  else await replace(parts, item, { how, record });
}

type Mending = { readonly how: 'laterRevision' | 'otherKey'; readonly record: AuditDraft };

/** Sealed anew under the same number, with what the person signed as it is. */
async function replace(parts: QueueDeskParts, { metadata }: OutboxItem, { how, record }: Mending): Promise<void> {
  const key = parts.sealing();
  if (key === null) throw new FailureError(failure('upstream.unset'));
  const { dossier: before, mark } = await parts.store.one(metadata.dossierId);
  const dossier = how === 'laterRevision' ? revised(before) : before;
  const packet = await sealAnew(parts, { dossier, number: metadata, key });
  const at = parts.clock.now().toISOString();
  const change = { dossiers: [{ dossier, mark }], sittings: [], shifts: [], records: [record], at };
  await parts.outbox.replace(metadata, packet, change);
}

/** @throws FailureError `dossier.refused` */
function revised(dossier: Dossier): Dossier {
  const changed = asLaterRevision(dossier);
  if (!changed.ok) throw refusedBy(changed.faults);
  return changed.dossier;
}
