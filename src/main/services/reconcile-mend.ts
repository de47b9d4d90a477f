import type { LedgerLists } from '#contract/sync.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { Outbox, PacketBook } from '#ports/dossier-store.ts';
import { dossierObject } from './dossier-object.ts';
import type { Happening } from './permit.ts';

type Mending = {
  readonly deskId: string;
  readonly outbox: Pick<Outbox, 'release'>;
  readonly book: Pick<PacketBook, 'items'>;
  readonly record: (happening: Happening) => AuditDraft;
};

/**
 * Puts packets the upstream lost back among those that wait, each with its record; answers how many. They go again once: what
 * waits counts as acknowledged no more, and nothing that waits is found as lost. One whose bytes were purged stays as it is, and
 * stays in the list: its receipt is all there is of it.
 * @throws FailureError `storage.*`; those before stay put back
 */
export async function resendLost(mending: Mending, lost: LedgerLists['unknown']): Promise<number> {
  const { deskId, outbox, book, record } = mending;
  let resent = 0;
  for (const { dossierId, rev, epoch, deskSeq } of lost) {
    const object = dossierObject(dossierId);
    await outbox.release({ dossierId, rev }, [
      record({ action: 'dossier.released', object, result: { code: 'lostUpstream', count: 1 } }),
    ]);
    const [item] = await book.items({ deskId, epoch, from: deskSeq, to: deskSeq });
    if (item?.acknowledged === false) resent += 1;
  }
  return resent;
}
