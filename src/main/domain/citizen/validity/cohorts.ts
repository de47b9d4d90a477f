import type { Citizen } from '#contract/citizen.ts';
import { addYears, ageOn, type DatePolicy, defaultDatePolicy, wholeBirth } from '../dates.ts';
import { type CardState, cardState } from './card-validity.ts';

/** A group of people picked by a rule: born in given years, turning given ages in a period, or of an age or turning it. */
export type CohortRule =
  | { readonly kind: 'birthYears'; readonly years: readonly number[] }
  | { readonly kind: 'turning'; readonly ages: readonly number[]; readonly from: string; readonly to: string }
  | { readonly kind: 'fromAge'; readonly age: number; readonly to: string }
  | { readonly kind: 'belowAge'; readonly age: number };

/** One member of a cohort and what they are still missing. The dead are listed, so that nobody invites them. */
export type CohortMember = {
  readonly number: string;
  readonly card: CardState;
  readonly eId: boolean;
  readonly deceased: boolean;
  /** What there is to do for them; empty for the dead. */
  readonly missing: readonly ('card' | 'eId')[];
};

/** When and how a cohort is worked out. `on` is the day it is judged for, ISO. */
export type CohortDay = { readonly on: string; readonly policy?: DatePolicy };

/** Whether somebody of a birth date is in a cohort. */
export function isInCohort(birth: string, rule: CohortRule, { on, policy = defaultDatePolicy }: CohortDay): boolean {
  const turns = (age: number) => addYears(wholeBirth(birth, policy), age, policy);
  switch (rule.kind) {
    case 'birthYears':
      return rule.years.includes(Number(birth.slice(0, 4)));
    case 'turning':
      return rule.ages.some((age) => turns(age) >= rule.from && turns(age) <= rule.to);
    case 'fromAge':
      return turns(rule.age) <= rule.to;
    case 'belowAge':
      return ageOn(birth, on, policy) < rule.age;
  }
}

/** The members of a cohort among some records, in their order; people of unknown birth are in none. */
export function cohort(citizens: Iterable<Citizen>, rule: CohortRule, day: CohortDay): readonly CohortMember[] {
  const members: CohortMember[] = [];
  for (const citizen of citizens) {
    const birth = citizen.birth?.iso ?? null;
    if (birth !== null && isInCohort(birth, rule, day)) members.push(memberOf(citizen, day.on));
  }
  return members;
}

function memberOf(citizen: Citizen, on: string): CohortMember {
  return {
    number: citizen.number,
    card: cardState(citizen.cards, on),
    eId: citizen.eId !== null,
    deceased: citizen.death !== null,
    missing: missingOf(citizen, on),
  };
}

/** What somebody is still missing on a day: a valid card, an e-ID. Nothing for the dead. */
export function missingOf({ cards, eId, death }: Citizen, on: string): CohortMember['missing'] {
  if (death !== null) return [];
  return [...(cardState(cards, on) === 'valid' ? [] : ['card' as const]), ...(eId === null ? ['eId' as const] : [])];
}

/**
 * Birth dates (ISO, inclusive) that hold every member of a cohort, for an index on the birth date; whoever is in the range
 * is still to be judged by `isInCohort`. Texts compare so that a year alone falls into the range of its year.
 */
export function birthRange(rule: CohortRule, { on }: CohortDay): { readonly from: string; readonly to: string } {
  const year = (date: string, back: number) => String(Number(date.slice(0, 4)) - back).padStart(4, '0');
  switch (rule.kind) {
    case 'birthYears':
      return { from: String(Math.min(...rule.years)), to: `${Math.max(...rule.years)}-12-31` };
    case 'turning':
      return {
        from: year(rule.from, Math.max(...rule.ages) + 1),
        to: `${year(rule.to, Math.min(...rule.ages))}-12-31`,
      };
    case 'fromAge':
      return { from: '0000', to: `${year(rule.to, rule.age)}-12-31` };
    case 'belowAge':
      return { from: year(on, rule.age + 1), to: '9999-12-31' };
  }
}
