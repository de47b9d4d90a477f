import { useMemo } from 'react';
import type { Reading } from '#contract/desk.ts';
import { useActs } from '../../../state/acts.ts';
import { useDeskParts } from '../../../state/desk-context.tsx';
import { usePicture } from '../../../ui/use-picture.ts';

/** Address of the reading's portrait once it is ready; the picture is let go with the reading. */
export function usePortrait(reading: Reading | null): string | null {
  const { link } = useDeskParts();
  const acts = useActs();
  const wanted = reading?.portrait === 'ready' ? reading.id : null;
  const load = useMemo(() => (wanted === null ? null : () => link.call('reading.portrait')), [wanted, link]);
  return usePicture(load, acts.report);
}
