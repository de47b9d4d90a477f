import { useEffect, useState } from 'react';
import type { Reading } from '#contract/desk.ts';
import { useActs } from '../../../state/acts.ts';
import { useDeskParts } from '../../../state/desk-context.tsx';

/** Address of the reading's portrait once it is ready; the picture is let go with the reading. */
export function usePortrait(reading: Reading | null): string | null {
  const { link } = useDeskParts();
  const acts = useActs();
  const [picture, setPicture] = useState<string | null>(null);
  const wanted = reading?.portrait === 'ready' ? reading.id : null;

  useEffect(() => {
    if (wanted === null) return;
    let address: string | null = null;
    let left = false;
    const load = async () => {
      const portrait = await link.call('reading.portrait');
      if (!portrait || left) return;
      address = URL.createObjectURL(new Blob([new Uint8Array(portrait.bytes)], { type: portrait.mime }));
      setPicture(address);
    };
    load().catch(acts.report);
    return () => {
      left = true;
      if (address) URL.revokeObjectURL(address);
      setPicture(null);
    };
  }, [wanted, link, acts]);
  return picture;
}
