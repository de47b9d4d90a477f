import { useCallback, useEffect, useRef, useState } from 'react';
import type { SecretFault } from '#contract/officers.ts';
import { useDeskParts } from '../../state/desk-context.tsx';

/** What is wrong with a secret; null while there is nothing to judge. */
export type SecretQuality = readonly SecretFault[] | null;
type Wanted = { readonly id: string; readonly name: string; readonly secret: string };

const pauseMs = 180;

/** Asks the host about a secret a moment after the last key; only the newest answer counts. */
export function useSecretQuality() {
  const { link } = useDeskParts();
  const [quality, setQuality] = useState<SecretQuality>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const look = useCallback(
    ({ id, name, secret }: Wanted) => {
      clearTimeout(timer.current);
      const asked = ++newest.current;
      if (secret === '') return setQuality(null);
      timer.current = setTimeout(() => {
        const answered = (faults: SecretQuality) => asked === newest.current && setQuality(faults);
        // With no answer there is nothing to say here: the host judges again when the secret is given.
        link
          .call('secret.check', { officer: id, name, secret: secret.normalize('NFC') })
          .then(answered, () => answered(null));
      }, pauseMs);
    },
    [link],
  );
  return { quality, look };
}
