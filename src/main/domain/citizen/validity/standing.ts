import type { Citizen } from '#contract/citizen.ts';
import type { Standing } from '#contract/registry.ts';
import { intakeBlock } from '../citizen.ts';
import { ageOn } from '../dates.ts';
import { cardState, heldCard } from './card-validity.ts';
import { type CohortRule, isInCohort, missingOf } from './cohorts.ts';

type CohortName = Standing['cohorts'][number];

/** The groups a station works through, in the year of a day. */
function cohortRules(on: string): readonly (readonly [CohortName, CohortRule])[] {
  const year = on.slice(0, 4);
  const turning = (age: number): CohortRule => ({
    kind: 'turning',
    ages: [age],
    from: `${year}-01-01`,
    to: `${year}-12-31`,
  });
  return [
    ['born2004', { kind: 'birthYears', years: [2004] }],
    ['born2007', { kind: 'birthYears', years: [2007] }],
    ['turns14', turning(14)],
    ['turns25', turning(25)],
    ['turns40', turning(40)],
    ['turns60', turning(60)],
  ];
}

/**
 * How somebody stands on a day (ISO): the card they hold and until when, their age, the groups they belong to, and what
 * they are still missing. The dead have no age and miss nothing; that they are dead is said.
 */
export function standingOf(citizen: Citizen, on: string): Standing {
  const { cards, birth, death } = citizen;
  const card = heldCard(cards);
  const born = birth?.iso ?? null;
  const cohorts = born === null ? [] : cohortRules(on).filter(([, rule]) => isInCohort(born, rule, { on }));
  return {
    card: cardState(cards, on),
    changeBy: card?.expiry.kind === 'date' ? card.expiry.iso : null,
    age: born === null || death !== null ? null : ageOn(born, on),
    cohorts: cohorts.map(([name]) => name),
    missing: [...missingOf(citizen, on)],
    death: intakeBlock(citizen),
  };
}
