import { useEffect, useState } from 'react';
import { useActs } from '../../../state/acts.ts';
import { useDeskParts } from '../../../state/desk-context.tsx';

/** Address of the live face of a match; the picture is let go with the match. */
export function useLiveFace(match: string | null): string | null {
  const { link } = useDeskParts();
  const acts = useActs();
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    if (match === null) return;
    let address: string | null = null;
    let left = false;
    const load = async () => {
      const bytes = await link.call('capture.live');
      if (bytes === null || left) return;
      address = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: 'image/jpeg' }));
      setPicture(address);
    };
    load().catch(acts.report);
    return () => {
      left = true;
      if (address) URL.revokeObjectURL(address);
      setPicture(null);
    };
  }, [match, link, acts]);
  return picture;
}
