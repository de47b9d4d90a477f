import type { IntakeDossier } from '#contract/intake.ts';
import { useSaid } from '../../i18n/dossier-words.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';

/** What is promised of a dossier, in words: when the result is due and what it costs; null where nobody can say. */
export function usePromise({ deadline, fee }: Pick<IntakeDossier, 'deadline' | 'fee'>): {
  readonly due: string | null;
  readonly fee: string | null;
} {
  const { intake } = useLabels();
  const language = useLanguage();
  const said = useSaid();
  const due = deadline && intake.side.deadlineIf(formatIsoDate(deadline.due), deadline.workingDays);
  if (fee === null) return { due, fee: null };
  const amount = fee.amount === 0 ? intake.side.free : `${formatCount(fee.amount, language)} đ`;
  const ground = said(fee.words);
  return { due, fee: fee.amount === 0 && fee.full === 0 ? amount : `${amount} — ${ground}` };
}
