import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Citizen } from '#contract/citizen.ts';
import { readDocumentDate } from '#domain/text/document-date.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { intakeBlock, printedResidence } from '../citizen.ts';
import { addDays, addYears, ageOn, datesAgree, daysBetween, wholeBirth } from '../dates.ts';
import { readPersonRows } from '../person-row.ts';
import { createDivisions } from '../units/divisions.ts';
import {
  ageGroup,
  cardExpiry,
  cardState,
  eIdWorkingDays,
  heldCard,
  intakeByAge,
  isExpired,
  milestoneRuleOn,
} from './card-validity.ts';
import { birthRange, type CohortRule, cohort, isInCohort } from './cohorts.ts';

const on = '2026-11-22';
const recorded = {
  source: 'import',
  at: '2026-11-22T00:00:00Z',
  by: 'MẪU',
  act: null,
  basis: null,
  reason: null,
} as const;
const { citizens } = readPersonRows(people(), { divisions: createDivisions(sampleDivisions), recorded });
const idOf = new Map(people().map(({ id, soDinhDanh }) => [soDinhDanh, id]));
const byId = new Map(citizens.map((citizen) => [idOf.get(citizen.number) ?? '', citizen]));
const who = (id: string): Citizen => byId.get(id) ?? never();
function never(): never {
  throw new RangeError('no such person');
}
const birthOf = (id: string) => who(id).birth?.iso ?? '';
const ids = (rule: CohortRule) => cohort(citizens, rule, { on }).map(({ number }) => idOf.get(number));

describe('cardExpiry', () => {
  it('is what every card of the set says', () => {
    for (const { id, ngaySinh, ngayCap, hetHan } of people()) {
      if (ngayCap === undefined) continue;
      const expiry = cardExpiry({
        birth: readDocumentDate(ngaySinh).iso ?? '',
        issued: readDocumentDate(ngayCap).iso ?? '',
      });
      expect({ id, end: expiry.kind === 'date' ? expiry.text : 'Không thời hạn' }).toEqual({ id, end: hetHan });
    }
  });

  it('keeps the two-year rule: F06 now to 2037, F03 now to 2048', () => {
    expect(cardExpiry({ birth: birthOf('F06'), issued: on })).toEqual({
      kind: 'date',
      iso: '2037-12-12',
      text: '12/12/2037',
    });
    expect(cardExpiry({ birth: birthOf('F03'), issued: on })).toEqual({
      kind: 'date',
      iso: '2048-02-29',
      text: '29/02/2048',
    });
  });

  it.each([
    ['2001-01-10', '2024-01-09', '2026-01-10'],
    ['2001-01-10', '2024-01-10', '2041-01-10'],
    ['1968-05-05', '2026-05-05', null],
    ['1966-11-22', '2026-11-22', null],
    ['2012-12-12', '2024-07-01', '2026-12-12'],
    ['2012-12-12', '2024-06-30', '2037-12-12'],
    ['1988-02-29', '2000-01-01', '2013-03-01'],
  ])('born %s, issued %s: %s', (birth, issued, end) => {
    expect(cardExpiry({ birth, issued })).toMatchObject(end === null ? { kind: 'never' } : { kind: 'date', iso: end });
  });

  it('always gives a later birthday at an age of the rule, or never', () => {
    const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 30_000 }), (born, later) => {
        const birth = born.toISOString().slice(0, 10);
        const issued = addDays(birth, later);
        const expiry = cardExpiry({ birth, issued });
        if (expiry.kind === 'date') {
          expect(expiry.iso > issued).toBe(true);
          expect(milestoneRuleOn(issued).ages).toContain(ageOn(birth, expiry.iso));
        } else {
          expect(ageOn(birth, issued)).toBeGreaterThanOrEqual(58);
        }
      }),
    );
  });
});

describe('card state on 22/11/2026', () => {
  it('has exactly F09, F11, F16, F18, F19 expired', () => {
    const expired = citizens.filter(({ cards }) => cardState(cards, on) === 'expired');
    expect(expired.map(({ number }) => idOf.get(number))).toEqual(['F09', 'F11', 'F16', 'F18', 'F19']);
  });

  it('has no card for F06, F07, F08, F20', () => {
    const without = citizens.filter(({ cards }) => heldCard(cards) === null);
    expect(without.map(({ number }) => idOf.get(number))).toEqual(['F06', 'F07', 'F08', 'F20']);
  });

  it('is valid on the last day', () => {
    expect(isExpired({ kind: 'date', iso: on, text: '' }, on)).toBe(false);
    expect(isExpired({ kind: 'date', iso: '2026-11-21', text: '' }, on)).toBe(true);
    expect(isExpired({ kind: 'never' }, '2999-01-01')).toBe(false);
  });

  it('decides the days for an e-ID: F02 three, F11 seven', () => {
    expect(eIdWorkingDays(cardState(who('F02').cards, on))).toBe(3);
    expect(eIdWorkingDays(cardState(who('F11').cards, on))).toBe(7);
    expect(eIdWorkingDays('none')).toBe(7);
  });
});

