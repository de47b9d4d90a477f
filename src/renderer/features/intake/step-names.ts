import type { StepCode } from '#contract/dossier-kind.ts';
import { useLabels } from '../../i18n/language.ts';

/** The name of a step where no dossier is open to say it. */
export function useStepName(): (step: StepCode) => string {
  const { intake } = useLabels();
  return (step) => intake.steps.names[step];
}
