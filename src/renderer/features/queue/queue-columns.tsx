import type { Settings } from '#contract/desk.ts';
import type { DossierState, StepCode, Words } from '#contract/dossier-kind.ts';
import type { Line, QueueItem, QueueList } from '#contract/sync.ts';
import type { DossierWords } from '#contract/wording/dossier-words.ts';
import { describeFailure } from '#contract/wording/wording.ts';
import { useDossierWords, useSaid } from '../../i18n/dossier-words.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import { formatCount, formatSize } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import type { QueueLabels } from '../../i18n/vi-queue.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { backStates } from '../../state/open-states.ts';
import type { Column } from '../../ui/data-table.tsx';
import { useStepName } from '../intake/step-names.ts';
import { formatWhen } from './line-words.ts';
import styles from './queue.module.css';

/** Everything that a row's words come from. */
export type RowWords = {
  readonly words: QueueLabels;
  readonly dossier: DossierWords;
  readonly said: (words: Words) => string;
  readonly step: (code: StepCode) => string;
  readonly language: Settings['language'];
  readonly line: Line['is'];
};

export function useRowWords(): RowWords {
  const { queue: words } = useLabels();
  const dossier = useDossierWords();
  const language = useLanguage();
  const said = useSaid();
  const step = useStepName();
  const line = useDesk((desk) => desk.sync.line.is);
  return { words, dossier, said, step, language, line };
}

type ColumnName = keyof QueueLabels['columns'];
type Cells = Readonly<Record<ColumnName, Column<QueueItem, ColumnName>>>;

const shown: Readonly<Record<QueueList, readonly ColumnName[]>> = {
  drafts: ['person', 'kind', 'since', 'step'],
  unsealed: ['person', 'kind', 'since', 'due', 'why'],
  waiting: ['person', 'kind', 'since', 'due', 'tries', 'why'],
  poisoned: ['person', 'kind', 'due', 'tries', 'why'],
  returned: ['person', 'kind', 'since', 'due', 'why'],
  acknowledged: ['person', 'kind', 'since', 'due', 'packet'],
  lapsed: ['person', 'kind', 'since', 'step', 'why'],
};

/** What each list says of a dossier. */
export function columnsOf(list: QueueList, all: RowWords): readonly Column<QueueItem, ColumnName>[] {
  const cells = cellsOf(all);
  return shown[list].map((name) => cells[name]);
}

function cellsOf(all: RowWords): Cells {
  const { words, dossier, language } = all;
  const now = new Date();
  const why = (item: QueueItem) => whyText(item, all);
  return {
    person: {
      id: 'person',
      name: words.columns.person,
      width: 'minmax(188px, 1.4fr)',
      cell: ({ line }) => <Two over={line.name} under={line.number} mono />,
      title: ({ line }) => line.name,
    },
    kind: {
      id: 'kind',
      name: words.columns.kind,
      width: 'minmax(124px, 0.9fr)',
      cell: ({ line }) => <span className={styles.wrap}>{all.said(line.names)}</span>,
      title: ({ line }) => all.said(line.names),
    },
    since: {
      id: 'since',
      name: words.columns.since,
      width: '130px',
      cell: ({ line: { state, since } }) => (
        <Two over={dossier.states[state]} under={formatWhen(since, now)} state={state} />
      ),
      title: ({ line }) => dossier.states[line.state],
    },
    due: {
      id: 'due',
      name: words.columns.due,
      width: '138px',
      cell: ({ line: { due, daysLeft } }) =>
        due === null ? (
          words.noDue
        ) : (
          <Two
            over={formatIsoDate(due)}
            under={daysLeft === null ? '' : words.daysLeft(daysLeft)}
            look={daysLeft !== null && daysLeft <= 1 ? (daysLeft < 0 ? 'late' : 'soon') : 'plain'}
          />
        ),
    },
    step: {
      id: 'step',
      name: words.columns.step,
      width: 'minmax(150px, 1.2fr)',
      cell: ({ line }) => line.left.map(all.step).join(', ') || words.nothingLeft,
      title: ({ line }) => line.left.map(all.step).join(', '),
    },
    packet: {
      id: 'packet',
      name: words.columns.packet,
      width: 'minmax(110px, 0.8fr)',
      cell: ({ packet }) =>
        packet && (
          <Two
            over={words.packetNumber(formatCount(packet.deskSeq, language))}
            under={formatSize(packet.size, language)}
          />
        ),
    },
    tries: {
      id: 'tries',
      name: words.columns.tries,
      width: '112px',
      cell: ({ packet }) =>
        packet === null || packet.attempts === 0 ? (
          words.notTried
        ) : (
          <Two
            over={words.tried(formatCount(packet.attempts, language))}
            under={packet.nextAttemptAt ? words.nextTry(formatWhen(packet.nextAttemptAt, now)) : ''}
          />
        ),
    },
    why: {
      id: 'why',
      name: words.columns.why,
      width: 'minmax(130px, 1.3fr)',
      cell: (item) => <Why item={item} all={all} />,
      title: why,
    },
  };
}

/** Why a dossier has not arrived: what happened to it, why it came back, or what it waits for. */
export function whyText(item: QueueItem, { words, language, line }: RowWords): string {
  const { packet, failure } = item;
  if (failure) return describeFailure(failure, language).text;
  if (backStates.includes(item.line.state)) return item.line.why?.note ?? '';
  if (packet === null) return words.waitsKey;
  return line === 'ready' || line === 'connecting' ? words.waitsTurn : words.waitsLine;
}

function Why({ item, all }: { readonly item: QueueItem; readonly all: RowWords }) {
  const failed = item.failure || item.line.state === 'returned' ? styles.failed : '';
  return <span className={`${styles.wrap} ${failed}`}>{whyText(item, all)}</span>;
}

type TwoProps = {
  readonly over: string;
  readonly under: string;
  readonly mono?: boolean;
  readonly look?: 'plain' | 'soon' | 'late';
  /** What the upstream decided is told by its colour too. */
  readonly state?: DossierState;
};

/** Two lines of a cell: the word, and what belongs to it. */
function Two({ over, under, mono = false, look = 'plain', state }: TwoProps) {
  return (
    <span className={styles.two} data-look={look} data-state={state}>
      {over}
      <small className={mono ? styles.mono : ''}>{under}</small>
    </span>
  );
}
