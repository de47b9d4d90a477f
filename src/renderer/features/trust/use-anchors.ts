import { useCallback, useEffect, useState } from 'react';
import type { Anchor } from '#contract/trust.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk, useDeskParts } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';

/** The anchors, fetched again whenever the host says that trust has changed; null until the first answer. */
export function useAnchors(): {
  readonly anchors: readonly Anchor[] | null;
  remove(fingerprint: string): Promise<void>;
} {
  const { link } = useDeskParts();
  const acts = useActs();
  const call = useGuardedCall();
  const trust = useDesk((desk) => desk.trust);
  const [anchors, setAnchors] = useState<readonly Anchor[] | null>(null);
  const load = useCallback(() => link.call('trust.list').then(setAnchors, acts.report), [link, acts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new summary means a new list
  useEffect(() => void load(), [load, trust]);
  const remove = useCallback(
    (fingerprint: string) => call('trust.remove', { fingerprint }).then(load, acts.report),
    [call, load, acts],
  );
  return { anchors, remove };
}
