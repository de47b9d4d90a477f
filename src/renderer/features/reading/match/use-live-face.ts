import { useMemo } from 'react';
import { useActs } from '../../../state/acts.ts';
import { useDeskParts } from '../../../state/desk-context.tsx';
import { usePicture } from '../../../ui/use-picture.ts';

/** Address of the live face of a match; the picture is let go with the match. */
export function useLiveFace(match: string | null): string | null {
  const { link } = useDeskParts();
  const acts = useActs();
  const load = useMemo(() => {
    if (match === null) return null;
    return async () => {
      const bytes = await link.call('capture.live');
      return bytes && { bytes, mime: 'image/jpeg' };
    };
  }, [match, link]);
  return usePicture(load, acts.report);
}
