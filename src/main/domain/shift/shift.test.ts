import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dossier } from '#contract/dossier.ts';
import { dossierStates } from '#contract/dossier-kind.ts';
import { type Shift, shiftSchema } from '#contract/shift.ts';
import { defaultPlan, plannedShiftAt } from './plan.ts';
import {
  adoptDossier,
  type Closing,
  closeShift,
  countsOf,
  followDossier,
  openShift,
  outcomeOf,
  reconciles,
  type ShiftOpening,
  type ShiftResult,
  takeDossier,
  takeOver,
} from './shift.ts';

const id = (n: number) => `019a9e00-0000-7000-8000-${String(n).padStart(12, '0')}`;
const at = '2026-11-20T01:00:00.000Z';
const opening: ShiftOpening = {
  id: id(1),
  station: '99999',
  by: 'CB001',
  at,
  minute: '07:30',
  plan: defaultPlan,
  reason: null,
  current: null,
};
const taking = (n: number, minute = '08:00', reason: string | null = null) => ({
  dossier: id(n),
  at,
  by: 'CB001',
  reason,
  minute,
  plan: defaultPlan,
});
const closing = (dossiers: Closing['dossiers']): Closing => ({
  by: 'CH001',
  at,
  dossiers,
  devices: [{ device: 'đầu đọc', works: true, note: null }],
  note: null,
});
const done = (result: ShiftResult): Shift => (result.ok ? result.shift : never(result.fault));
function never(why: string): never {
  throw new Error(why);
}
const fault = (result: ShiftResult) => (result.ok ? null : result.fault);
const dossier = (n: number, state: Dossier['state'], shift = 1) =>
  ({ id: id(n), state, shift: id(shift), edit: 1 }) as Dossier;
const withDossiers = (...numbers: readonly number[]) =>
  numbers.reduce((shift, n) => done(takeDossier(shift, taking(n))), done(openShift(opening)));

describe('the plan', () => {
  it('puts 21:59 into the third shift and 22:05 into none (RQ-02)', () => {
    expect(plannedShiftAt(defaultPlan, '21:59')?.name).toBe('Ca 3');
    expect(plannedShiftAt(defaultPlan, '12:00')?.name).toBe('Ca 2');
    expect(plannedShiftAt(defaultPlan, '22:05')).toBeNull();
    expect(plannedShiftAt(defaultPlan, '06:59')).toBeNull();
  });
});

describe('opening', () => {
  it('asks for a reason outside the plan, and for the other shift to be closed', () => {
    expect(done(openShift(opening))).toMatchObject({ plan: 'Ca 1', reason: null, openedBy: 'CB001' });
    expect(fault(openShift({ ...opening, minute: '22:05', reason: ' ' }))).toBe('shift.reasonMissing');
    expect(done(openShift({ ...opening, minute: '22:05', reason: 'đợt cao điểm' }))).toMatchObject({
      plan: null,
      reason: 'đợt cao điểm',
    });
    expect(fault(openShift({ ...opening, current: done(openShift(opening)) }))).toBe('shift.openElsewhere');
    const closed = done(closeShift(done(openShift(opening)), closing([])));
    expect(done(openShift({ ...opening, id: id(2), current: closed })).id).toBe(id(2));
  });

  it('takes a dossier after hours for a reason alone', () => {
    const shift = done(openShift({ ...opening, minute: '21:00' }));
    expect(fault(takeDossier(shift, taking(5, '22:05')))).toBe('shift.reasonMissing');
    expect(done(takeDossier(shift, taking(5, '22:05', 'người cuối hàng'))).entries[0]).toMatchObject({
      reason: 'người cuối hàng',
      came: 'taken',
    });
    expect(fault(takeDossier(withDossiers(5), taking(5)))).toBe('shift.dossierTwice');
  });
});

describe('closing', () => {
  it('freezes figures that reconcile, and passes on what is open', () => {
    const shift = withDossiers(11, 12, 13, 14, 15, 16);
    const states = ['capturing', 'queued', 'refused', 'cancelled', 'awaitingSignature', 'lapsed'] as const;
    const closed = done(closeShift(shift, closing(states.map((state, n) => dossier(11 + n, state)))));
    expect(closed.closed?.counts).toEqual({
      taken: 6,
      inherited: 0,
      open: 0,
      finished: 1,
      refused: 1,
      cancelled: 1,
      lapsed: 1,
      passedOn: 2,
    });
    expect(closed.closed?.handOver).toMatchObject({ dossiers: [id(11), id(15)], takenOverBy: null });
    expect(shiftSchema.parse(closed)).toEqual(closed);
    expect(fault(closeShift(closed, closing([])))).toBe('shift.closed');
    expect(fault(takeDossier(closed, taking(17)))).toBe('shift.closed');
    expect(fault(followDossier(closed, dossier(11, 'complete')))).toBe('shift.closed');
  });

  it('does not close on figures that do not reconcile', () => {
    const shift = withDossiers(11, 12);
    expect(fault(closeShift(shift, closing([dossier(11, 'new')])))).toBe('shift.notReconciled');
    expect(fault(closeShift(shift, closing([dossier(11, 'new'), dossier(12, 'new'), dossier(13, 'new')])))).toBe(
      'shift.notReconciled',
    );
    // Those of other shifts are none of its business.
    expect(
      done(closeShift(shift, closing([dossier(11, 'new'), dossier(12, 'new'), dossier(13, 'new', 9)]))).closed?.counts
        .passedOn,
    ).toBe(2);
  });

  it('follows its dossiers while it is open', () => {
    const shift = done(followDossier(withDossiers(11), dossier(11, 'complete')));
    expect(countsOf(shift)).toMatchObject({ taken: 1, finished: 1, open: 0 });
    expect(fault(followDossier(shift, dossier(12, 'complete')))).toBe('shift.dossierUnknown');
  });
});

