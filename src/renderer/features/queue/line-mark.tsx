import type { QueueFigures, SyncState } from '#contract/sync.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import type { Labels } from '../../i18n/vi.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { mayGo } from '../../state/places.ts';
import { usePermissions } from '../../state/session.ts';
import styles from './line.module.css';
import { LineDot } from './line-dot.tsx';
import { shownSending } from './line-words.ts';

/** The line and what waits, in the foot of the window: says it, moves nothing, and opens the queue. */
export function LineMark() {
  const { queue: words } = useLabels();
  const language = useLanguage();
  const acts = useActs();
  const permissions = usePermissions();
  const sync = useDesk((desk) => desk.sync);
  const place = (['queue', 'upstream'] as const).find((one) => mayGo(one, permissions));
  if (!place) return null;
  const text = markText(sync, words, (count) => formatCount(count, language));
  return (
    <button type="button" className={styles.mark} data-line={sync.line.is} onClick={() => acts.go(place)}>
      <LineDot line={sync.line} />
      {text}
      {place === 'queue' && <span className="visually-hidden">, {words.mark.opens}</span>}
    </button>
  );
}

type Count = (count: number) => string;

/** The state of the line, then only what is not nothing. */
export function markText(sync: SyncState, words: Labels['queue'], count: Count): string {
  const { line, figures } = sync;
  const { mark } = words;
  const sending = shownSending(sync);
  if (sending)
    return [mark.sending(count(sending.dossiers.done), count(sending.dossiers.of)), ...aside(figures)].join(' · ');
  const waits = figures.waiting > 0 ? [mark.waiting(count(figures.waiting))] : [];
  const unsealed = figures.unsealed > 0 ? [mark.unsealed(count(figures.unsealed))] : [];
  return [words.line.states[line.is], ...waits, ...unsealed, ...aside(figures)].join(' · ');

  function aside({ poisoned, returned }: QueueFigures): readonly string[] {
    return [
      ...(poisoned > 0 ? [mark.poisoned(count(poisoned))] : []),
      ...(returned > 0 ? [mark.returned(count(returned))] : []),
    ];
  }
}
