import { useMemo } from 'react';
import { useDeskParts } from './desk-context.tsx';
import type { DeskLink } from './desk-link.ts';
import { failureOf } from './failure-of.ts';
import type { WindowStore } from './window-store.ts';

/**
 * Calls the host; where it wants a fresh proof of who sits there, asks the officer for their secret and calls once more.
 * Every other failure, and a proof that was not given, is thrown on.
 */
export function guardedCall({ call }: Pick<DeskLink, 'call'>, window: WindowStore): DeskLink['call'] {
  const guarded = async (...asked: Parameters<DeskLink['call']>) => {
    try {
      return await call(...asked);
    } catch (error) {
      if (failureOf(error).code !== 'session.proveAgain' || !(await proof(window))) throw error;
      return call(...asked);
    }
  };
  return guarded as DeskLink['call'];
}

/** Several calls that want a proof at the same time wait for one dialog. */
function proof(window: WindowStore): Promise<boolean> {
  return new Promise((resolve) => {
    const before = window.getState().proofWanted;
    const settle = (proved: boolean) => {
      window.setState({ proofWanted: null });
      before?.settle(proved);
      resolve(proved);
    };
    window.setState({ proofWanted: { settle } });
  });
}

export function useGuardedCall(): DeskLink['call'] {
  const { link, window } = useDeskParts();
  return useMemo(() => guardedCall(link, window), [link, window]);
}
