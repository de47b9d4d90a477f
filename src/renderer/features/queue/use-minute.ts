import { useCallback, useEffect, useState } from 'react';
import type { SignedMinute } from '#contract/sync.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { useDoing } from '../../state/use-doing.ts';

/** The last minute, and making a new one. */
export function useMinute() {
  const { link } = useDeskParts();
  const call = useGuardedCall();
  const ask = useCallback(() => link.call('sync.minute'), [link]);
  const last = useAnswer(ask);
  const { doing, run } = useDoing<SignedMinute>();
  const made = doing.is === 'done' ? doing.result : null;
  const reconcile = useCallback(() => run(() => call('sync.reconcile')), [run, call]);
  return { minute: made ?? last.value, failure: last.failure, again: last.again, doing, reconcile };
}

/** SHA-256 of a text in UTF-8, hex; null until it is worked out. */
export function useSha256(text: string): string | null {
  const [hash, setHash] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    void crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)).then((digest) => {
      if (!left) setHash([...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
    });
    return () => {
      left = true;
    };
  }, [text]);
  return hash;
}
