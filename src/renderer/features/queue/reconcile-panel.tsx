import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Minute, SignedMinute } from '#contract/sync.ts';
import { formatAge, formatCount, formatMoment, formatPercent } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { ActButton } from './act-button.tsx';
import { mendedText } from './mended-text.ts';
import { PrintMinute } from './print-minute.tsx';
import styles from './reconcile.module.css';
import { useMinute } from './use-minute.ts';

/** Comparing this desk's book with the upstream's: what the last time came to, doing it now, and its minute. */
export function ReconcilePanel({ onShow }: { readonly onShow: (minute: SignedMinute) => void }) {
  const { reconcile: words, again: tryAgain } = useLabels().queue;
  const may = useMay('queue.manage');
  const unset = useDesk(({ sync }) => sync.line.is === 'unset');
  const { minute, failure, again, doing, reconcile } = useMinute();
  const running = doing.is === 'running';
  return (
    <section className={`${panel.panel} ${styles.reconcile}`} aria-labelledby="reconcile-title">
      <h2 id="reconcile-title">{words.title}</h2>
      {running && (
        <div className={styles.running} role="status">
          <ProgressBar label={words.acting} value={null} />
          <p>{words.acting}</p>
        </div>
      )}
      {doing.is === 'failed' && <Trouble title={words.failed} failure={doing.failure} />}
      {failure && (
        <Trouble title={words.minuteFailed} failure={failure}>
          <Button onClick={again}>{tryAgain}</Button>
        </Trouble>
      )}
      {minute ? <Outcome minute={minute.minute} /> : <p className={styles.explain}>{words.never}</p>}
      <div className={styles.acts}>
        <ActButton may={may} disabled={running || unset} onClick={() => void reconcile()}>
          {words.act}
        </ActButton>
        {minute && <MinuteActs minute={minute} onShow={onShow} />}
      </div>
      {!minute && <p className={styles.explain}>{words.explain}</p>}
    </section>
  );
}

type MinuteActsProps = { readonly minute: SignedMinute; readonly onShow: (minute: SignedMinute) => void };

function MinuteActs({ minute, onShow }: MinuteActsProps) {
  const { reconcile: words } = useLabels().queue;
  const [printing, setPrinting] = useState(false);
  return (
    <>
      <Button onClick={() => onShow(minute)}>{words.see}</Button>
      <Button title={words.printHint} onClick={() => setPrinting(true)}>
        {words.print}
      </Button>
      {printing && <PrintMinute signed={minute} onDone={() => setPrinting(false)} />}
    </>
  );
}

const lists = ['unacknowledged', 'unknown', 'differing', 'gaps'] as const;

function Outcome({ minute }: { readonly minute: Minute }) {
  const { reconcile: words } = useLabels().queue;
  const language = useLanguage();
  const Mark = minute.agreed ? CircleCheck : TriangleAlert;
  const count = (value: number) => formatCount(value, language);
  return (
    <>
      <p className={styles.percent} data-agreed={minute.agreed} role="status">
        <Mark size={26} strokeWidth={1.8} aria-hidden />
        <b>{formatPercent(Number(minute.percent), language)}</b>
        <span>{minute.agreed ? words.agreed : words.differs}</span>
      </p>
      <p className={styles.explain}>
        {words.ofAcknowledged} {words.last(formatMoment(minute.at), formatAge(minute.at, new Date(), language))}
      </p>
      <ul className={styles.lists}>
        {lists.map((list) => (
          <li key={list} data-some={list !== 'unacknowledged' && minute.lists[list].length > 0}>
            <span>{words.lists[list]}</span>
            <b>{count(minute.lists[list].length)}</b>
          </li>
        ))}
      </ul>
      <p className={styles.explain}>{mendedText(minute, words, count)}</p>
    </>
  );
}
