import { createHash, randomBytes } from 'node:crypto';
import type { KeptPacket } from '#ports/dossier-store.ts';
import { auditPlace } from '#store/audit/audit-place.ts';
import {
  changeOf,
  edited,
  queued,
  sampleDesk,
  sampleDossier,
  sampleRecord,
} from '#store/dossiers/testing/sample-dossiers.ts';
import { writeDossiers } from '#store/dossiers/write-dossiers.ts';
import { completeDossier, nextNumber } from '#store/outbox/complete-dossier.ts';
import { storedAuditPlace } from '#workers/stored-audit-log.ts';
import { storedDossiers } from '#workers/stored-dossiers.ts';
import { ms, percentile, ratio, row } from '../registry/samples.ts';
import {
  type BenchProfile,
  benchKind,
  benchPlace,
  makeProfile,
  nextId,
  openDeskFile,
  openProfile,
} from './bench-profile.ts';

export type IntakeWish = {
  readonly where: string;
  readonly queued: number;
  readonly packetBytes: number;
  readonly steps: number;
};

/** Steps of a draft kept one after the other, in a profile with a long queue and in one without, in turns. */
export async function intakeBesideQueue(wish: IntakeWish): Promise<void> {
  const profiles = [await makeProfile(wish.where), await makeProfile(wish.where)] as const;
  const began = performance.now();
  fill(profiles[0], wish);
  const filled = (performance.now() - began) / 1000;
  const desks = await Promise.all(profiles.map(openDraft));
  const samples = desks.map((): number[] => []);
  for (let n = -50; n < wish.steps; n++) {
    // Whoever is first in one turn is second in the next.
    for (const at of n % 2 === 0 ? [0, 1] : [1, 0]) {
      const taken = await desks[at]?.step();
      if (n >= 0 && taken !== undefined) samples[at]?.push(taken);
    }
  }
  for (const desk of desks) await desk.close();
  const [long = [], none = []] = samples;
  const size = ((wish.queued * wish.packetBytes) / 1e9).toFixed(1);
  row(
    `(c) ${wish.queued} packets wait (${size} GB, filled in ${filled.toFixed(0)} s)`,
    'long queue',
    'none',
    'ratio',
    'aim',
  );
  for (const point of [50, 95]) {
    const [one, other] = [percentile(long, point), percentile(none, point)];
    row(
      `a step of a draft kept, p${point} of ${wish.steps}`,
      ms(one),
      ms(other),
      ratio(one, other),
      point === 95 ? '±10 %' : '',
    );
  }
}

async function openDraft(profile: BenchProfile) {
  const link = await openProfile(profile);
  const dossiers = storedDossiers(link, storedAuditPlace(link, benchPlace));
  let draft = sampleDossier(0, { id: nextId(), kind: benchKind });
  return {
    async step(): Promise<number> {
      draft = edited(draft, { step: 'form', focus: draft.edit % 2 === 0 ? 'phone' : 'address' });
      const began = performance.now();
      await dossiers.save(changeOf([draft], { records: [sampleRecord()] }));
      return performance.now() - began;
    },
    close: () => link.close(),
  };
}

/** As the product queues them, many in one transaction: only filling is quicker. */
function fill(profile: BenchProfile, { queued: count, packetBytes }: IntakeWish): void {
  const db = openDeskFile(profile);
  const place = auditPlace(db, { machine: benchPlace.machine, station: benchPlace.station });
  const one = (): void => {
    const draft = sampleDossier(0, { id: nextId(), kind: benchKind });
    writeDossiers(db, changeOf([draft]), place);
    const dossier = queued(draft);
    const ids = { dossierId: dossier.id, rev: 1, deskId: sampleDesk, ...nextNumber(db, sampleDesk) };
    const packet = packetOf(ids, packetBytes);
    completeDossier(db, { change: changeOf([dossier], { records: [sampleRecord()] }), packet, place });
  };
  for (let done = 0; done < count; ) {
    const until = Math.min(count, done + 500);
    db.transaction(() => {
      for (; done < until; done++) one();
    });
    if (done % 10_000 === 0) process.stderr.write(`${done} packets queued\n`);
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

function packetOf(ids: Omit<KeptPacket['metadata'], 'size' | 'sha256' | 'sig'>, length: number): KeptPacket {
  const sealed = new Uint8Array(randomBytes(length));
  const sha256 = createHash('sha256').update(sealed).digest('hex');
  return { metadata: { ...ids, size: length, sha256, sig: `e30..${'A'.repeat(86)}` }, sealed };
}
