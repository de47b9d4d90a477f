import type { ComponentType } from 'react';
import type { StepCode } from '#contract/dossier-kind.ts';
import type { IntakeDossier, IntakeSitting } from '#contract/intake.ts';
import { backStates, openStates } from '../../../state/open-states.ts';
import { AsideDossier } from './aside-dossier.tsx';
import { CapturesStep } from './captures-step.tsx';
import { ClosedDossier } from './closed-dossier.tsx';
import { DocumentsStep } from './documents-step.tsx';
import { FormStep } from './form-step.tsx';
import { IdentifyStep } from './identify-step.tsx';
import { ReturnedDossier } from './returned-dossier.tsx';
import { ReviewStep } from './review-step.tsx';
import { SignStep } from './sign-step.tsx';

/** The dossier at hand, and the sitting it belongs to. */
export type StepProps = { readonly sitting: IntakeSitting; readonly dossier: IntakeDossier };

const steps: Readonly<Record<StepCode, ComponentType<StepProps>>> = {
  identify: IdentifyStep,
  form: FormStep,
  captures: CapturesStep,
  documents: DocumentsStep,
  review: ReviewStep,
  sign: SignStep,
};

/** The step the officer is at; a dossier that is put aside, came back or is closed says so in its place. */
export function StepPlace(props: StepProps) {
  const { state, step } = props.dossier;
  if (backStates.includes(state)) return <ReturnedDossier {...props} />;
  if (!openStates.includes(state)) return <ClosedDossier {...props} />;
  if (state === 'awaitingCorrection') return <AsideDossier {...props} />;
  const Step = steps[step];
  return <Step {...props} />;
}
