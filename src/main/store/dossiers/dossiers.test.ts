import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '#contract/dossier.ts';
import { countsOf } from '#domain/shift/shift.ts';
import type { DossierChange } from '#ports/dossier-store.ts';
import { readAuditLog } from '../audit/audit-store.ts';
import { removeCapture, saveCaptures } from '../captures/capture-store.ts';
import { sampleCapture, sampleMark } from '../captures/testing/sample-capture.ts';
import { query } from '../database/query.ts';
import { type SampleDeskFile, sampleDeskFile } from '../testing/sample-desk-file.ts';
import { refuseNeeded } from './capture-links.ts';
import {
  dossierCounts,
  dossierOf,
  dossiersInState,
  dossiersOfPerson,
  dossiersOfShift,
  draftsOf,
  firstDueOf,
  sittingOf,
} from './read-dossiers.ts';
import { newestShifts, openShiftAt, shiftOf } from './shift-store.ts';
import {
  captured,
  changeOf,
  edited,
  moved,
  queued,
  sampleDossier,
  sampleId,
  sampleRecord,
  sampleShift,
  sampleShiftId,
  sampleSitting,
  sampleSittingId,
} from './testing/sample-dossiers.ts';
import { discardDraft, writeDossiers } from './write-dossiers.ts';

let file: SampleDeskFile;
beforeEach(() => {
  file = sampleDeskFile();
});
afterEach(() => file.remove());

const save = (dossiers: readonly Dossier[], over: Partial<DossierChange> = {}) =>
  writeDossiers(file.db, changeOf(dossiers, over), file.place);
const open = (...dossiers: readonly Dossier[]) => {
  const numbers = dossiers.map(({ id }) => Number(id.slice(-12)));
  save(dossiers, { sittings: [sampleSitting(numbers)], shifts: [sampleShift()], records: [sampleRecord()] });
};
const keepCaptures = (...ids: readonly string[]) =>
  saveCaptures(file.db, { captures: ids.map((id) => sampleCapture(id)), place: file.place, records: [] });
const linksTo = (capture: string) =>
  file.db.all(
    query<{ capture: string }, { holder: string }>(
      'test.links',
      'SELECT holder FROM capture_link WHERE capture = :capture ORDER BY holder',
    ),
    { capture },
  );
const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });
const sequence = async () => (await readAuditLog(file.db, 'profile-MAU').tail()).sequence;

