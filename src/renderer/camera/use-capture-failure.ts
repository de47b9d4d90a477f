import { useEffect } from 'react';
import { useActs } from '../state/acts.ts';
import { useDesk } from '../state/desk-context.tsx';

/** Says why a use of the camera ended, wherever the officer is by then: its own place is gone with it. */
export function useCaptureFailure(): void {
  const acts = useActs();
  const failure = useDesk((desk) => (desk.capture.task === null ? desk.capture.failure : null));
  useEffect(() => {
    if (failure !== null) acts.report(failure);
  }, [failure, acts]);
}
