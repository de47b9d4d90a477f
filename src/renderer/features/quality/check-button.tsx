import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { Button } from '../../ui/button.tsx';
import { Hint } from '../../ui/hint.tsx';
import { useQualityRights } from './use-board.ts';

/** Judges every record for today. Whoever may not is told who may. */
export function CheckButton({ label }: { readonly label: string }) {
  const { quality } = useLabels();
  const acts = useActs();
  const call = useGuardedCall();
  const { people } = useQualityRights();
  const busy = useDesk(
    ({ registry }) => registry.checking !== null || registry.importing !== null || registry.state !== 'ready',
  );
  const start = () => void call('quality.check').catch(acts.report);
  if (people)
    return (
      <Button look="main" disabled={busy} onClick={start}>
        {label}
      </Button>
    );
  return (
    <Hint text={quality.deniedCheck} side="bottom">
      <Button aria-disabled>{label}</Button>
    </Hint>
  );
}
