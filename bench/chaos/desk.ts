// The desk of a chaos run, in a process that is killed: takes dossiers in as fast as it can and sends them. Argument: orders, JSON.

import { flushCompileCache } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { Dossier } from '#contract/dossier.ts';
import { FailureError } from '#contract/failures.ts';
import { openSitting } from '#domain/dossier/sitting.ts';
import type { Outbox } from '#ports/dossier-store.ts';
import type { ConnectUpstream, ProvedReceipt } from '#ports/upstream.ts';
import { sampleCapture } from '#store/captures/testing/sample-capture.ts';
import { sampleId } from '#store/dossiers/testing/sample-dossiers.ts';
import { intakeVersions } from '#store/testing/kills/sample-intake.ts';
import type { DeskOrders } from './desk-orders.ts';
import { openChaosDesk } from './open-desk.ts';
import { say } from './words.ts';

const orders = JSON.parse(process.argv[2] ?? '{}') as DeskOrders;
/** So many wait at most before the next is taken in: what is killed here is a desk that sends, not one that only collects. */
const mostWaiting = 12;

/** Says what was kept, once it is. */
const speaking = (outbox: Outbox): Outbox => ({
  ...outbox,
  async complete(change, packet) {
    const done = await outbox.complete(change, packet);
    const { dossierId: dossier, rev, sha256 } = packet.metadata;
    if (done.is === 'kept') say({ is: 'kept', dossier, rev, sha256 });
    return done;
  },
  async acknowledge(acknowledgement) {
    const { dossierId: dossier, rev, receiptNumber: receipt } = acknowledgement.receipt;
    await outbox.acknowledge(acknowledgement);
    say({ is: 'sent', dossier, rev, receipt });
  },
});

const heard = ({ receipt }: ProvedReceipt) =>
  say({ is: 'again', dossier: receipt.dossierId, rev: receipt.rev, receipt: receipt.receiptNumber });

/** Asks twice now and then: side by side, and once more when the answer is here. What comes of it must be one. */
const doubling =
  (connect: ConnectUpstream): ConnectUpstream =>
  (address) => {
    const upstream = connect(address);
    return {
      ...upstream,
      async announce(items, signal) {
        if (Math.random() < 0.1) void upstream.announce(items, signal).catch(() => undefined);
        return upstream.announce(items, signal);
      },
      async finalise(metadata, signal) {
        const chance = Math.random();
        if (chance < 0.15) void upstream.finalise(metadata, signal).then(heard, () => undefined);
        const receipt = await upstream.finalise(metadata, signal);
        if (chance > 0.85) void upstream.finalise(metadata, signal).then(heard, () => undefined);
        return receipt;
      },
    };
  };

const desk = await openChaosDesk(orders, { outbox: speaking, connect: doubling });

async function takeIn(n: number): Promise<void> {
  const versions = intakeVersions(n);
  const known = new Set<string>();
  for (const [index, dossier] of versions.entries()) {
    if (!isKept(versions, index)) continue;
    const { record } = desk;
    const fresh = dossier.captures.filter(({ record: id }) => !known.has(id));
    for (const { record: id } of fresh) {
      await desk.captures.save([sampleCapture(id, 12_000)], [record({ action: 'capture.saved' })]);
      known.add(id);
    }
    const sittings = index === 0 ? [openSitting(dossier)] : [];
    const act = {
      dossiers: [dossier],
      sittings,
      records: [record({ action: 'dossier.changed' })],
      at: dossier.openedAt,
    };
    if (dossier.state === 'complete') await desk.keeper.complete(act, dossier.id);
    else await desk.keeper.keep(act, { reason: 'chạy thử' });
    if (dossier.state !== 'complete') say({ is: 'draft', dossier: dossier.id, edit: dossier.edit });
  }
}

/** A few steps of each intake: what every step comes to is another trial's matter. */
const isKept = (versions: readonly Dossier[], index: number) => index % 4 === 0 || index === versions.length - 1;

async function run(): Promise<number> {
  const { left, stopped } = await desk.sync.handlers['sync.run'](undefined, { signal: new AbortController().signal });
  say({ is: 'ran', left, stopped: stopped?.code ?? null });
  return left;
}

async function works(): Promise<never> {
  for (let n = await nextNumber(); ; n++) {
    try {
      await takeIn(n);
    } catch (error) {
      say({ is: 'failed', what: error instanceof FailureError ? error.failure.code : String(error) });
      // Its captures are kept already, and its dossier may be: the next one is another person's.
      await pause(20);
    }
    for (let left = await run(); left > mostWaiting; left = await run()) await pause(30);
  }
}

/** The first number nobody has here. */
async function nextNumber(): Promise<number> {
  for (let n = 1; ; n++) {
    const isThere = await desk.dossiers.one(sampleId(n)).then(
      () => true,
      () => false,
    );
    const hasCapture = isThere || (await desk.captures.part(`record-${n}-portrait`, 'portrait.jpg').catch(() => null));
    if (!isThere && hasCapture === null) return n;
  }
}

async function drain(): Promise<void> {
  const until = performance.now() + 60_000;
  await desk.keeper.sealWaiting();
  while ((await run()) > 0 && performance.now() < until) await pause(50);
  await desk.sync.stop();
  await desk.link.close();
}

process.on('disconnect', () => process.exit(0));
say({ is: 'ready' });
// Whoever is killed leaves nothing for the next one to start with.
flushCompileCache();
if (orders.drains) {
  await drain();
  process.exit(0);
}
await works();
