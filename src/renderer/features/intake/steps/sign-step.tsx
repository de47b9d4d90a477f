import { Check, PenLine } from 'lucide-react';
import { useState } from 'react';
import type { CaptureNeed, IntakeDossier } from '#contract/intake.ts';
import { useDossierWords } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Button } from '../../../ui/button.tsx';
import { SignatureStage } from '../../capture/signature/signature-stage.tsx';
import { ExceptionForm } from './exception-form.tsx';
import { StepFrame } from './step-frame.tsx';
import type { StepProps } from './step-place.tsx';
import styles from './steps.module.css';
import { useKindPurpose } from './use-kind-purpose.ts';

/** The person signs what both went through; then the dossier is complete. */
export function SignStep({ dossier }: StepProps) {
  const { intake } = useLabels();
  const acts = useActs();
  const [again, setAgain] = useState(false);
  const need = dossier.captures.find(({ capture }) => capture === 'signature') ?? null;
  const canSign = dossier.state === 'awaitingSignature';
  const isOpen = canSign && need !== null && (again || isUnsigned(dossier, need));
  const isSigned = canSign && !isOpen;
  return (
    <StepFrame
      dossier={dossier}
      focusKey={`${isOpen} ${need?.record}`}
      busy={isOpen}
      end={{
        name: intake.sign.complete,
        hint: intake.sign.completeHint,
        run: () => acts.moveDossier(dossier.id, 'complete', null),
      }}
    >
      {!canSign && <p className={styles.note}>{intake.go.notCapturing}</p>}
      {isOpen && need && <Pad dossier={dossier} need={need} onDone={() => setAgain(false)} />}
      {isSigned && <Signed dossier={dossier} need={need} onAgain={() => setAgain(true)} />}
    </StepFrame>
  );
}

function isUnsigned({ steps }: IntakeDossier, { record, exception, need }: CaptureNeed): boolean {
  const sign = steps.find(({ code }) => code === 'sign');
  const isMissing = sign?.missing.some(({ code }) => code === 'signature.missing') ?? false;
  return isMissing || (need === 'required' && record === null && exception === null);
}

type PadProps = { readonly dossier: IntakeDossier; readonly need: CaptureNeed; readonly onDone: () => void };

function Pad({ dossier, need, onDone }: PadProps) {
  const { intake } = useLabels();
  const acts = useActs();
  const purpose = useKindPurpose(dossier);
  const [excusing, setExcusing] = useState(false);
  const take = async (record: string | null) => {
    if (record === null || (await acts.takeCapture(dossier.id, { capture: 'signature', record }))) onDone();
  };
  return (
    <>
      <div className={styles.pad}>
        <p className="visually-hidden">{intake.sign.lead}</p>
        <SignatureStage purpose={purpose} onDone={(record) => void take(record)} />
      </div>
      {need.mayLack && !excusing && (
        <Button look="quiet" className={styles.cannot} onClick={() => setExcusing(true)}>
          {intake.captures.cannot}
        </Button>
      )}
      {excusing && <ExceptionForm dossier={dossier.id} capture="signature" onDone={() => setExcusing(false)} />}
    </>
  );
}

type SignedProps = {
  readonly dossier: IntakeDossier;
  readonly need: CaptureNeed | null;
  readonly onAgain: () => void;
};

function Signed({ dossier, need, onAgain }: SignedProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const { consent } = dossier;
  const excused = need?.exception ? intake.captures.lacks(words.exceptions[need.exception.code]) : null;
  const said = need?.record ? intake.sign.signed : (excused ?? intake.sign.notNeeded);
  return (
    <div className={styles.signed}>
      <p className={styles.good}>
        <PenLine size={24} strokeWidth={1.8} aria-hidden /> {said}
      </p>
      {consent && (
        <p className={styles.consent}>
          <Check size={16} strokeWidth={3} aria-hidden /> {intake.sign.consent(intake.sign.by[consent.by])}:{' '}
          {consent.text}
        </p>
      )}
      <p className={styles.quiet}>{intake.sign.completeHint}</p>
      {need !== null && (
        <Button look="quiet" onClick={onAgain}>
          {intake.sign.again}
        </Button>
      )}
      <p className={styles.quiet}>{intake.sign.locked}</p>
    </div>
  );
}
