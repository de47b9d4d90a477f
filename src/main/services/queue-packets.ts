import { FailureError } from '#contract/failures.ts';
import type { Outbox, OutboxItem, OutboxState, PacketRef } from '#ports/dossier-store.ts';

const page = 200;

/** Every packet of a state, a page at a time, in the order they were queued. */
export async function* packetsIn(outbox: Pick<Outbox, 'inState'>, state: OutboxState): AsyncGenerator<OutboxItem> {
  for (let after = 0; ; ) {
    const items = await outbox.inState({ state, after, limit: page });
    yield* items;
    const last = items.at(-1);
    if (last === undefined || items.length < page) return;
    after = last.cursor.id;
  }
}

/** A packet that was set aside here; null for one that was not, or is not known. @throws FailureError `storage.*` */
export async function poisonedPacket(outbox: Pick<Outbox, 'one'>, ref: PacketRef): Promise<OutboxItem | null> {
  try {
    const item = await outbox.one(ref);
    return item.state === 'poisoned' ? item : null;
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'dossier.unknown') return null;
    throw error;
  }
}
