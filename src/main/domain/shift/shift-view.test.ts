import { describe, expect, it } from 'vitest';
import type { Dossier } from '#contract/dossier.ts';
import { type Shift, shiftViewSchema } from '#contract/shift.ts';
import { closeShift, countsOf } from './shift.ts';
import { leftOf, shiftView } from './shift-view.ts';

const id = (n: number) => `019a9e00-0000-7000-8000-${String(n).padStart(12, '0')}`;
const at = '2026-11-20T01:00:00.000Z';
const entry = { came: 'taken', at, by: 'CB001', outcome: 'open', reason: null } as const;
const open: Shift = {
  ...{ id: id(1), station: 'MẪU', plan: 'Ca 1', reason: null, openedBy: 'CB001', openedAt: at, closed: null },
  entries: [11, 12].map((n) => ({ dossier: id(n), ...entry })),
};
const dossier = (n: number, state: Dossier['state'], shift = 1) => ({ id: id(n), state, shift: id(shift) });

describe('an open shift', () => {
  it('shows what its dossiers are now, whatever was last written of them', () => {
    const view = shiftView(open, [dossier(11, 'sent'), dossier(12, 'refused')]);
    expect(shiftViewSchema.parse(view)).toMatchObject({
      reconciles: true,
      counts: { taken: 2, finished: 1, refused: 1, open: 0 },
    });
    expect(countsOf(open)).toMatchObject({ open: 2 });
  });

  it.each([
    ['one of its dossiers says otherwise', [dossier(11, 'new'), dossier(12, 'new', 9)]],
    ['one is gone', [dossier(11, 'new')]],
    [
      'a dossier says it is of this shift, and it does not know it',
      [dossier(11, 'new'), dossier(12, 'new'), dossier(13, 'new')],
    ],
  ])('does not reconcile when %s', (_, dossiers) => {
    expect(shiftView(open, dossiers).reconciles).toBe(false);
  });
});

describe('a closed shift', () => {
  const dossiers = [dossier(11, 'capturing'), dossier(12, 'awaitingSignature')];
  const done = closeShift(open, { by: 'CB001', at, dossiers, devices: [], note: null });
  const closed = done.ok ? done.shift : open;

  it('keeps its figures, and says what is still left of what it passed on', () => {
    const later = [dossier(11, 'queued', 2), dossier(12, 'awaitingSignature')];
    expect(shiftView(closed, later)).toMatchObject({
      reconciles: true,
      counts: { passedOn: 2 },
      closed: { passedOn: 1 },
    });
    expect(leftOf(closed, later)).toEqual([id(12)]);
    expect(leftOf(open, dossiers)).toEqual([]);
  });

  it('has nothing left once somebody took it over', () => {
    const over = closed.closed && { ...closed.closed, handOver: { ...closed.closed.handOver, takenOverBy: id(2) } };
    expect(leftOf({ ...closed, closed: over }, dossiers)).toEqual([]);
  });
});
