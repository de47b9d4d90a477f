import type { Ages, Basis, DossierState, ReasonRule, Words } from '#contract/dossier-kind.ts';
import { type AgeGroup, intakeByAge } from '../../citizen/validity/card-validity.ts';

/** A rule whose text was read through another's. */
export function law(text: string): Basis {
  return { law: text, certainty: 'secondary' };
}

/** A rule that is remembered and was found nowhere: a jurist confirms it before it decides over anybody. */
export function recalled(text: string): Basis {
  return { law: text, certainty: 'recalled' };
}

/** A text in both languages. */
export function words(vi: string, en: string): Words {
  return { vi, en };
}

/** A code with its words and its law. */
export function reason(code: string, text: Words, basis: Basis): ReasonRule {
  return { code, words: text, basis };
}

const groups = Object.keys(intakeByAge) as AgeGroup[];

/** Ages whose portrait is taken (Law on Identification 2023, article 23). */
export const photographed: readonly Ages[] = groups.filter((group) => intakeByAge[group].photo);
/** Ages whose prints and irises are taken. */
export const measured: readonly Ages[] = groups.filter((group) => intakeByAge[group].biometrics);
/** Ages somebody else acts for. */
export const accompanied: readonly Ages[] = groups.filter((group) => intakeByAge[group].representative);

/** The states of every kind, up to the decision of the centre. */
export const intakeStates: readonly DossierState[] = [
  'new', 'capturing', 'awaitingCorrection', 'awaitingSignature', 'complete', 'queued', 'sent', 'returned',
  'approved', 'refused', 'cancelled', 'lapsed',
]; // biome-ignore format: a list
