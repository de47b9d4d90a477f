import type { Minute } from '#contract/sync.ts';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import type { SheetPaperProps } from '../../ui/sheet-paper.tsx';

/** What a minute is numbered by: when it was made (local time), and the beginning of the desk's name. */
export function numberOf({ at, deskId }: Minute): { readonly stamp: string; readonly desk: string } {
  const moment = new Date(at);
  const day = formatDay(moment).split('/').reverse().join('');
  return { stamp: `${day}-${formatTime(moment, true).replaceAll(':', '')}`, desk: deskId.slice(0, 8) };
}

/** Head and signatures of the printed minute. */
export function useMinuteHead(minute: Minute): Omit<SheetPaperProps, 'children'> {
  const { minute: words } = useLabels().queue;
  const moment = new Date(minute.at);
  const { stamp, desk } = numberOf(minute);
  return {
    title: words.title,
    number: words.number(stamp, desk),
    at: words.at(formatTime(moment), formatDay(moment)),
    signatures: [
      { who: words.made, name: minute.officer ?? words.byItself },
      { who: words.chief, name: null },
    ],
  };
}
