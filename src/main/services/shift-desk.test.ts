import { beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '#contract/dossier.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { shiftStateSchema } from '#contract/shift.ts';
import { citizensOf } from '#domain/dossier/testing/sample-citizens.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { openShiftBook } from './shift-book.ts';
import {
  type BoardTrial,
  boardTrial,
  context,
  failing,
  firstShift,
  sampleId,
  trialDossiers,
} from './testing/board-trial.ts';

const { draft, complete } = trialDossiers(citizensOf(people(), sampleDivisions)('F02'));
const edited = (dossier: Dossier, over: Partial<Dossier> = {}): Dossier => ({
  ...dossier,
  edit: dossier.edit + 1,
  ...over,
});
const cancelled = (n: number) => edited(draft(n), { state: 'cancelled' });
const hour = 3_600_000;

let trial: BoardTrial;
beforeEach(async () => {
  trial = await boardTrial();
  await trial.signIn('tiepNhan', 'thuNhan');
});

const opening = (plan: string | null, reason: string | null = null, takeOver = false) =>
  failing(() => trial.shift.handlers['shift.open']({ plan, reason, takeOver }, context));
const takeOver = () => trial.shift.handlers['shift.takeOver'](undefined, context);
const list = () => trial.shift.handlers['shift.list']({ limit: 10 }, context);
const records = () =>
  trial.file.records
    .filter(({ action }) => action.startsWith('shift.'))
    .map(({ action, result }) => `${action} ${result.count}`);

describe('opening', () => {
  it('is said at once, with the plan and what there is to open now', async () => {
    expect(shiftStateSchema.parse(trial.state())).toMatchObject({ open: null, now: 'Ca 2', waiting: null });
    expect(trial.state().plan.map(({ name }) => name)).toEqual(['Ca 1', 'Ca 2', 'Ca 3']);
    await trial.open();
    expect(shiftStateSchema.parse(trial.state()).open).toMatchObject({
      ...{
        id: firstShift,
        station: 'MẪU',
        plan: 'Ca 2',
        reason: null,
        openedBy: 'CB001',
        reconciles: true,
        closed: null,
      },
    });
    expect(records()).toEqual(['shift.opened 0']);
  });

  it('is refused twice, and without a reason outside the hours of the shift that was meant', async () => {
    expect(await opening('Ca 1')).toBe('shift.refused shift.reasonMissing');
    expect(await opening(null)).toBe('shift.refused shift.reasonMissing');
    expect(await opening('Ca 1', 'đợt cao điểm')).toBeNull();
    expect(trial.state().open).toMatchObject({ plan: null, reason: 'đợt cao điểm' });
    expect(await opening('Ca 2')).toBe('shift.refused shift.openElsewhere');
  });

  it('is for those at the desk, and needs somebody', async () => {
    await trial.signIn('kiemTra');
    expect(await opening('Ca 2')).toBe('session.notPermitted');
    expect(await failing(list)).toBe('session.notPermitted');
    await trial.office.session.end('byOfficer');
    expect(await opening('Ca 2')).toBe('session.nobody');
    expect(trial.file.commits).toBe(0);
  });

  it('that cannot be written leaves none open', async () => {
    trial.file.beforeCommit = () => {
      throw new FailureError(failure('storage.full'));
    };
    expect(await opening('Ca 2')).toBe('storage.full');
    expect(trial.state().open).toBeNull();
    trial.file.beforeCommit = () => undefined;
    expect(await opening('Ca 2')).toBeNull();
  });

  it('is found again after the program ended, also when the station got another name', async () => {
    await trial.open();
    expect((await openShiftBook(trial.file, 'MẪU')).open()?.id).toBe(firstShift);
    expect((await openShiftBook(trial.file, 'TÊN KHÁC')).open()?.id).toBe(firstShift);
    await trial.close();
    expect((await openShiftBook(trial.file, 'MẪU')).open()).toBeNull();
  });

  it('follows the hour', async () => {
    const before = trial.told.states.length;
    trial.shift.tick();
    expect(trial.told.states).toHaveLength(before);
    trial.time.pass(3 * hour);
    trial.shift.tick();
    expect(trial.state().now).toBe('Ca 3');
  });
});

describe('closing', () => {
  it('freezes figures counted from the dossiers, and passes on what is open', async () => {
    await trial.open();
    await trial.keep(draft(1), draft(2), draft(3));
    await trial.keeper.complete(trial.act([complete(2)]), sampleId(2));
    await trial.keep(cancelled(3));
    await trial.shift.handlers['shift.close'](
      { devices: [{ device: 'Đầu đọc thử', works: true, note: null }], note: 'còn một' },
      context,
    );
    expect(trial.state()).toMatchObject({
      open: null,
      waiting: { closed: { passedOn: 1, note: 'còn một', takenOverBy: null } },
    });
    expect((await list())[0]).toMatchObject({
      ...{ reconciles: true, counts: { taken: 3, open: 0, finished: 1, cancelled: 1, passedOn: 1 } },
      closed: { by: 'CB001' },
    });
    expect(records()).toEqual(['shift.opened 0', 'shift.closed 3']);
    expect(trial.told.closed).toEqual(['CB001']);
    expect(trial.told.passed).toBe(2);
  });

  it('needs one that is open, and one that reconciles', async () => {
    expect(await failing(trial.close)).toBe('shift.none');
    await trial.open();
    await trial.keep(draft(1));
    // Somebody was at the file: a dossier says it is of this shift, and the shift has no entry of it.
    await trial.file.save({
      dossiers: [{ dossier: draft(9), mark: 'ab'.repeat(16) }],
      ...{ sittings: [], shifts: [], records: [], at: '' },
    });
    expect(await failing(trial.close)).toBe('shift.refused shift.notReconciled');
    await trial.keep(cancelled(1));
    expect(trial.state().open?.reconciles).toBe(false);
  });
});

describe('handing over', () => {
  beforeEach(async () => {
    await trial.open();
    await trial.keep(draft(1), draft(2));
    await trial.close();
  });

  it('with the opening gives each open dossier to the next shift, in one transaction', async () => {
    const before = trial.file.commits;
    await trial.open(true);
    expect(trial.file.commits).toBe(before + 1);
    expect(trial.state()).toMatchObject({
      ...{ waiting: null, open: { reconciles: true, counts: { taken: 0, inherited: 2, open: 2 } } },
    });
    expect(trial.file.dossier(sampleId(1))).toMatchObject({ shift: sampleId(801), edit: 2 });
    expect((await list())[1]?.closed).toMatchObject({ passedOn: 0, takenOverBy: sampleId(801) });
    expect(records()).toEqual(['shift.opened 0', 'shift.closed 2', 'shift.opened 2', 'shift.takenOver 2']);
  });

  it('may be done later, once, and does nothing when nothing is left', async () => {
    expect(await failing(takeOver)).toBe('shift.none');
    await trial.open();
    expect(trial.state().waiting?.closed?.passedOn).toBe(2);
    await takeOver();
    await takeOver();
    expect(trial.state()).toMatchObject({ waiting: null, open: { counts: { inherited: 2 } } });
    expect(records().filter((each) => each.startsWith('shift.takenOver'))).toEqual(['shift.takenOver 2']);
  });

  it('leaves what was taken up one by one where it is, and forgets none of an earlier shift', async () => {
    await trial.open();
    await trial.keep(edited(draft(1)), draft(3, { shift: sampleId(801) }));
    expect(trial.state().waiting?.closed?.passedOn).toBe(1);
    await trial.close();
    await trial.open(true);
    expect(trial.state()).toMatchObject({
      waiting: null,
      open: { reconciles: true, counts: { inherited: 3, open: 3 } },
    });
    expect([1, 2, 3].map((n) => trial.file.dossier(sampleId(n)).shift)).toEqual(Array(3).fill(sampleId(802)));
  });

  it('is over when the last one was taken up by itself', async () => {
    await trial.open();
    await trial.keep(edited(draft(1)), edited(draft(2)));
    expect(trial.state().waiting).toBeNull();
  });

  it('that cannot be written changes neither shift', async () => {
    await trial.open();
    trial.file.beforeCommit = () => {
      throw new FailureError(failure('storage.full'));
    };
    expect(await failing(takeOver)).toBe('storage.full');
    trial.file.beforeCommit = () => undefined;
    expect(trial.book.needed().entries).toEqual([]);
    await takeOver();
    expect(trial.state().open?.counts.inherited).toBe(2);
  });
});

it('shows the dossiers of a shift with their numbers masked, on record', async () => {
  await trial.open();
  await trial.keep(draft(1));
  const asked = () => trial.shift.handlers['shift.dossiers']({ shift: firstShift }, context);
  const lines = await asked();
  expect(lines).toMatchObject([{ id: sampleId(1), state: 'new', number: expect.stringContaining('•••') }]);
  expect(JSON.stringify(lines)).not.toContain(draft(1).subject.number);
  expect(trial.office.records.at(-1)).toMatchObject({ action: 'queue.seen', result: { code: 'shift', count: 1 } });
  expect(await trial.shift.handlers['shift.dossiers']({ shift: sampleId(5) }, context)).toEqual([]);
  await trial.signIn('quanTri');
  expect(await failing(asked)).toBe('session.notPermitted');
});
