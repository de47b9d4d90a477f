import type { FindingLevel } from '#contract/dossier-kind.ts';

/** How loudly a finding is shown. */
export const findingTones: Readonly<Record<FindingLevel, 'bad' | 'warn' | 'plain'>> = {
  blocks: 'bad',
  warns: 'warn',
  notes: 'plain',
};
