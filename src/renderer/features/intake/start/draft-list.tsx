import { FileClock } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { DossierLine } from '#contract/dossier.ts';
import { useDossierWords, useSaid } from '../../../i18n/dossier-words.ts';
import { formatDay, formatTime } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { EmptyPlace } from '../../../ui/empty-place.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useStepName } from '../step-names.ts';
import styles from './start.module.css';
import { useStartsWith } from './use-starts-with.ts';

/** Dossiers that came back, then unfinished ones, the last one touched first: Enter takes one up at the field where it was left. */
export function DraftList() {
  const { intake } = useLabels();
  const drafts = useDesk((desk) => desk.intake.drafts);
  const list = useRef<HTMLUListElement>(null);
  const begins = useStartsWith() === 'drafts';
  useEffect(() => {
    if (begins) list.current?.querySelector('button')?.focus();
  }, [begins]);
  if (drafts.length === 0)
    return <EmptyPlace icon={FileClock} title={intake.drafts.none} hint={intake.drafts.noneHint} />;
  return (
    <ul ref={list} className={styles.list} aria-label={intake.drafts.label}>
      {drafts.map((line) => (
        <Draft key={line.id} line={line} />
      ))}
    </ul>
  );
}

function Draft({ line }: { readonly line: DossierLine }) {
  const acts = useActs();
  const words = useDossierWords();
  const said = useSaid();
  const stepName = useStepName();
  const { intake } = useLabels();
  const { id, names, name, number, state, since, why, officer, left } = line;
  return (
    <li>
      <button type="button" className={styles.draft} data-draft={id} onClick={() => void acts.resumeDossier(id)}>
        <span className={styles.draftWho}>
          <b>{name}</b> <span className={styles.number}>{number}</span>
        </span>
        <span className={styles.draftKind}>{said(names)}</span>
        <span className={styles.draftState}>
          <Tag tone={state === 'awaitingCorrection' || state === 'returned' ? 'warn' : 'info'}>
            {words.states[state]}
          </Tag>
          {left.length > 0 && (
            <Tag tone="warn">
              {intake.drafts.left}: {left.map(stepName).join(', ')}
            </Tag>
          )}
        </span>
        <small className={styles.draftSince}>
          {sinceWords(new Date(since))} · {officer}
        </small>
        {state === 'returned' && why?.note && <span className={styles.draftWhy}>{intake.drafts.back(why.note)}</span>}
      </button>
    </li>
  );
}

/** The time, and the day where it is another one. */
function sinceWords(since: Date): string {
  const today = formatDay(new Date()) === formatDay(since);
  return today ? formatTime(since) : `${formatTime(since)} ${formatDay(since)}`;
}
