import { useMemo } from 'react';
import type { CapturePartName, CaptureRecord } from '#contract/capture.ts';
import { useActs } from '../../../state/acts.ts';
import { useGuardedCall } from '../../../state/guarded-call.ts';
import { usePurpose } from '../../../state/purpose.ts';
import { usePicture } from '../../../ui/use-picture.ts';

/**
 * Address of one part of a capture; the bytes are let go when it is shown no longer. What comes out of the profile is asked for
 * with the purpose of the moment.
 */
export function usePart({ id, saved, parts }: CaptureRecord, name: CapturePartName): string | null {
  const purpose = usePurpose();
  const call = useGuardedCall();
  const acts = useActs();
  const mime = parts.find((part) => part.name === name)?.mime ?? null;
  const load = useMemo(() => {
    if (mime === null) return null;
    const asked = { id, name, purpose: saved ? purpose : null };
    return async () => ({ bytes: await call('capture.part', asked), mime });
  }, [id, saved, name, mime, purpose, call]);
  return usePicture(load, acts.report);
}