describe('a draft', () => {
  it('comes back as it was at its last step, at the same field, for its officer and its shift', async () => {
    const first = sampleDossier(1);
    open(first, sampleDossier(2, { officer: 'CB002' }));
    const later = edited(first, { step: 'form', focus: 'phone' });
    save([later], { at: '2026-11-22T09:00:00.000Z' });
    expect(draftsOf(file.db, { officer: 'CB001' })).toEqual([{ dossier: later, mark: sampleMark }]);
    expect(draftsOf(file.db, { shift: sampleShiftId }).map(({ dossier }) => dossier.id)).toEqual([
      later.id,
      sampleId(2),
    ]);
    expect(sittingOf(file.db, sampleSittingId)).toEqual(sampleSitting([1, 2]));
    expect(await sequence()).toBe(1);
  });

  it('is not put back by an older edit, nor by another text of the same one', () => {
    const now = edited(sampleDossier(1), { focus: 'phone' });
    open(now);
    expect(() => save([sampleDossier(1)])).toThrow(failing('dossier.changedMeanwhile'));
    expect(() => save([{ ...now, focus: 'name' }])).toThrow(failing('dossier.changedMeanwhile'));
    save([now]);
    expect(dossierOf(file.db, now.id).dossier).toEqual(now);
  });

  it('is kept with everything written beside it, or nothing is', async () => {
    open(sampleDossier(1));
    const next = edited(sampleDossier(1), { focus: 'phone' });
    const broken = { ...sampleRecord(), officer: 'CB\ud800' };
    expect(() => save([next], { sittings: [sampleSitting([1, 2])], records: [broken] })).toThrow();
    expect(() => save([next, sampleDossier(1)])).toThrow(failing('dossier.changedMeanwhile'));
    expect(dossierOf(file.db, next.id).dossier.focus).toBeNull();
    expect(sittingOf(file.db, sampleSittingId).dossiers).toHaveLength(1);
    expect(await sequence()).toBe(1);
  });

  it('is found by its person and its state, and says so when it is not there', () => {
    open(sampleDossier(1), sampleDossier(2), sampleDossier(3));
    save([moved(sampleDossier(2), 'refused')]);
    expect(dossiersOfPerson(file.db, sampleMark)).toHaveLength(3);
    expect(dossiersOfPerson(file.db, 'b2'.repeat(16))).toEqual([]);
    expect(dossierCounts(file.db)).toEqual({ new: 2, refused: 1 });
    const [one] = dossiersInState(file.db, { state: 'new', after: null, limit: 1 });
    expect(one?.dossier.id).toBe(sampleId(1));
    const rest = dossiersInState(file.db, { state: 'new', after: sampleId(1), limit: 9 });
    expect(rest.map(({ dossier }) => dossier.id)).toEqual([sampleId(3)]);
    expect(() => dossierOf(file.db, sampleId(4))).toThrow(failing('dossier.unknown'));
    expect(() => sittingOf(file.db, sampleId(4))).toThrow(failing('dossier.unknown'));
  });

  it('of all in a state, says the first day one is due, and reads none of them for it', () => {
    const due = (day: string) => ({ deadline: { from: '2026-11-22', workingDays: 7, due: day, law: 'MẪU' } });
    const days = ['2026-12-09', '2026-12-02', '2026-12-04'];
    open(...[1, 2, 3, 4, 5].map((n) => sampleDossier(n)));
    save(days.map((day, at) => moved(sampleDossier(at + 1), 'complete', due(day))));
    save([moved(sampleDossier(4), 'cancelled', due('2026-11-23'))]);
    expect(firstDueOf(file.db, 'complete')).toBe('2026-12-02');
    expect(firstDueOf(file.db, 'new')).toBeNull();
    const plan = query<Record<never, never>, { detail: string }>(
      'test.plan',
      "EXPLAIN QUERY PLAN SELECT min(document ->> '$.deadline.due') FROM dossier WHERE state = 'complete'",
    );
    expect(file.db.all(plan).map(({ detail }) => detail)).toEqual([
      expect.stringContaining('USING INDEX dossier_by_due'),
    ]);
  });

  it('is not queued without its packet, whoever says so', () => {
    open(sampleDossier(1));
    expect(() => save([queued(sampleDossier(1))])).toThrow('queued with its packet');
    expect(() => save([queued(sampleDossier(2))])).toThrow('begins at this desk');
    expect(dossierOf(file.db, sampleId(1)).dossier.state).toBe('new');
  });

  it('never goes back, whoever writes it', () => {
    open(moved(sampleDossier(1), 'capturing'));
    const back = (change: string) => () => file.db.exec(`UPDATE dossier SET document = ${change}`);
    expect(back("json_set(document, '$.focus', 'x')")).toThrow('never back');
    expect(back("json_set(document, '$.edit', 9, '$.history', json('[]'))")).toThrow('never back');
    expect(back("json_set(document, '$.edit', 9, '$.revision', 3)")).toThrow('never back');
  });

  it('reads as nothing in the file', () => {
    open(sampleDossier(1));
    file.db.pragma('wal_checkpoint(TRUNCATE)');
    const raw = readFileSync(join(file.folder, 'desk.db'));
    expect(raw.includes('NGUYỄN VĂN MẪU') || raw.includes('001099000901')).toBe(false);
  });
});

describe('a draft that is discarded', () => {
  it('is gone with the record of it; the others keep their sitting, and the last one takes it along', async () => {
    open(sampleDossier(1), sampleDossier(2));
    const discard = (n: number) =>
      discardDraft(file.db, { id: sampleId(n), records: [sampleRecord()], place: file.place });
    discard(1);
    expect(sittingOf(file.db, sampleSittingId).dossiers).toEqual([sampleId(2)]);
    discard(2);
    expect(() => sittingOf(file.db, sampleSittingId)).toThrow(failing('dossier.unknown'));
    expect(() => discard(2)).toThrow(failing('dossier.unknown'));
    expect(await sequence()).toBe(3);
  });

  it.each([
    ['a shift answers for', () => save([], { shifts: [sampleShift([1])] })],
    ['is complete', () => save([moved(sampleDossier(1), 'complete')])],
  ])('is none that %s', (_, make) => {
    open(sampleDossier(1));
    make();
    const discard = () => discardDraft(file.db, { id: sampleId(1), records: [], place: file.place });
    expect(discard).toThrow(failing('dossier.notDraft'));
    expect(() => file.db.exec('DELETE FROM dossier')).toThrow('no shift answers for');
  });
});

