// The negative control's database thread: a dossier is queued in one transaction, its packet written in another a moment later.
import { setTimeout as pause } from 'node:timers/promises';
import { writeDossiers } from '#store/dossiers/write-dossiers.ts';
import { type Operation, writes } from '#store/operations/operation.ts';
import { operations } from '#store/operations/operations.ts';
import { type Completing, queuePacket } from '#store/outbox/complete-dossier.ts';
import { prepareRegistry } from '#workers/prepare-registry.ts';
import { reportOnStandardError } from '#workers/report.ts';
import { serveStore } from '#workers/serve-store.ts';
import { starterPort } from '#workers/thread-port.ts';

const inTwo = writes('desk', async (db, completing: Completing) => {
  const { change, packet, place } = completing;
  const dossier = change.dossiers.find((each) => each.dossier.id === packet.metadata.dossierId)?.dossier;
  if (dossier === undefined) throw new TypeError('a packet of nothing');
  writeDossiers(db, change, place);
  await pause(5);
  db.transaction(() => queuePacket(db, completing, dossier));
  return { is: 'kept', metadata: packet.metadata } as const;
});

serveStore(starterPort(), {
  operations: { ...operations, 'outbox.complete': inTwo as Operation },
  now: () => new Date(),
  report: reportOnStandardError,
  prepareRegistry,
});
