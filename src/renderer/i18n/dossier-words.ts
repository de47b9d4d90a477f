import type { Settings } from '#contract/desk.ts';
import type { Words } from '#contract/dossier-kind.ts';
import type { DossierWords } from '#contract/wording/dossier-words.ts';
import { enDossier } from '#contract/wording/en-dossier.ts';
import { viDossier } from '#contract/wording/vi-dossier.ts';
import { useLanguage } from './language.ts';

const languages: Readonly<Record<Settings['language'], DossierWords>> = { vi: viDossier, en: enDossier };

/** The contract's words of dossiers and shifts. */
export function useDossierWords(): DossierWords {
  return languages[useLanguage()];
}

/** Takes the officer's language out of words a kind brings along. */
export function useSaid(): (words: Words) => string {
  const language = useLanguage();
  return (words) => words[language];
}
