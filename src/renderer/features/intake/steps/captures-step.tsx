import { useCallback } from 'react';
import type { CaptureNeed, IntakeDossier } from '#contract/intake.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { useMay } from '../../../state/session.ts';
import { PortraitStage } from '../../capture/portrait/portrait-stage.tsx';
import { CaptureNeedRow } from './capture-need-row.tsx';
import { StepFrame } from './step-frame.tsx';
import type { StepProps } from './step-place.tsx';
import styles from './steps.module.css';
import { useKindPurpose } from './use-kind-purpose.ts';

/** What is taken of the person, the signature apart: it is given under the whole content, at the end. */
export function CapturesStep({ dossier }: StepProps) {
  const { intake } = useLabels();
  const acts = useActs();
  const mayCapture = useMay('dossier.capture');
  const task = useDesk((desk) => (desk.capture.task?.is === 'portrait' ? desk.capture.task : null));
  const purpose = useKindPurpose(dossier);
  const needs = dossier.captures.filter(({ capture }) => capture !== 'signature');
  const missing = needs.filter((need) => need.missing);
  const begin = useCallback(() => void acts.beginCapture({ is: 'portrait' }, purpose), [acts, purpose]);
  const take = (record: string) => void acts.takeCapture(dossier.id, { capture: 'portrait', record });
  return (
    <StepFrame
      dossier={dossier}
      focusKey={`${task === null} ${missing.map(({ capture }) => capture).join()}`}
      leave={missing.some(({ equipped }) => equipped) ? 'later' : 'deviceMissing'}
      todo={missing.length > 0}
      busy={task !== null}
    >
      {task !== null ? (
        <PortraitStage key={task.id} task={task} onTaken={take} />
      ) : (
        <>
          {needs.length === 0 && <p className={styles.quiet}>{intake.captures.nothing}</p>}
          {!mayCapture && missing.length > 0 && <p className={styles.note}>{intake.go.notCapturing}</p>}
          <ul className={styles.needs}>
            {needs.map((need) => (
              <CaptureNeedRow key={need.capture} dossier={dossier} need={need} onTake={takerOf(need, begin)} />
            ))}
          </ul>
        </>
      )}
    </StepFrame>
  );
}

/** How a capture is taken at this desk: the portrait by the camera; for others there is no device yet. */
function takerOf({ capture }: CaptureNeed, begin: () => void): (() => void) | null {
  return capture === 'portrait' ? begin : null;
}

/** Captures of a dossier that are there or excused, for the review. */
export function settledCaptures({ captures }: IntakeDossier): readonly CaptureNeed[] {
  return captures.filter(
    ({ record, exception, need }) => record !== null || exception !== null || need !== 'voluntary',
  );
}
