import { randomBytes } from 'node:crypto';
import type { PublicKeyText } from '#contract/upstream.ts';
import { dossierKinds } from '#domain/dossier/kinds/kinds.ts';
import { workCalendar } from '#domain/dossier/working-days.ts';
import type { Outbox } from '#ports/dossier-store.ts';
import type { Signer } from '#ports/signer.ts';
import type { Upstream } from '#ports/upstream.ts';
import { createBackoffs } from '#services/sync-backoff.ts';
import { createSyncProgress } from '#services/sync-progress.ts';
import { type RunOutcome, runSizes, runSync, type SyncRunParts } from '#services/sync-run.ts';
import { changeOf, queued, sampleDossier, sampleRecord } from '#store/dossiers/testing/sample-dossiers.ts';
import { hexDigest } from '#sync/key.ts';
import { sealFor } from '#sync/seal-for.ts';
import { openDeskSigner } from '#workers/desk-signer.ts';
import { storedAuditPlace } from '#workers/stored-audit-log.ts';
import { storedDossiers, storedOutbox } from '#workers/stored-dossiers.ts';
import { benchKind, benchPlace, makeProfile, nextId, openProfile } from './bench-profile.ts';

/** A desk's own store and key as the product has them, with packets of made-up dossiers in its outbox. */
export type QueueingDesk = {
  readonly deskId: string;
  readonly signer: Signer;
  readonly outbox: Outbox;
  /** Queues so many dossiers more, each sealed to about so many bytes. */
  fill(count: number, bytes: number, sealing: PublicKeyText): Promise<void>;
  /** Bytes of the packets that wait. */
  waiting(): Promise<number>;
  /** What the product does to send them: the run of `services/sync-run.ts`, once. */
  run(upstream: Upstream): Promise<RunOutcome>;
  close(): Promise<void>;
};

const clock = { now: () => new Date() };
const monotonic = (): number => performance.now();
const after = (ms: number, work: () => void) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};
export async function openQueueingDesk(where: string): Promise<QueueingDesk> {
  const link = await openProfile(await makeProfile(where));
  const signer = await openDeskSigner(link);
  const deskId = hexDigest(signer.publicKey);
  const place = storedAuditPlace(link, benchPlace);
  const [dossiers, outbox] = [storedDossiers(link, place), storedOutbox(link, place)];
  const parts: SyncRunParts = {
    ...{ outbox, dossiers, clock, monotonic, after, chance: Math.random, backoffs: createBackoffs(Math.random) },
    rules: { kinds: dossierKinds, calendar: workCalendar(), clock },
    pace: { size: runSizes.announced },
    report: (error) => void process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
  };
  return {
    deskId,
    signer,
    outbox,
    async fill(count, bytes, sealing) {
      const seal = sealFor(signer);
      for (let n = 0; n < count; n++) {
        const draft = sampleDossier(0, { id: nextId(), kind: benchKind });
        await dossiers.save(changeOf([draft]));
        const dossier = queued(draft);
        const ids = { dossierId: dossier.id, rev: 1, deskId, ...(await outbox.next(deskId)) };
        const file = {
          record: 'r1',
          name: 'portrait',
          mediaType: 'image/jpeg',
          bytes: new Uint8Array(randomBytes(bytes)),
        };
        const packet = await seal({ ids, dossier, parts: [file] }, sealing);
        const kept = await outbox.complete(changeOf([dossier], { records: [sampleRecord()] }), packet);
        if (kept.is !== 'kept') throw new Error('a number was taken');
      }
    },
    waiting: async () => (await outbox.board()).waiting.bytes,
    run: (upstream) =>
      runSync(parts, {
        ...{ upstream, signal: new AbortController().signal, progress: createSyncProgress(monotonic) },
        ...{
          moved: () => undefined,
          queuedMeanwhile: () => false,
          proveKeys: async () => undefined,
          everything: false,
        },
      }),
    close: () => link.close(),
  };
}