describe('handing over', () => {
  const shifts = () => {
    const dossiers = [dossier(11, 'capturing'), dossier(12, 'complete')];
    const from = done(closeShift(withDossiers(11, 12), closing(dossiers)));
    return { dossiers, from, next: done(openShift({ ...opening, id: id(2), minute: '12:00' })) };
  };

  it('gives each open dossier to the next shift, and to it alone', () => {
    const { dossiers, from, next } = shifts();
    const after = takeOver(next, from, { by: 'CB002', at, dossiers });
    if (!after.ok) never(after.fault);
    expect(after.shift.entries).toMatchObject([{ dossier: id(11), came: 'inherited', by: 'CB002', outcome: 'open' }]);
    expect(after.from.closed?.handOver.takenOverBy).toBe(id(2));
    expect(after.dossiers).toMatchObject([{ id: id(11), shift: id(2), edit: 2 }]);
    expect(takeOver(after.shift, after.from, { by: 'CB002', at, dossiers })).toEqual({
      ok: false,
      fault: 'shift.alreadyTakenOver',
    });
    expect(reconciles(countsOf(after.shift))).toBe(true);
  });

  it('leaves where it is what another shift took up by itself meanwhile', () => {
    const { dossiers, from, next } = shifts();
    const elsewhere = dossiers.map((each) => (each.id === id(11) ? { ...each, shift: id(7) } : each));
    const after = takeOver(next, from, { by: 'CB002', at, dossiers: elsewhere });
    expect(after).toMatchObject({ ok: true, dossiers: [], shift: { entries: [] } });
  });

  it('is not done for an open shift, nor when a dossier is not there', () => {
    const { from, next } = shifts();
    expect(takeOver(next, withDossiers(11), { by: 'CB002', at, dossiers: [] })).toEqual({
      ok: false,
      fault: 'shift.openElsewhere',
    });
    expect(takeOver(next, from, { by: 'CB002', at, dossiers: [] })).toEqual({
      ok: false,
      fault: 'shift.dossierUnknown',
    });
    expect(takeOver(from, from, { by: 'CB002', at, dossiers: [] })).toEqual({ ok: false, fault: 'shift.closed' });
  });

  it('takes up again what the centre returned', () => {
    const { next } = shifts();
    const adopted = adoptDossier(next, dossier(12, 'capturing'), { by: 'CB002', at });
    expect(adopted).toMatchObject({
      ok: true,
      dossier: { shift: id(2), edit: 2 },
      shift: { entries: [{ came: 'inherited', outcome: 'open' }] },
    });
    expect(adoptDossier(next, dossier(12, 'capturing', 2), { by: 'CB002', at })).toEqual({
      ok: false,
      fault: 'shift.dossierTwice',
    });
  });
});

describe('figures', () => {
  it('reconcile whatever becomes of the dossiers, over any number of shifts, and every dossier has one owner', () => {
    const state = fc.constantFrom(...dossierStates);
    const days = fc.array(fc.array(state, { maxLength: 6 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(days, fc.infiniteStream(state), (shiftsOfDay, later) => {
        let dossiers: readonly Dossier[] = [];
        let before: Shift | null = null;
        for (const [n, states] of shiftsOfDay.entries()) {
          let shift = done(openShift({ ...opening, id: id(n + 1) }));
          if (before !== null) {
            const over = takeOver(shift, before, { by: 'CB001', at, dossiers });
            if (!over.ok) never(over.fault);
            shift = over.shift;
            dossiers = [
              ...dossiers.filter((each) => !over.dossiers.some((moved) => moved.id === each.id)),
              ...over.dossiers,
            ];
          }
          const fresh = states.map((each, m) => dossier(100 * (n + 1) + m, each, n + 1));
          for (const each of fresh) shift = done(takeDossier(shift, { ...taking(0), dossier: each.id }));
          dossiers = [...dossiers, ...fresh].map((each) =>
            each.shift === shift.id && outcomeOf(each) === 'open' ? { ...each, state: later.next().value } : each,
          );
          before = done(closeShift(shift, closing(dossiers)));
          expect(reconciles(before.closed?.counts ?? never('open'))).toBe(true);
          expect(before.closed?.counts.open).toBe(0);
        }
        expect(new Set(dossiers.map((each) => each.id)).size).toBe(dossiers.length);
        const left = dossiers.filter((each) => outcomeOf(each) === 'open').map((each) => each.shift);
        expect(left.every((owner) => owner === before?.id)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
