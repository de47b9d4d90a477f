import type { Dossier } from '#contract/dossier.ts';
import { type Failure, FailureError, failure } from '#contract/failures.ts';
import type { PublicKeyText } from '#contract/upstream.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { PacketPart } from '#domain/packet/packet-content.ts';
import type { DossierChange, KeptDossier } from '#ports/dossier-store.ts';
import { withAttachments } from './dossier-attachments.ts';
import type { DossierAct } from './dossier-keeper.ts';
import { dossierObject } from './dossier-object.ts';
import { movedBy, packetOf } from './dossier-sealing.ts';
import { type Keeping, writeAct } from './dossier-writing.ts';

/** What is wrong with the dossier itself: said to the officer, who has the person in front of them, and not to the board. */
const theirs: readonly string[] = ['capture.unknown', 'capture.damaged', 'packet.tooLarge', 'packet.tooMany'];

/** Nothing could be written: no reason to try to write something else. */
class NotKept extends Error {}

/** As `DossierKeeper.complete`, in the turn of sealing. */
export async function completeDossier(keeping: Keeping, act: DossierAct, id: string): Promise<Dossier> {
  const dossier = act.dossiers.find((each) => each.id === id);
  if (dossier?.state !== 'complete') throw new TypeError('only a dossier that is complete is queued');
  const key = keeping.sealing();
  let why: Failure | null = null;
  try {
    // Without a key too: what is missing or too large is found while the person is still here.
    const kept = await withAttachments(keeping.captures, dossier, async (files) =>
      key === null ? null : queueNow(keeping, { act, dossier, files, key }),
    );
    if (kept !== null) return kept;
  } catch (error) {
    if (error instanceof NotKept) throw error.cause;
    if (error instanceof FailureError && theirs.includes(error.failure.code)) throw error;
    why = failureOf(error, keeping.report);
  }
  const records = why === null ? act.records : [...act.records, recordOf(keeping, id, why)];
  const written = await writeAct(keeping, { act: { ...act, records }, reason: null }, (change) =>
    keeping.store.save(change),
  );
  if (why !== null) keeping.failures.set(id, why);
  keeping.queueChanged();
  return written.dossiers.find((each) => each.id === id) ?? dossier;
}

type Queueing = {
  readonly act: DossierAct;
  readonly dossier: Dossier;
  readonly files: readonly PacketPart[];
  readonly key: PublicKeyText;
};

async function queueNow(keeping: Keeping, { act, dossier, files, key }: Queueing): Promise<Dossier> {
  const queued = queuedOf(keeping, dossier);
  const dossiers = act.dossiers.map((each) => (each.id === dossier.id ? queued : each));
  const records = [...act.records, recordOf(keeping, dossier.id)];
  const written = await writeAct(keeping, { act: { ...act, dossiers, records }, reason: null }, (change) =>
    sealAndWrite(keeping, { id: dossier.id, files, key, change }),
  );
  keeping.failures.delete(dossier.id);
  keeping.queued();
  return written.dossiers.find(({ id }) => id === dossier.id) ?? queued;
}

const queuedOf = (keeping: Keeping, dossier: Dossier): Dossier =>
  movedBy(keeping, dossier, { to: 'queued', by: { is: 'desk' }, why: null });

type Sealing = Pick<Queueing, 'files' | 'key'> & { readonly id: string; readonly change: DossierChange };

/** Draws a number, seals, and writes everything; sealed again where another packet took the number meanwhile. */
async function sealAndWrite(keeping: Keeping, { id, files, key, change }: Sealing): Promise<void> {
  const { outbox, deskId } = keeping;
  const dossier = change.dossiers.find((each) => each.dossier.id === id)?.dossier;
  if (dossier === undefined) throw new TypeError('a dossier that is kept');
  for (let number = await outbox.next(deskId); ; ) {
    const packet = await packetOf(keeping, { dossier, files, number, key });
    const done = await outbox.complete(change, packet).catch((error) => {
      throw new NotKept('a dossier was not kept', { cause: error });
    });
    if (done.is === 'kept') return;
    number = done.next;
  }
}

const page = 50;

/** As `DossierKeeper.sealWaiting`: one after the other, so that whoever completes a dossier meanwhile waits for one at the most. */
export async function sealWaiting(keeping: Keeping): Promise<number> {
  let sealed = 0;
  let after: string | null = null;
  while (keeping.sealing() !== null) {
    const found: readonly KeptDossier[] = await keeping.store.inState({ state: 'complete', after, limit: page });
    for (const { dossier } of found) if (await sealInTurn(keeping, dossier.id)) sealed += 1;
    if (found.length > 0) keeping.queued();
    if (found.length < page) break;
    after = found.at(-1)?.dossier.id ?? null;
  }
  return sealed;
}

/** Whether it was sealed. Without a key, or when somebody else was faster, nothing happens. @throws FailureError `storage.*` when nothing can be written */
function sealInTurn(keeping: Keeping, id: string): Promise<boolean> {
  return keeping.inSealing(async () => {
    const key = keeping.sealing();
    if (key === null) return false;
    try {
      const kept = await keeping.store.one(id);
      if (kept.dossier.state !== 'complete') return false;
      await sealOne(keeping, kept, key);
      keeping.failures.delete(id);
      return true;
    } catch (error) {
      const cause = error instanceof NotKept ? error.cause : error;
      if (error instanceof NotKept && isStorage(cause)) throw cause;
      await tellFailure(keeping, id, cause);
      return false;
    }
  });
}

/** The shift that answered for it knows it as finished already: nothing of the shift changes. */
async function sealOne(keeping: Keeping, { dossier, mark }: KeptDossier, key: PublicKeyText): Promise<void> {
  const queued = queuedOf(keeping, dossier);
  const records = [recordOf(keeping, dossier.id)];
  const at = keeping.clock.now().toISOString();
  const change = { dossiers: [{ dossier: queued, mark }], sittings: [], shifts: [], records, at };
  await withAttachments(keeping.captures, queued, (files) =>
    sealAndWrite(keeping, { id: dossier.id, files, key, change }),
  );
}

const isStorage = (error: unknown) => error instanceof FailureError && error.failure.code.startsWith('storage.');

function failureOf(error: unknown, report: Keeping['report']): Failure {
  if (error instanceof FailureError) return error.failure;
  return failure('internal', { incident: report('dossier.seal', error) });
}

/**
 * Why one was not sealed stands beside it on the board until it is: known anew each time the desk opens, when all are tried. Its
 * record is kept when it is another reason than before.
 */
async function tellFailure(keeping: Keeping, id: string, error: unknown): Promise<void> {
  const { failures, log, report } = keeping;
  const before = failures.get(id)?.code;
  const why = failureOf(error, report);
  failures.set(id, why);
  if (why.code === before) return;
  try {
    await log.append([recordOf(keeping, id, why)]);
  } catch (unlogged) {
    report('dossier.seal', unlogged);
  }
}

/** The record of one that is queued, or that stays unsealed and why. */
function recordOf({ record }: Keeping, id: string, why: Failure | null = null): AuditDraft {
  const result = why === null ? {} : ({ outcome: 'failed', code: why.code } as const);
  return record({ action: 'dossier.queued', object: dossierObject(id), result });
}
