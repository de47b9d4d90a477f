import type { CitizenCard } from '#contract/citizen.ts';
import type { Expiry } from '#contract/holder.ts';
import { showIsoDate } from '#domain/text/document-date.ts';
import { addYears, ageOn, type DatePolicy, defaultDatePolicy, wholeBirth } from '../dates.ts';

/** Ages at which a card is to be changed, by the law the card was issued under. */
export type MilestoneRule = {
  /** ISO date the rule is in force from. */
  readonly from: string;
  readonly ages: readonly number[];
  /** A card issued within so many years before a milestone runs to the next one. */
  readonly graceYears: number;
  readonly source: string;
};

/** Milestones by the date of issue, oldest first. */
export const milestoneRules: readonly MilestoneRule[] = [
  { from: '2016-01-01', ages: [25, 40, 60], graceYears: 2, source: 'Luật Căn cước công dân 59/2014, article 21' },
  { from: '2024-07-01', ages: [14, 25, 40, 60], graceYears: 2, source: 'Luật Căn cước 26/2023, article 21' },
];

/** What an issue is computed from: ISO dates; the birth may be a year alone. */
export type Issue = { readonly birth: string; readonly issued: string };

/** The rule in force on a date; the oldest for dates before all of them. */
export function milestoneRuleOn(date: string): MilestoneRule {
  const [oldest = { from: '', ages: [], graceYears: 0, source: '' }] = milestoneRules;
  return milestoneRules.findLast(({ from }) => from <= date) ?? oldest;
}

/**
 * The end of a card issued on a date: the next milestone, or the one after it if that is less than two years away; none at
 * or after the last milestone. A milestone is the birthday; 29 February and unknown birthdays follow the policy.
 */
export function cardExpiry({ birth, issued }: Issue, policy: DatePolicy = defaultDatePolicy): Expiry {
  const rule = milestoneRuleOn(issued);
  const born = wholeBirth(birth, policy);
  const next = rule.ages
    .map((age) => addYears(born, age, policy))
    .find((milestone) => issued < addYears(milestone, -rule.graceYears, policy));
  return next === undefined ? lastExpiry() : { kind: 'date', iso: next, text: showIsoDate(next) };
}

function lastExpiry(): Expiry {
  return { kind: 'never' };
}

/** Whether a card is no longer valid on a date. The last day printed is still valid; an unreadable end is not judged. */
export function isExpired(expiry: Expiry, on: string): boolean {
  return expiry.kind === 'date' && expiry.iso < on;
}

/** The card somebody holds, the newest if there are several; null without one. */
export function heldCard(cards: readonly CitizenCard[]): CitizenCard | null {
  const held = cards.filter(({ state }) => state === 'held');
  return [...held].sort((a, b) => (b.issued?.iso ?? '').localeCompare(a.issued?.iso ?? ''))[0] ?? null;
}

/** How things stand with somebody's card on a date. */
export type CardState = 'none' | 'valid' | 'expired' | 'unknown';

/** The state of the card held. */
export function cardState(cards: readonly CitizenCard[], on: string): CardState {
  const card = heldCard(cards);
  if (card === null) return 'none';
  if (card.expiry.kind === 'unknown') return 'unknown';
  return isExpired(card.expiry, on) ? 'expired' : 'valid';
}

/** Groups the law treats apart: biometrics are taken from six on, a card is a duty from fourteen on (article 19, 23). */
export type AgeGroup = 'under6' | 'under14' | 'from14';

/** The group of somebody on a date. */
export function ageGroup(birth: string, on: string, policy: DatePolicy = defaultDatePolicy): AgeGroup {
  const age = ageOn(birth, on, policy);
  if (age < 6) return 'under6';
  return age < 14 ? 'under14' : 'from14';
}

/** What may and must be done for an age group at intake (Law on Identification 2023, article 23). */
export const intakeByAge: Readonly<
  Record<AgeGroup, { readonly biometrics: boolean; readonly representative: boolean; readonly photo: boolean }>
> = {
  under6: { biometrics: false, representative: true, photo: false },
  under14: { biometrics: true, representative: true, photo: true },
  from14: { biometrics: true, representative: false, photo: true },
};

/** Working days for an e-ID of level 2: three with a valid chip card, seven without (Decree 69/2024, article 13). */
export function eIdWorkingDays(state: CardState): 3 | 7 {
  return state === 'valid' ? 3 : 7;
}
