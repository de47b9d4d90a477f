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

/** A packet as it stands in the outbox, or null: looked for where somebody asks for one, among the few first. */
export async function findPacket(
  outbox: Pick<Outbox, 'inState'>,
  ref: PacketRef,
  states: readonly OutboxState[] = ['poisoned', 'waiting', 'acknowledged'],
): Promise<OutboxItem | null> {
  for (const state of states) {
    for await (const item of packetsIn(outbox, state)) {
      if (item.metadata.dossierId === ref.dossierId && item.metadata.rev === ref.rev) return item;
    }
  }
  return null;
}
