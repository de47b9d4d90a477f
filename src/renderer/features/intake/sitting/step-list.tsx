import { Check, CircleDot, TriangleAlert } from 'lucide-react';
import type { IntakeDossier } from '#contract/intake.ts';
import { useDossierWords, useSaid } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import panel from '../../../ui/panel.module.css';
import { useFaultWords } from './fault-words.ts';
import styles from './sitting.module.css';

type Step = IntakeDossier['steps'][number];

/** The steps of a dossier: done, at hand, left with something missing, ahead. A step that was passed can be gone back to. */
export function StepList({ dossier }: { readonly dossier: IntakeDossier }) {
  const { intake } = useLabels();
  return (
    <nav className={`${panel.panel} ${styles.steps}`} aria-label={intake.steps.zone}>
      <h2 className={panel.heading}>{intake.steps.zone}</h2>
      <ol>
        {dossier.steps.map((step, at) => (
          <StepItem key={step.code} dossier={dossier} step={step} at={at + 1} />
        ))}
      </ol>
    </nav>
  );
}

type ItemProps = { readonly dossier: IntakeDossier; readonly step: Step; readonly at: number };

function StepItem({ dossier, step, at }: ItemProps) {
  const acts = useActs();
  const words = useDossierWords();
  const said = useSaid();
  const faultWords = useFaultWords(dossier);
  const { code, state, missing } = step;
  // What is to be signed is locked: it is opened again with a reason, not gone back to.
  const isFree = (state === 'done' || state === 'left') && dossier.state !== 'awaitingSignature';
  const name = (
    <>
      <Mark state={state} at={at} />
      <span className={styles.stepWords}>
        <b>{said(step.words)}</b>
        <small>{words.stepStates[state]}</small>
      </span>
    </>
  );
  return (
    <li data-step={code} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
      {isFree ? (
        <button type="button" className={styles.step} onClick={() => void acts.goBackTo(dossier.id, code)}>
          {name}
        </button>
      ) : (
        <div className={styles.step}>{name}</div>
      )}
      {state === 'left' && missing.length > 0 && (
        <ul className={styles.stepMissing}>
          {missing.map((fault) => (
            <li key={`${fault.code} ${fault.about}`}>{faultWords(fault)}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Mark({ state, at }: { readonly state: Step['state']; readonly at: number }) {
  return (
    <span className={styles.mark} aria-hidden>
      {state === 'done' && <Check size={13} strokeWidth={3} />}
      {state === 'left' && <TriangleAlert size={13} />}
      {state === 'current' && <CircleDot size={13} strokeWidth={2.6} />}
      {state === 'ahead' && at}
    </span>
  );
}
