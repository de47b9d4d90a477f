import { useWindow } from '../../../state/desk-context.tsx';

/** The full number of this reading's person, if a reason was given to show it. */
export function useRevealedNumber(readingId: string): string | null {
  return useWindow(({ revealed }) => (revealed?.readingId === readingId ? revealed.number : null));
}
