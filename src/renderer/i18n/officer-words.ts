import type { Settings } from '#contract/desk.ts';
import type { OfficerWords } from '#contract/wording/audit-words.ts';
import { enOfficers } from '#contract/wording/en-officers.ts';
import { viOfficers } from '#contract/wording/vi-officers.ts';
import { useLanguage } from './language.ts';

const languages: Readonly<Record<Settings['language'], OfficerWords>> = { vi: viOfficers, en: enOfficers };

/** The contract's words of officers, roles, purposes and the log. */
export function useOfficerWords(): OfficerWords {
  return languages[useLanguage()];
}
