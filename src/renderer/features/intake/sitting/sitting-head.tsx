import { Check, FilePlus2 } from 'lucide-react';
import { useState } from 'react';
import type { IntakeSitting } from '#contract/intake.ts';
import { useDossierWords, useSaid } from '../../../i18n/dossier-words.ts';
import { formatIsoDate, formatTime, grouped } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { isLeftToDo } from '../../../state/open-states.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import panel from '../../../ui/panel.module.css';
import { Tag } from '../../../ui/tag.tsx';
import styles from './sitting.module.css';
import { SittingNumber } from './sitting-number.tsx';

type HeadProps = { readonly sitting: IntakeSitting };

/** Who sits here, their dossiers as tabs, and when the last change was safe. */
export function SittingHead({ sitting }: HeadProps) {
  const { intake } = useLabels();
  const acts = useActs();
  return (
    <section className={`${panel.panel} ${styles.head}`} aria-label={intake.head.zone}>
      <div className={styles.who}>
        <h1>{sitting.name}</h1>
        <p className={styles.facts}>
          <SittingNumber key={sitting.id} dossier={sitting.current} masked={sitting.number} />
          {sitting.birth !== null && <span>{intake.head.born(formatIsoDate(sitting.birth))}</span>}
          <CardTag sitting={sitting} />
        </p>
      </div>
      <DossierTabs sitting={sitting} />
      <div className={styles.saved}>
        <p role="status">
          <Check size={14} strokeWidth={3} aria-hidden />{' '}
          {intake.head.saved(formatTime(new Date(sitting.savedAt), true))}
        </p>
        <Button look="quiet" title={intake.head.leaveHint} onClick={() => void acts.leaveSitting()}>
          {intake.head.leave}
        </Button>
      </div>
    </section>
  );
}

function CardTag({ sitting }: HeadProps) {
  const { intake } = useLabels();
  const acts = useActs();
  const other = useDesk(({ reading }) => {
    const number = reading?.phase === 'finished' ? (reading.holder?.number?.value ?? null) : null;
    return number !== null && grouped(number) !== grouped(sitting.number);
  });
  if (sitting.card) return <Tag tone="ok">{intake.head.card}</Tag>;
  if (!other) return <Tag>{intake.head.noCard}</Tag>;
  return (
    <button type="button" className={styles.other} onClick={() => void acts.leaveSitting()}>
      <b>{intake.head.otherCard}.</b> {intake.head.otherCardAct}
    </button>
  );
}

function DossierTabs({ sitting }: HeadProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const said = useSaid();
  const acts = useActs();
  return (
    <nav className={styles.tabs} aria-label={intake.head.dossiers}>
      {sitting.dossiers.map(({ id, kind, state }) => {
        const isClosed = !isLeftToDo({ state });
        return (
          <button
            key={id}
            type="button"
            className={styles.tab}
            aria-current={id === sitting.current ? 'page' : undefined}
            onClick={() => void acts.showDossier(id)}
          >
            <b>
              {isClosed && <Check size={14} strokeWidth={3} aria-hidden />} {said(kind.names)}
            </b>
            <small>
              {kind.form} · {words.states[state]}
            </small>
          </button>
        );
      })}
      <AddDossier sitting={sitting} />
    </nav>
  );
}

/** Another dossier for whoever sits here, of a kind they do not have yet. */
function AddDossier({ sitting }: HeadProps) {
  const { intake } = useLabels();
  const said = useSaid();
  const acts = useActs();
  const kinds = useDesk((desk) => desk.intake.kinds);
  const [open, setOpen] = useState(false);
  const others = kinds.filter(({ code }) => !sitting.dossiers.some((each) => each.kind.code === code));
  if (others.length === 0) return null;
  if (!open) {
    return (
      <Button look="quiet" onClick={() => setOpen(true)}>
        <FilePlus2 size={16} aria-hidden /> {intake.head.add}
      </Button>
    );
  }
  return (
    <Choice
      label={intake.head.add}
      placeholder={intake.head.add}
      options={others.map(({ code, names }) => ({ value: code, label: said(names) }))}
      value={null}
      onChoose={(code) => {
        setOpen(false);
        void acts.addDossier(code);
      }}
    />
  );
}
