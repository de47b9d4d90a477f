import { useMemo } from 'react';
import type { IntakeDossier } from '#contract/intake.ts';
import type { Purpose } from '#contract/officers.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { usePurpose } from '../../../state/purpose.ts';

/** What captures of a dossier are taken for: its kind says; a kind that is not offered any more, the purpose of the window. */
export function useKindPurpose({ kind }: Pick<IntakeDossier, 'kind'>): Purpose {
  const stated = usePurpose();
  const code = useDesk(({ intake }) => intake.kinds.find((each) => each.code === kind.code)?.purpose ?? null);
  return useMemo(() => (code === null ? stated : { code, note: null }), [code, stated]);
}
