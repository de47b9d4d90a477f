import { useEffect, useState } from 'react';
import type { CapturePartName, CaptureRecord } from '#contract/capture.ts';
import { useActs } from '../../../state/acts.ts';
import { useGuardedCall } from '../../../state/guarded-call.ts';
import { usePurpose } from '../../../state/purpose.ts';

const mimes: Readonly<Record<CapturePartName, string>> = {
  'portrait.jpg': 'image/jpeg',
  'original.jpg': 'image/jpeg',
  'page.jpg': 'image/jpeg',
  'document.pdf': 'application/pdf',
  'signature.svg': 'image/svg+xml',
  'signature.png': 'image/png',
  'strokes.json': 'application/json',
};

/**
 * Address of one part of a capture; the bytes are let go when it is shown no longer. What comes out of the profile is asked for
 * with the purpose of the moment.
 */
export function usePart({ id, saved }: Pick<CaptureRecord, 'id' | 'saved'>, name: CapturePartName): string | null {
  const purpose = usePurpose();
  const call = useGuardedCall();
  const acts = useActs();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let left = false;
    const load = async () => {
      const bytes = await call('capture.part', { id, name, purpose: saved ? purpose : null });
      if (left) return;
      made = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: mimes[name] }));
      setAddress(made);
    };
    load().catch(acts.report);
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
      setAddress(null);
    };
  }, [id, saved, name, purpose, call, acts]);
  return address;
}
