import { meanings } from '#contract/comparison.ts';
import type { Reading, Settings } from '#contract/desk.ts';
import type { Labels } from '../../../i18n/vi.ts';
import { takeable } from '../comparison/takeable.ts';
import type { NextActId } from './next-acts.ts';

type Words = { readonly labels: Labels; readonly language: Settings['language'] };

/** Name and one line of explanation of an act, as it stands for this reading. */
export function actWords(id: NextActId, reading: Reading | null, words: Words): readonly [name: string, hint: string] {
  const { work, comparison } = words.labels;
  switch (id) {
    case 'files':
      return [work.files, work.filesHint(reading?.files.length ?? 0)];
    case 'confirm':
      return [comparison.confirm, comparison.confirmHint(agreeing(reading))];
    case 'take':
      return takeWords(reading, words);
    case 'record':
      return [comparison.record, comparison.recordHint];
    case 'search':
      return [comparison.search, comparison.searchHint];
    default:
      return [work[id], work[`${id}Hint`]];
  }
}

function agreeing(reading: Reading | null): number {
  if (reading?.comparison?.state !== 'done') return 0;
  return reading.comparison.comparison.fields.filter(({ outcome }) => outcome.startsWith('equal')).length;
}

function takeWords(reading: Reading | null, { labels: { comparison }, language }: Words): readonly [string, string] {
  if (reading?.comparison?.state !== 'done') return [comparison.take.boSung, ''];
  const fields = takeable(reading.comparison.comparison);
  const newer = fields.filter(({ act }) => act === 'capNhat');
  const named = (newer.length > 0 ? newer : fields).map(({ field }) => comparison.fields[field]);
  const why = newer.length === 1 && newer[0] ? `: ${meanings[newer[0].meaning][language]}` : '';
  const name = newer.length > 0 ? comparison.take.capNhat : comparison.take.boSung;
  const hint = `${named.join(', ')}${why}`;
  return [name, hint.charAt(0).toUpperCase() + hint.slice(1)];
}
