import { FailureError } from '#contract/failures.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { AnchorStore, ProfileStore } from '#ports/profile-store.ts';
import { added } from './believed-anchors.ts';
import type { Log } from './log.ts';

export type PlainAnchorsParts = {
  readonly plain: ProfileStore['plainAnchors'];
  readonly store: AnchorStore;
  readonly record: (count: number) => AuditDraft;
  readonly log: Log;
};

/**
 * Takes the anchors of an earlier version's plain file over into the encrypted one and removes the file once they are durable
 * there. A damaged file stays where it is and is noted: what it held has to be imported again.
 */
export async function adoptPlainAnchors({ plain, store, record, log }: PlainAnchorsParts): Promise<void> {
  try {
    const found = await plain.load();
    if (found.length === 0) return;
    const kept = await store.load();
    const next = added(kept, found);
    if (next.length > kept.length) await store.save(next, [record(next.length - kept.length)]);
    await plain.remove();
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    log.note('trust.damaged', { code: error.failure.code });
  }
}