describe('captures a dossier needs', () => {
  const pictured = (...records: readonly string[]) =>
    edited(sampleDossier(1), { captures: records.map(captured), edit: 2 + records.length });
  const remove = (id: string) => removeCapture(file.db, { id, place: file.place, records: [] });

  it('must be kept themselves', () => {
    open(sampleDossier(1));
    expect(() => save([pictured('one')])).toThrow(failing('capture.unknown'));
    expect(dossierOf(file.db, sampleId(1)).dossier.captures).toEqual([]);
  });

  it('stay while it does, papers too, and go when it names others or nothing is made of it any more', () => {
    keepCaptures('one', 'two', 'paper');
    open(sampleDossier(1));
    const paper = {
      paper: 'giayKhaiSinh',
      at: '',
      by: 'CB001',
      shown: { as: 'capture', record: 'paper' },
    } as const;
    const full = { ...pictured('one', 'two'), documents: [paper] };
    save([full]);
    for (const id of ['one', 'two', 'paper']) {
      expect(() => refuseNeeded(file.db, id)).toThrow(failing('capture.inDossier'));
      expect(() => remove(id)).toThrow();
    }
    const fewer = edited(full, { captures: [captured('two')] });
    save([fewer]);
    refuseNeeded(file.db, 'one');
    remove('one');
    save([moved(fewer, 'cancelled')]);
    remove('two');
    remove('paper');
    expect(dossierOf(file.db, sampleId(1)).dossier.state).toBe('cancelled');
  });

  it('are held by the sitting for the dossiers still to come, as long as one is taken in', () => {
    keepCaptures('one');
    open(sampleDossier(1));
    save([], { sittings: [sampleSitting([1], { captures: [captured('one')] })] });
    expect(linksTo('one')).toEqual([{ holder: sampleSittingId }]);
    save([moved(sampleDossier(1), 'cancelled')]);
    expect(linksTo('one')).toEqual([]);
  });
});

describe('a shift', () => {
  const closed = () => {
    const shift = sampleShift([1]);
    const handOver = { dossiers: [sampleId(1)], devices: [], note: null, takenOverBy: null };
    const counts = { ...countsOf(shift), open: 0, passedOn: 1 };
    return { ...shift, closed: { by: 'CB001', at: '2026-11-22T10:00:00.000Z', counts, handOver } };
  };

  it('is one at a time at a station, and comes back open or closed', () => {
    save([], { shifts: [sampleShift([1])] });
    expect(openShiftAt(file.db, '99999')).toEqual(sampleShift([1]));
    expect(() => save([], { shifts: [sampleShift([], { id: sampleId(801) })] })).toThrow('UNIQUE');
    save([], { shifts: [closed()] });
    expect(openShiftAt(file.db, '99999')).toBeNull();
    save([], { shifts: [sampleShift([], { id: sampleId(801) })] });
    expect(newestShifts(file.db, 5).map(({ id }) => id)).toEqual([sampleId(801), sampleShiftId]);
    expect(shiftOf(file.db, sampleId(802))).toBeNull();
  });

  it('loses no dossier, and closed changes no more but for who took over', () => {
    save([], { shifts: [sampleShift([1, 2])] });
    expect(() => save([], { shifts: [sampleShift([1])] })).toThrow('loses no dossier');
    save([], { shifts: [closed()].map((shift) => ({ ...shift, entries: sampleShift([1, 2]).entries })) });
    const final = shiftOf(file.db, sampleShiftId);
    if (!final?.closed) throw new Error('it is open');
    const { closed: closing } = final;
    expect(() => save([], { shifts: [{ ...final, reason: 'khác' }] })).toThrow('is final');
    expect(() => save([], { shifts: [{ ...final, closed: null }] })).toThrow('is final');
    const taken = (by: string) => ({
      ...final,
      closed: { ...closing, handOver: { ...closing.handOver, takenOverBy: by } },
    });
    save([], { shifts: [taken(sampleId(801))] });
    save([], { shifts: [taken(sampleId(801))] });
    expect(() => save([], { shifts: [taken(sampleId(802))] })).toThrow('is final');
  });

  it('knows every dossier that says it is its own', () => {
    open(sampleDossier(1), sampleDossier(2));
    save([moved(sampleDossier(2), 'cancelled')]);
    expect(dossiersOfShift(file.db, sampleShiftId)).toEqual([
      { id: sampleId(1), state: 'new', shift: sampleShiftId },
      { id: sampleId(2), state: 'cancelled', shift: sampleShiftId },
    ]);
  });
});
