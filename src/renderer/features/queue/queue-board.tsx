import { Tabs } from '@base-ui/react/tabs';
import { type QueueFigures, type QueueItem, type QueueList, queueLists } from '#contract/sync.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import { formatAge, formatCount, formatMoment, formatSize } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import panel from '../../ui/panel.module.css';
import styles from './queue.module.css';
import { QueueTable } from './queue-table.tsx';

type QueueBoardProps = {
  readonly list: QueueList;
  readonly onList: (list: QueueList) => void;
  readonly chosen: string | null;
  readonly onChoose: (item: QueueItem | null) => void;
};

/** Figures, each the way into its list. What was kept past its term is rare, and stands there only where there is some. */
export function QueueBoard({ list, onList, chosen, onChoose }: QueueBoardProps) {
  const { queue: words } = useLabels();
  const language = useLanguage();
  const figures = useDesk((desk) => desk.sync.figures);
  const shown = queueLists.filter((name) => name !== 'lapsed' || figures.lapsed > 0 || list === name);
  return (
    <section className={`${panel.panel} ${styles.board}`} aria-labelledby="queue-title">
      <header className={styles.head}>
        <h1 id="queue-title">{words.title}</h1>
        <Summary figures={figures} />
      </header>
      <Tabs.Root className={styles.tabs} value={list} onValueChange={(next: QueueList) => onList(next)}>
        <Tabs.List className={styles.tiles} activateOnFocus aria-label={words.explain}>
          {shown.map((name) => (
            <Tabs.Tab key={name} value={name} className={styles.tile} data-look={lookOf(name, figures[name])}>
              <b>{formatCount(figures[name], language)}</b>
              <span>{words.lists[name]}</span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map((name) => (
          <Tabs.Panel key={name} value={name} className={styles.panel} tabIndex={-1}>
            <QueueTable list={name} chosen={chosen} onChoose={onChoose} />
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </section>
  );
}

/** Only what somebody has to look at has a colour. */
function lookOf(list: QueueList, count: number): 'quiet' | 'warn' | 'plain' {
  if (count === 0) return 'quiet';
  return list === 'poisoned' || list === 'returned' ? 'warn' : 'plain';
}

/** What waits longest, what is due first, how much there is to send. */
function Summary({ figures }: { readonly figures: QueueFigures }) {
  const { queue: words } = useLabels();
  const language = useLanguage();
  const { oldest, firstDue, bytesWaiting } = figures;
  const parts = [
    oldest && words.oldest(formatAge(oldest, new Date(), language), formatMoment(oldest)),
    firstDue && words.firstDue(formatIsoDate(firstDue)),
    bytesWaiting > 0 && words.bytesWaiting(formatSize(bytesWaiting, language)),
  ].filter(Boolean);
  return <p>{parts.length > 0 ? parts.join(' · ') : words.explain}</p>;
}