describe('cohorts', () => {
  it('finds F01 and F02 by their years of birth (RQ-04)', () => {
    expect(ids({ kind: 'birthYears', years: [2004, 2007] })).toEqual(['F01', 'F02']);
  });

  it('finds F05, F09 and F17 at sixty, F17 listed as dead with nothing to do', () => {
    const rule: CohortRule = { kind: 'fromAge', age: 60, to: '2026-12-31' };
    expect(ids(rule)).toEqual(['F05', 'F09', 'F17']);
    const members = cohort(citizens, rule, { on });
    expect(members.map(({ card, deceased }) => [card, deceased])).toEqual([
      ['valid', false],
      ['expired', false],
      ['valid', true],
    ]);
    expect(members.map(({ missing }) => missing)).toEqual([['eId'], ['card', 'eId'], []]);
  });

  it('finds the children F06, F07, F08, with what the law asks of each', () => {
    expect(ids({ kind: 'belowAge', age: 14 })).toEqual(['F06', 'F07', 'F08']);
    expect(
      ['F06', 'F07', 'F08'].map((id) => [ageOn(birthOf(id), on), intakeByAge[ageGroup(birthOf(id), on)].biometrics]),
    ).toEqual([
      [13, true],
      [7, true],
      [2, false],
    ]);
    expect(ageGroup(birthOf('F15'), on)).toBe('from14');
  });

  it('finds who turns an age in a period', () => {
    expect(ids({ kind: 'turning', ages: [14, 25, 40, 60], from: '2026-10-01', to: '2026-12-31' })).toEqual([
      'F06',
      'F09',
    ]);
  });

  it('gives a range of births that loses nobody', () => {
    const rules: readonly CohortRule[] = [
      { kind: 'birthYears', years: [2004, 2007] },
      { kind: 'turning', ages: [14, 60], from: '2026-01-01', to: '2026-12-31' },
      { kind: 'fromAge', age: 60, to: on },
      { kind: 'belowAge', age: 14 },
    ];
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-22'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom(4, 7, 10), fc.constantFrom(...rules), (born, length, rule) => {
        const birth = born.toISOString().slice(0, length);
        const { from, to } = birthRange(rule, { on });
        if (isInCohort(birth, rule, { on })) expect(birth >= from && birth <= to).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what stands on a card and in its way', () => {
  it('prints nơi tạm trú for F20, thường trú for everybody else', () => {
    expect(
      citizens
        .filter((citizen) => printedResidence(citizen)?.from === 'temporary')
        .map(({ number }) => idOf.get(number)),
    ).toEqual(['F20']);
    expect(printedResidence(who('F20'))?.address.unit).toBe('25942');
  });

  it('blocks the intake of F17 alone', () => {
    expect(citizens.filter((citizen) => intakeBlock(citizen) !== null).map(({ number }) => idOf.get(number))).toEqual([
      'F17',
    ]);
  });
});

describe('dates', () => {
  it('counts years, leap days and days', () => {
    expect(addYears('1988-02-29', 40)).toBe('2028-02-29');
    expect(addYears('1988-02-29', 25)).toBe('2013-03-01');
    expect(addYears('1988-02-29', 25, { unknownBirth: 'last', leapDay: '02-28' })).toBe('2013-02-28');
    expect(ageOn('2000-11-22', on)).toBe(26);
    expect(ageOn('2000-11-23', on)).toBe(25);
    expect(daysBetween('2026-11-22', addDays('2026-11-22', 60))).toBe(60);
  });

  it('takes unknown parts as the policy says', () => {
    expect(wholeBirth('1962')).toBe('1962-12-31');
    expect(wholeBirth('2024-02')).toBe('2024-02-29');
    expect(wholeBirth('1962', { unknownBirth: 'first', leapDay: '03-01' })).toBe('1962-01-01');
    expect(datesAgree('1962', '1962-05-05')).toBe(true);
    expect(datesAgree('1962-06', '1962-05-05')).toBe(false);
  });
});
