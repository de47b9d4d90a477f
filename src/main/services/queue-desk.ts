import type { DeskApi } from '#contract/api.ts';
import { failure } from '#contract/failures.ts';
import type { Handlers, Output } from '#contract/rpc.ts';
import type { QueueFigures } from '#contract/sync.ts';
import type { DossierStore, Outbox, PacketRef } from '#ports/dossier-store.ts';
import type { OpenedKeeper } from './dossier-keeper.ts';
import { dossierObject } from './dossier-object.ts';
import type { DossierRules, SealingParts } from './dossier-sealing.ts';
import { queueFigures } from './queue-figures.ts';
import { queuePage } from './queue-list.ts';
import { retryPackets } from './queue-retry.ts';
import { seeQueue } from './see-queue.ts';
import type { SessionDesk } from './session-desk.ts';

/** What the board of dossiers rests on. */
export type QueueDeskParts = DossierRules &
  SealingParts & {
    readonly store: Pick<DossierStore, 'one' | 'inState' | 'counts' | 'firstDue'>;
    readonly outbox: Pick<Outbox, 'one' | 'inState' | 'newest' | 'board' | 'packet' | 'release' | 'replace'>;
    readonly keeper: Pick<OpenedKeeper, 'failureOf'>;
    readonly session: Pick<SessionDesk, 'permit' | 'show'>;
    /** Something can be sent. */
    readonly queued: () => void;
    readonly report: (where: string, error: unknown) => string;
  };

/** Where every dossier of this desk is. */
export type QueueDesk = {
  readonly handlers: Pick<Handlers<DeskApi>, 'queue.list' | 'queue.retry' | 'queue.packet'>;
  /** The figures as they are now, of nobody. @throws FailureError `storage.*` */
  figures(): Promise<QueueFigures>;
};

export function openQueueDesk(parts: QueueDeskParts): QueueDesk {
  const { session } = parts;
  return {
    figures: () => queueFigures(parts),
    handlers: {
      'queue.list': async (asked) => {
        const permit = await session.permit(seeQueue);
        const count = ({ items }: Output<DeskApi, 'queue.list'>) => items.length;
        const happening = { action: 'queue.seen', result: { code: asked.list }, count } as const;
        return session.show(permit, happening, () => queuePage(parts, asked));
      },
      'queue.retry': async ({ packet }) => {
        const permit = await session.permit({ permission: 'queue.manage' });
        const released = await retryPackets(parts, permit, packet);
        if (released > 0) parts.queued();
        return { released };
      },
      'queue.packet': (ref) => packet(parts, ref),
    },
  };
}

async function packet(parts: QueueDeskParts, ref: PacketRef): Promise<Output<DeskApi, 'queue.packet'>> {
  const { session, outbox } = parts;
  const permit = await session.permit({ permission: 'queue.manage' });
  const object = dossierObject(ref.dossierId);
  return session.show(permit, { action: 'dossier.exported', object, result: { count: 1 } }, async () => {
    const found = await outbox.one(ref);
    const why = found.failure === null ? null : failure(found.failure);
    return { metadata: found.metadata, failure: why, sealed: await outbox.packet(ref) };
  });
}
