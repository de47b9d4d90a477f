import type { ComponentProps } from 'react';
import { useDeskParts } from '../state/desk-context.tsx';
import { Modal } from './modal.tsx';

/** A dialog that stays while the officer is asked over it to show once more that it is they. */
export function SteadyModal({ onClose, ...rest }: ComponentProps<typeof Modal>) {
  const { window: store } = useDeskParts();
  return <Modal {...rest} onClose={() => store.getState().proofWanted === null && onClose()} />;
}
