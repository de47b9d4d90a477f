import { describe, expect, it } from 'vitest';
import { sittingSchema } from '#contract/dossier.ts';
import type { DossierKind } from '#contract/dossier-kind.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { addCapture } from './captures.ts';
import { byDeadline, daysLeft, isOverdue } from './deadline.ts';
import { dossierKinds } from './kinds/kinds.ts';
import { dossierLine } from './opening.ts';
import { joinSitting, openSitting, type Seated, takeShared } from './sitting.ts';
import { citizensOf } from './testing/sample-citizens.ts';
import { at, calendar, day, done, factsOf, moved, opened, sampleId, signed, taken } from './testing/sample-dossiers.ts';
import { kindOn } from './when.ts';

const who = citizensOf(people(), sampleDivisions);
const kindNow = (code: string): DossierKind => kindOn(dossierKinds, code, day) ?? never();
function never(): never {
  throw new RangeError('not there');
}
const [eId, exchange] = [kindNow('eIdLevel2'), kindNow('cardExchange')];
const facts = factsOf(who('F11'), { card: true });
const seated = (after: Seated) => (after.ok ? after : never());
const faults = (after: Seated) => (after.ok ? [] : after.faults.map(({ code }) => code));

describe('a sitting', () => {
  const card = opened(exchange, facts, 1);
  const identity = opened(eId, facts, 2);
  const first = openSitting(card);

  it('has two dossiers of one person, and one portrait for both', () => {
    const both = seated(joinSitting(first, [card], { dossier: identity, kind: eId }));
    const { sitting, dossiers } = seated(
      takeShared(both.sitting, { dossiers: both.dossiers, kinds: dossierKinds }, taken('portrait')),
    );
    expect(sittingSchema.parse(sitting)).toEqual(sitting);
    expect(sitting.dossiers).toEqual([sampleId(1), sampleId(2)]);
    expect(dossiers.map(({ captures }) => captures.map(({ record }) => record))).toEqual([
      ['record-portrait-1'],
      ['record-portrait-1'],
    ]);
  });

  it('gives a dossier that joins later what was taken before', () => {
    const { sitting, dossiers } = seated(
      takeShared(first, { dossiers: [card], kinds: dossierKinds }, taken('portrait')),
    );
    const joined = seated(joinSitting(sitting, dossiers, { dossier: identity, kind: eId }));
    expect(joined.dossiers[1]?.captures).toMatchObject([
      { capture: 'portrait', record: 'record-portrait-1', by: 'CB001' },
    ]);
  });

  it('gives each kind what it wants: irises to the card alone, a signature to nobody but who signs', () => {
    const both = seated(joinSitting(first, [card], { dossier: identity, kind: eId }));
    const table = { dossiers: both.dossiers, kinds: dossierKinds };
    const { dossiers } = seated(takeShared(both.sitting, table, taken('iris')));
    expect(dossiers.map(({ captures }) => captures.length)).toEqual([1, 0]);
    expect(faults(takeShared(both.sitting, table, taken('signature')))).toEqual(['capture.notNeeded']);
  });

  it('leaves a signed dossier what it has', () => {
    const whole = signed(card, { kind: exchange, facts });
    const { dossiers } = seated(
      takeShared(
        { ...first, dossiers: [whole.id, identity.id] },
        { dossiers: [whole, identity], kinds: dossierKinds },
        taken('portrait', 7),
      ),
    );
    expect(dossiers[0]).toBe(whole);
    expect(dossiers[1]?.captures).toMatchObject([{ record: 'record-portrait-7' }]);
  });

  it('is of one person, and has no two of a kind', () => {
    const other = opened(eId, factsOf(who('F12'), { card: true }), 3);
    expect(faults(joinSitting(first, [card], { dossier: other, kind: eId }))).toEqual(['sitting.otherPerson']);
    expect(faults(joinSitting(first, [card], { dossier: opened(exchange, facts, 4), kind: exchange }))).toEqual([
      'sitting.sameKind',
    ]);
  });
});

describe('lists', () => {
  it('show a dossier with its number masked and its days counted', () => {
    const complete = moved(signed(opened(eId, facts), { kind: eId, facts }), ['complete'], { kind: eId, facts });
    const line = dossierLine(complete, { kinds: dossierKinds, on: '2026-11-25', calendar });
    expect(line).toMatchObject({
      number: '••• ••• ••• 911',
      state: 'complete',
      since: at(30),
      due: '2026-12-01',
      daysLeft: 4,
      retyped: 0,
      left: [],
    });
    expect(line.names).toEqual(eId.names);
    expect(JSON.stringify(line)).not.toContain('079301999911');
    expect(dossierLine(opened(eId, facts), { kinds: dossierKinds, on: day, calendar })).toMatchObject({
      since: at(0),
      due: null,
      daysLeft: null,
    });
    expect(done(addCapture(opened(eId, facts), eId, taken('portrait'))).edit).toBe(2);
  });

  it('name a kind as it was called under the regime of the dossier, and by its code where nobody knows it', () => {
    const before = { ...exchange, regime: 'R-MẪU', names: { vi: 'Tên cũ', en: 'Old name' } };
    const ground = { kinds: [...dossierKinds, before], on: day, calendar };
    const line = (regime: string) =>
      dossierLine({ ...opened(exchange, facts), kind: { code: exchange.code, regime } }, ground).names;
    expect(line('R-MẪU')).toEqual(before.names);
    expect(line(exchange.regime)).toEqual(exchange.names);
    expect(line('R1999')).toEqual({ vi: 'cardExchange', en: 'cardExchange' });
  });

  it('come in the order their results are due', () => {
    const deadline = (due: string) => ({ from: day, workingDays: 3, due, law: '' });
    const rows = [
      { id: sampleId(4), deadline: null },
      { id: sampleId(3), deadline: deadline('2026-12-01') },
      { id: sampleId(2), deadline: deadline('2026-11-25') },
      { id: sampleId(1), deadline: deadline('2026-12-01') },
    ];
    expect(rows.toSorted(byDeadline).map(({ id }) => id)).toEqual([2, 1, 3, 4].map(sampleId));
    expect([isOverdue(deadline(day), day), isOverdue(deadline('2026-11-19'), day)]).toEqual([false, true]);
    expect(daysLeft(deadline('2026-11-18'), day, calendar)).toBe(-2);
  });
});
