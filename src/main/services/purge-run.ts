import type { AuditObject } from '#contract/audit.ts';
import { type FailureCode, FailureError } from '#contract/failures.ts';
import type { Announced } from '#contract/upstream.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { OutboxItem, PacketBook } from '#ports/dossier-store.ts';
import type { Clock } from '#ports/environment.ts';
import type { Upstream } from '#ports/upstream.ts';
import { dossierObject } from './dossier-object.ts';
import type { Happening } from './permit.ts';

/** How long packets stay after their receipt where nobody said otherwise, in days: a month's returns and questions. */
export const usualRetention = 30;

/** Packets that are looked at together: one question to the upstream. */
const pageSize = 100;

/** What a purge rests on, and in whose name its records are. */
export type PurgeParts = {
  readonly deskId: string;
  readonly book: Pick<PacketBook, 'purgeable' | 'purge'>;
  readonly upstream: Pick<Upstream, 'announce' | 'verify'>;
  readonly log: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  readonly record: (happening: Happening) => AuditDraft;
  /** Logs a bug and returns its short id. */
  readonly report: (where: string, error: unknown) => string;
  readonly signal: AbortSignal;
};

/**
 * Takes the bytes of packets off the desk that were received before a moment (ISO), and answers how many. Only what the store
 * allows: acknowledged, and covered by a last comparison that agreed. Before each goes, the upstream is asked for it by number and
 * hash once more, and the receipt it gives is verified with the pinned key. One that fails stays whole, with the reason in the log,
 * and keeps none of the others. Without a line nothing more is purged; the next comparison goes on.
 * @throws FailureError `storage.*` when the book cannot be read
 */
export async function purgeEarned(parts: PurgeParts, receivedBefore: string): Promise<number> {
  let purged = 0;
  for (let after = 0; ; ) {
    const page = await parts.book.purgeable({ receivedBefore, after, limit: pageSize });
    const last = page.at(-1);
    if (last === undefined || parts.signal.aborted) return purged;
    after = last.cursor.id;
    // Packets of a key this desk had before are nobody's to ask for: they stay.
    const own = page.filter(({ metadata }) => metadata.deskId === parts.deskId);
    if (own.length === 0) continue;
    const answers = await announced(parts, own);
    if (answers === null) return purged;
    for (const item of own) purged += await purgeOne(parts, item, { answers, receivedBefore });
  }
}

type Answers = ReadonlyMap<string, Announced>;
const keyOf = ({ dossierId, rev }: { readonly dossierId: string; readonly rev: number }) => `${dossierId} ${rev}`;

async function announced({ upstream, signal }: PurgeParts, page: readonly OutboxItem[]): Promise<Answers | null> {
  try {
    const metadata = page.map((item) => item.metadata);
    return new Map((await upstream.announce(metadata, signal)).map((answer) => [keyOf(answer), answer]));
  } catch (error) {
    if (error instanceof FailureError || signal.aborted) return null;
    throw error;
  }
}

type Judging = { readonly answers: Answers; readonly receivedBefore: string };

async function purgeOne(parts: PurgeParts, { metadata }: OutboxItem, judging: Judging): Promise<0 | 1> {
  const { book, upstream, clock, record } = parts;
  const { dossierId, rev } = metadata;
  const object = dossierObject(dossierId);
  try {
    const answer = judging.answers.get(keyOf(metadata));
    if (answer?.is !== 'have') return await refused(parts, object, 'sync.unknown');
    await upstream.verify(answer.receipt, metadata);
    const records = [record({ action: 'dossier.purged', object, result: { count: 1 } })];
    const { receivedBefore } = judging;
    await book.purge({ dossierId, rev, receivedBefore, at: clock.now().toISOString(), records });
    return 1;
  } catch (error) {
    if (!(error instanceof FailureError)) parts.report('purge', error);
    return refused(parts, object, error instanceof FailureError ? error.failure.code : 'internal');
  }
}

async function refused({ log, record }: PurgeParts, object: AuditObject, code: FailureCode): Promise<0> {
  await log.append([record({ action: 'dossier.purged', object, result: { outcome: 'failed', code } })]);
  return 0;
}
