import type { StepCode } from '#contract/dossier-kind.ts';
import { useSaid } from '../../i18n/dossier-words.ts';
import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';

/** The name of a kind by its code; one that is not offered any more is its code. */
export function useKindName(): (code: string) => string {
  const said = useSaid();
  const kinds = useDesk((desk) => desk.intake.kinds);
  return (code) => {
    const kind = kinds.find((each) => each.code === code);
    return kind ? said(kind.names) : code;
  };
}

/** The name of a step where no dossier is open to say it. */
export function useStepName(): (step: StepCode) => string {
  const { intake } = useLabels();
  return (step) => intake.steps.names[step];
}
