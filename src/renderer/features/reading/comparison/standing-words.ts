import type { Standing } from '#contract/registry.ts';
import { formatIsoDate } from '../../../i18n/format.ts';
import type { Labels } from '../../../i18n/vi.ts';

/** What a person's standing asks for: what is missing, by when, and which groups of the station's work they are in. */
export type StandingWords = { readonly facts: string; readonly cohorts: string | null };

const noticeDays = 365;

export function standingWords(
  standing: Standing,
  { standing: words }: Labels['comparison'],
  today: Date,
): StandingWords {
  const { missing, card, changeBy, cohorts, death } = standing;
  // Nothing is due any more.
  if (death !== null) return { facts: words.death[death], cohorts: null };
  const facts = [
    missing.includes('eId') ? words.noEId : null,
    card === 'expired' ? words.expired : missing.includes('card') ? words.noCard : null,
    card === 'valid' && isNear(changeBy, today) && changeBy ? words.changeBy(formatIsoDate(changeBy)) : null,
  ].filter((fact) => fact !== null);
  return {
    facts: facts.length > 0 ? facts.join(' · ') : words.complete,
    cohorts: cohorts.length > 0 ? cohorts.map((each) => words.cohorts[each]).join(', ') : null,
  };
}

function isNear(iso: string | null, today: Date): boolean {
  return iso !== null && new Date(iso).getTime() - today.getTime() < noticeDays * 86_400_000;
}
