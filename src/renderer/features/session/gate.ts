import type { DeskState } from '#contract/desk.ts';

/** What stands before the desk, and whether there is a desk behind it. */
export type Gate = 'open' | 'locked' | 'firstRun' | 'signIn' | 'chooseSecret' | 'opening' | 'failed';

/** Fails closed: the desk is only there while its files are open and an officer is at it. */
export function gateOf({ vault, session }: Pick<DeskState, 'vault' | 'session'>): Gate {
  if (vault.state === 'failed') return 'failed';
  if (vault.state === 'opening') return 'opening';
  switch (session.state) {
    case 'firstRun':
      return 'firstRun';
    case 'signedOut':
      return 'signIn';
    case 'mustChoose':
      return 'chooseSecret';
    case 'locked':
      return 'locked';
    case 'signedIn':
      return vault.state === 'open' ? 'open' : 'opening';
  }
}

/** What to show now that the gate is `gate`: while a secret opens the files, the form it was typed in stays and says so. */
export function shownGate(gate: Gate, before: Gate | null): Gate {
  const stays = gate === 'opening' && (before === 'signIn' || before === 'firstRun');
  return stays ? before : gate;
}

/** One officer's stay at the desk; null where nobody stays. What the window keeps is kept for one of them. */
export function seatOf(session: DeskState['session']): string | null {
  return session.state === 'signedIn' || session.state === 'locked' ? `${session.officer.id} ${session.since}` : null;
}
