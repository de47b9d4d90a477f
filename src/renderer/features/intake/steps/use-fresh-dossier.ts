import { useCallback } from 'react';
import type { IntakeDossier } from '#contract/intake.ts';
import { useDeskParts } from '../../../state/desk-context.tsx';

/** The dossier as the host says it is at the moment of asking: an act that was answered has been seen by then. */
export function useFreshDossier(id: string): () => IntakeDossier | null {
  const { link } = useDeskParts();
  return useCallback(
    () => link.view.getState().desk?.intake.sitting?.dossiers.find((each) => each.id === id) ?? null,
    [link, id],
  );
}
