import type { Dossier } from '#contract/dossier.ts';
import { newAuditPlace } from '../../audit/audit-place.ts';
import type { WriteDb } from '../../database/database.ts';
import {
  changeOf,
  edited,
  moved,
  queued,
  sampleDesk,
  sampleDossier,
  samplePacket,
  sampleReceipt,
  sampleRecord,
  sampleShift,
  sampleSitting,
} from '../../dossiers/testing/sample-dossiers.ts';
import { writeDossiers } from '../../dossiers/write-dossiers.ts';
import { acknowledge } from '../../outbox/acknowledge.ts';
import { type Completing, completeDossier, nextNumber } from '../../outbox/complete-dossier.ts';
import { dossiersLeft, inspectDossiers } from './inspect-dossiers.ts';
import type { KillTrial } from './kill-trial.ts';
import { keepTemplate, makeKeys, openSample, renew, unlock } from './sample-profile.ts';

const place = newAuditPlace({ profile: 'kills', machine: 'MAY-MAU-01', station: '99999', epoch: 1 });
const runsOfFile = 25;

/** What makes a desk that does it right, and what a negative control does otherwise. */
export type DossierDesk = {
  readonly name: string;
  /** So many are taken in in one run; most are saved thrice, completed and acknowledged, some come back and go again. */
  readonly inOneRun: number;
  /** Takes out of a new file what would keep it from being written wrongly. */
  readonly loosen: (db: WriteDb) => void;
  readonly begin: (db: WriteDb) => void;
  readonly complete: (db: WriteDb, completing: Completing) => unknown;
  /** Says that something was kept before it is. */
  readonly saysFirst: boolean;
};

/** A desk that does it right. */
export const soundDesk: DossierDesk = {
  name: 'dossier',
  inOneRun: 12,
  loosen: () => undefined,
  begin: () => undefined,
  complete: completeDossier,
  saysFirst: false,
};

/** Everything answered is there; no dossier is queued without its packet, none sent without its receipt; no number is left out. */
export const dossierTrial: KillTrial = trialOf(soundDesk);

/** The same for so long that the write-ahead log is brought home and begun anew under way: for replays, which see every write. */
export const longDossierTrial: KillTrial = trialOf({ ...soundDesk, name: 'dossier-long', inOneRun: 45 });

export function trialOf(desk: DossierDesk): KillTrial {
  return {
    name: desk.name,
    async prepare(folder) {
      const { db } = openSample({ folder, ring: await makeKeys(folder) });
      desk.loosen(db);
      writeDossiers(db, changeOf([], { shifts: [sampleShift()] }), place);
      db.close();
      keepTemplate(folder);
    },
    before: (folder) => renew(folder, runsOfFile),
    async run(folder, say) {
      const { db } = openSample({ folder, ring: await unlock(folder) });
      desk.begin(db);
      const first = dossiersLeft(db) + 1;
      say('begin');
      for (let n = first; n < first + desk.inOneRun; n++) takeIn({ db, desk, say }, n);
      say('end');
      db.close();
    },
    inspect: inspectDossiers,
  };
}

type Working = { readonly db: WriteDb; readonly desk: DossierDesk; readonly say: (line: string) => void };

/** Does it and says so, or the other way round. */
function promised({ desk, say }: Working, line: string, act: () => void): void {
  if (desk.saysFirst) say(line);
  act();
  if (!desk.saysFirst) say(line);
}

function takeIn(working: Working, n: number): void {
  const { db } = working;
  const save = (dossier: Dossier, sittings = [sampleSitting([n], { id: dossier.sitting })]) =>
    promised(working, `draft ${dossier.id} ${dossier.edit}`, () =>
      writeDossiers(db, changeOf([dossier], { sittings }), place),
    );
  const draft = sampleDossier(n);
  save(draft);
  const form = edited(draft, { step: 'form', focus: 'phone' });
  save(form, []);
  // Some stay drafts, some wait for their receipt.
  if (n % 6 === 5) return;
  const sent = send(working, edited(form, { focus: null }), n % 6 !== 4);
  if (n % 3 !== 0) return;
  const returned = moved(sent, 'returned');
  save(returned, []);
  send(working, moved(returned, 'capturing', { revision: 2 }), true);
}

function send(working: Working, dossier: Dossier, receives: boolean): Dossier {
  const { db, desk } = working;
  const waiting = queued(dossier);
  const { id, revision: rev } = waiting;
  const packet = samplePacket(waiting, nextNumber(db, sampleDesk));
  const ref = `${id} ${rev}`;
  promised(working, `kept ${ref} ${packet.metadata.deskSeq}`, () => {
    const change = changeOf([waiting], { records: [sampleRecord('dossier.changed', `kept ${ref}`)] });
    desk.complete(db, { change, packet, place });
  });
  if (!receives) return waiting;
  const sent = moved(waiting, 'sent');
  promised(working, `sent ${ref} ${packet.metadata.deskSeq}`, () => {
    const change = changeOf([sent], { records: [sampleRecord('dossier.changed', `sent ${ref}`)] });
    acknowledge(db, { receipt: sampleReceipt(packet.metadata), jws: 'a.b.c', change, place });
  });
  return sent;
}
