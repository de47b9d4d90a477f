import { X } from 'lucide-react';
import type { DossierState } from '#contract/dossier-kind.ts';
import type { QueueItem, QueueList } from '#contract/sync.ts';
import { useDossierWords, useSaid } from '../../i18n/dossier-words.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import { formatCount, formatMoment, formatSize } from '../../i18n/format-figures.ts';
import { useFailureWords, useLabels, useLanguage } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useMay } from '../../state/session.ts';
import { useDoing } from '../../state/use-doing.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import { ActButton } from './act-button.tsx';
import styles from './details.module.css';

type ItemDetailsProps = { readonly list: QueueList; readonly item: QueueItem; readonly onClose: () => void };

/** One dossier of the board: everything that is known of its way, and what can be done about it. */
export function ItemDetails({ list, item, onClose }: ItemDetailsProps) {
  const { item: words } = useLabels().queue;
  const { line } = item;
  return (
    <section className={`${panel.panel} ${styles.details}`} aria-labelledby="item-title">
      <header>
        <div>
          <h2 id="item-title">{line.name}</h2>
          <p className={styles.number}>{line.number}</p>
        </div>
        <button type="button" className={styles.close} aria-label={words.close} onClick={onClose}>
          <X size={16} aria-hidden />
        </button>
      </header>
      <Back item={item} />
      <Why item={item} />
      <Acts list={list} item={item} onClose={onClose} />
      <Facts item={item} />
    </section>
  );
}

function Facts({ item }: { readonly item: QueueItem }) {
  const { queue } = useLabels();
  const { item: words } = queue;
  const language = useLanguage();
  const { states } = useDossierWords();
  const said = useSaid();
  const { line, packet } = item;
  const count = (value: number) => formatCount(value, language);
  const due =
    line.due && `${formatIsoDate(line.due)}${line.daysLeft === null ? '' : `, ${queue.daysLeft(line.daysLeft)}`}`;
  const facts: readonly (readonly [string, string | null])[] = [
    [words.kind, said(line.names)],
    [words.state, states[line.state]],
    [words.since, formatMoment(line.since)],
    [words.due, due ?? queue.noDue],
    [words.officer, line.officer],
    [words.retyped, line.retyped > 0 ? words.retypedCount(count(line.retyped)) : null],
    [
      words.packet,
      packet ? words.packetIs(count(packet.deskSeq), count(packet.epoch), count(line.revision)) : words.notSealed,
    ],
    [words.size, packet && formatSize(packet.size, language)],
    [words.queued, packet && formatMoment(packet.queuedAt)],
    [words.tries, packet && (packet.attempts === 0 ? queue.notTried : queue.tried(count(packet.attempts)))],
    [words.next, packet?.nextAttemptAt ? formatMoment(packet.nextAttemptAt) : null],
  ];
  return (
    <dl>
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** States that are there for a reason somebody gave. */
const told: readonly DossierState[] = ['awaitingCorrection', 'returned', 'refused', 'cancelled', 'lapsed'];

/** Why it came back: what the upstream asks for. */
function Back({ item: { line } }: { readonly item: QueueItem }) {
  const { item: words } = useLabels().queue;
  const { states } = useDossierWords();
  if (line.why?.note == null || !told.includes(line.state)) return null;
  return (
    <div className={styles.why}>
      <h3>
        {states[line.state]}: {words.whyBack}
      </h3>
      <p>
        <b>{line.why.note}</b>
      </p>
    </div>
  );
}

function Why({ item: { failure } }: { readonly item: QueueItem }) {
  const { item: words } = useLabels().queue;
  const said = useFailureWords(failure);
  if (!failure || !said) return null;
  return (
    <div className={styles.why} data-failure={failure.code}>
      <h3>{words.why}</h3>
      <p>
        <b>{said.text}</b> {said.remedy} <code>{failure.code}</code>
      </p>
    </div>
  );
}

function Acts({ list, item: { line, failure }, onClose }: ItemDetailsProps) {
  const { item: words } = useLabels().queue;
  const acts = useActs();
  const call = useGuardedCall();
  const may = useMay('queue.manage');
  const mayOpen = useMay('dossier.receive');
  const { doing, run } = useDoing<unknown>();
  const failed = useFailureWords(doing.is === 'failed' ? doing.failure : null);
  const open = async () => {
    await call('intake.resume', { dossier: line.id });
    acts.go('intake');
  };
  const retry = async () => {
    await call('queue.retry', { packet: { dossierId: line.id, rev: line.revision } });
    onClose();
  };
  const isBack = list === 'returned' || list === 'lapsed';
  const opens = list === 'drafts' || isBack;
  if (!opens && list !== 'poisoned') return null;
  return (
    <div className={styles.acts}>
      {list === 'poisoned' && (
        <ActButton
          may={may}
          // What will not go by itself is not the obvious next.
          look={failure?.retryable ? 'main' : 'plain'}
          disabled={doing.is === 'running'}
          onClick={() => void run(retry)}
        >
          {words.retry}
        </ActButton>
      )}
      {opens && mayOpen && (
        <Button look="main" aria-disabled={doing.is === 'running'} onClick={() => void run(open)}>
          {isBack ? words.reopen : words.open}
        </Button>
      )}
      <p role="status">{failed && `${failed.text} ${failed.remedy}`}</p>
    </div>
  );
}
