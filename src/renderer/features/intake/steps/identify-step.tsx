import { ShieldCheck, ShieldQuestion } from 'lucide-react';
import type { Reading } from '#contract/desk.ts';
import type { IntakeDossier } from '#contract/intake.ts';
import { useDossierWords } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { usePortrait } from '../../reading/proof/use-portrait.ts';
import { findingTones } from '../sitting/finding-tones.ts';
import { GuardianPart } from './guardian-part.tsx';
import { StepFrame } from './step-frame.tsx';
import type { StepProps } from './step-place.tsx';
import styles from './steps.module.css';

/** Who it is and by what they were recognised, what stands in the way, and who came along. */
export function IdentifyStep({ sitting, dossier }: StepProps) {
  const { identified, guardian } = dossier;
  const isStopped = dossier.steps.some(({ code, missing }) => code === dossier.step && missing.length > 0);
  const reading = useDesk((desk) => (sitting.card ? desk.reading : null));
  return (
    <StepFrame dossier={dossier} focusKey={`${identified} ${guardian?.number}`} todo={isStopped}>
      <div className={styles.identify}>
        {reading && <ChipFace reading={reading} />}
        <div className={styles.recognised}>
          <Recognised dossier={dossier} />
          <GuardianPart dossier={dossier} />
          <Obstacles dossier={dossier} />
        </div>
      </div>
    </StepFrame>
  );
}

/** The face in the chip, to be looked at beside the person's. */
function ChipFace({ reading }: { readonly reading: Reading }) {
  const { face } = useLabels();
  const picture = usePortrait(reading);
  return picture && <img className={styles.face} src={picture} alt={face.alt} />;
}

function Recognised({ dossier }: { readonly dossier: IntakeDossier }) {
  const { intake } = useLabels();
  const acts = useActs();
  const { identified, id } = dossier;
  if (identified !== null) {
    return (
      <p className={styles.good} data-identified={identified}>
        <ShieldCheck size={26} strokeWidth={1.8} aria-hidden />
        <span>
          {intake.identify.by[identified]}
          {identified === 'chip' && <small>{intake.identify.face}</small>}
        </span>
      </p>
    );
  }
  return (
    <div className={styles.unsure}>
      <ShieldQuestion size={26} strokeWidth={1.8} aria-hidden />
      <div>
        <b>{intake.identify.nobody}</b>
        <p>{intake.identify.nobodyHint}</p>
        <Button data-todo onClick={() => void acts.papersSeen(id)}>
          {intake.identify.papersSeen}
        </Button>
      </div>
    </div>
  );
}

/** What stops the intake and what is to be cleared up, each with what to do now. */
function Obstacles({ dossier }: { readonly dossier: IntakeDossier }) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const found = dossier.findings.filter(({ level }) => level !== 'notes');
  const wants = dossier.steps.find(({ code }) => code === dossier.step)?.missing ?? [];
  if (found.length === 0) return wants.length === 0 && <p className={styles.quiet}>{intake.identify.clear}</p>;
  return (
    <ul className={styles.obstacles}>
      {found.map(({ code, level, law }) => (
        <li key={code} data-level={level} data-finding={code}>
          <p>
            <b>{words.findings[code].title}</b> <Tag tone={findingTones[level]}>{words.levels[level]}</Tag>
          </p>
          <p>{words.findings[code].explanation}</p>
          <p>
            <b>{intake.identify.remedy}:</b> {words.findings[code].remedy}
          </p>
          <small>{law}</small>
        </li>
      ))}
    </ul>
  );
}
