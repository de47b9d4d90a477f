import type { Dossier } from '#contract/dossier.ts';
import { openSitting } from '#domain/dossier/sitting.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import { newAuditPlace } from '../../audit/audit-place.ts';
import { capturesOf, saveCaptures } from '../../captures/capture-store.ts';
import { sampleCapture, sampleMark } from '../../captures/testing/sample-capture.ts';
import type { ReadDb, WriteDb } from '../../database/database.ts';
import { checkFile } from '../../database/health.ts';
import { dossierOf, draftsOf } from '../../dossiers/read-dossiers.ts';
import { changeOf, sampleId, sampleRecord, sampleShift } from '../../dossiers/testing/sample-dossiers.ts';
import { writeDossiers } from '../../dossiers/write-dossiers.ts';
import { dossiersLeft } from './inspect-dossiers.ts';
import { type KillTrial, need } from './kill-trial.ts';
import { intakeVersions } from './sample-intake.ts';
import { keepTemplate, makeKeys, openSample, renew, unlock } from './sample-profile.ts';

const place = newAuditPlace({ profile: 'kills', machine: 'MAY-MAU-01', station: '99999', epoch: 1 });
/** So many people are served in one run, of sixteen steps each. */
const inOneRun = 6;

/**
 * An officer takes dossiers in, step by step; whatever was seen as saved is there after a kill, at the same step and the same field,
 * and the officer goes on from it.
 */
export const draftTrial: KillTrial = {
  name: 'draft',
  async prepare(folder) {
    const { db } = openSample({ folder, ring: await makeKeys(folder) });
    writeDossiers(db, changeOf([], { shifts: [sampleShift()] }), place);
    db.close();
    keepTemplate(folder);
  },
  before: (folder) => renew(folder, 20),
  async run(folder, say) {
    const { db } = openSample({ folder, ring: await unlock(folder) });
    const served = dossiersLeft(db);
    say('begin');
    // The last one may have been left half way.
    for (let n = Math.max(1, served); n <= served + inOneRun; n++) serve(db, n, say);
    say('end');
    db.close();
  },
  async inspect(folder, said) {
    const { db } = openSample({ folder, ring: await unlock(folder) });
    try {
      checkFile(db);
      const opened = dossiersLeft(db);
      for (let n = 1; n <= opened; n++) inspectDossier(db, n, opened);
      const last = said.findLast((line) => line.startsWith('saved '));
      if (last !== undefined) inspectPromise(db, last);
      return placeOfDraft(db, opened);
    } finally {
      db.close();
    }
  },
};

/** Goes on with the n-th dossier where it is, or opens it; each step is said once it is kept. */
function serve(db: WriteDb, n: number, say: (line: string) => void): void {
  const versions = intakeVersions(n);
  const from = n > dossiersLeft(db) ? 0 : dossierOf(db, sampleId(n)).dossier.edit;
  for (const [index, dossier] of versions.entries()) {
    if (dossier.edit <= from) continue;
    keepCaptures(db, dossier, versions[index - 1]);
    const sittings = index === 0 ? [openSitting(dossier)] : [];
    const records = index === 0 ? [sampleRecord('dossier.changed', dossier.id)] : [];
    writeDossiers(db, changeOf([dossier], { sittings, records }), place);
    say(`saved ${n} ${dossier.edit}`);
  }
}

/** What was taken is kept before a dossier names it; a kill in between leaves it kept. */
function keepCaptures(db: WriteDb, { captures }: Dossier, before: Dossier | undefined): void {
  if (captures.length === before?.captures.length) return;
  const known = new Set(capturesOf(db, sampleMark).map(({ id }) => id));
  const fresh = captures.filter(({ record }) => !known.has(record));
  if (fresh.length === 0) return;
  const records = [sampleRecord('capture.saved')];
  saveCaptures(db, { captures: fresh.map(({ record }) => sampleCapture(record)), place, records });
}

/** It is one of the versions the officer saw, whole; all but the last opened are complete. */
function inspectDossier(db: ReadDb, n: number, opened: number): void {
  const { dossier } = dossierOf(db, sampleId(n));
  const versions = intakeVersions(n);
  const version = versions.find(({ edit }) => edit === dossier.edit);
  need(
    version !== undefined && canonicalJson(version) === canonicalJson(dossier),
    `dossier ${n} is not as it was saved`,
  );
  need(n === opened || dossier.state === 'complete', `dossier ${n} went back to ${dossier.state}`);
}

/** The last step that was said is there, and at most the one that was being kept besides. */
function inspectPromise(db: ReadDb, line: string): void {
  const [, n = '', edit = ''] = line.split(' ');
  const { dossier } = dossierOf(db, sampleId(Number(n)));
  need(dossier.edit >= Number(edit), `a saved step is gone: ${line}, there is ${dossier.edit}`);
}

/** Where the officer goes on. */
function placeOfDraft(db: ReadDb, opened: number): string {
  const [draft] = draftsOf(db, { officer: 'CB001' });
  if (draft === undefined) return opened === 0 ? 'nobody yet' : 'between two people';
  const { step, focus } = draft.dossier;
  return focus === null ? `at ${step}` : `at ${step}, ${focus}`;
}
