import type { AuditDraft } from '#domain/audit/record.ts';
import { newAuditPlace } from '../../audit/audit-place.ts';
import { readAuditLog } from '../../audit/audit-store.ts';
import { capturePart, capturesOf, removeCapture, saveCaptures } from '../../captures/capture-store.ts';
import { sampleCapture, sampleMark } from '../../captures/testing/sample-capture.ts';
import { checkFile } from '../../database/health.ts';
import { type KillTrial, need } from './kill-trial.ts';
import { makeKeys, openSample, unlock } from './sample-profile.ts';

const place = newAuditPlace({ profile: 'kills', machine: 'MAY-MAU-01', station: '99999', epoch: 1 });
const record = (action: 'capture.saved' | 'capture.removed', code: string): AuditDraft => ({
  ...{ at: '2026-11-22T08:00:00.000Z', monotonic: 1, officer: 'CB001', role: 'thuNhan', action, object: null },
  ...{ purpose: null, result: { outcome: 'done', code, count: 1 } },
});
/** As large as a portrait with its original. */
const bytes = 300_000;
/** So many are saved in one run; every third one goes again. */
const inOneRun = 9;

/** A capture is there with all its bytes and its record, or not at all; one that was acknowledged stays, one that was removed is gone. */
export const captureTrial: KillTrial = {
  name: 'capture',
  async prepare(folder) {
    const ring = await makeKeys(folder);
    openSample({ folder, ring }).db.close();
  },
  before: () => undefined,
  async run(folder, say) {
    const { db } = openSample({ folder, ring: await unlock(folder) });
    for (const { id } of capturesOf(db, sampleMark))
      removeCapture(db, { id, place, records: [record('capture.removed', id)] });
    const first = (await readAuditLog(db, 'kills').tail()).sequence;
    say('begin');
    for (let at = 0; at < inOneRun; at++) {
      const id = `c${first}-${at}`;
      saveCaptures(db, { captures: [sampleCapture(id, bytes)], place, records: [record('capture.saved', id)] });
      say(`saved ${id}`);
      if (at % 3 !== 2) continue;
      removeCapture(db, { id, place, records: [record('capture.removed', id)] });
      say(`removed ${id}`);
    }
    say('end');
    db.close();
  },
  async inspect(folder, said) {
    const { db } = openSample({ folder, ring: await unlock(folder) });
    checkFile(db);
    const there = capturesOf(db, sampleMark);
    for (const { id, parts } of there) {
      const kept = sampleCapture(id, bytes);
      need(parts.length === kept.parts.length, `${id} is not whole`);
      for (const { name, bytes: given } of kept.parts)
        need(Buffer.from(capturePart(db, id, name)).equals(given), `${name} of ${id} is not what was saved`);
    }
    const ids = there.map(({ id }) => id);
    const log = readAuditLog(db, 'kills');
    const lines = await log.page({ ...everything, limit: 500 });
    const logged = (action: string) => lines.filter((line) => line.action === action).map(({ result }) => result.code);
    const [saved, removed] = [logged('capture.saved'), logged('capture.removed')];
    need(
      ids.every((id) => saved.includes(id) && !removed.includes(id)),
      'what is there is not what was recorded',
    );
    need(
      saved.every((id) => removed.includes(id) || ids.includes(id ?? '')),
      'what was recorded is not there',
    );
    for (const line of said) {
      const [word, id = ''] = line.split(' ');
      if (word === 'saved') need(saved.includes(id), `an acknowledged capture is gone: ${id}`);
      if (word === 'removed') need(!ids.includes(id), `a removed capture is there: ${id}`);
    }
    db.close();
    return ids.length === 0 ? 'none of it' : ids.length < 6 ? 'some of it' : 'all of it';
  },
};

const everything = {
  ...{ before: null, officer: null, action: null, level: null, mark: null, purpose: null, from: null, to: null },
} as const;
