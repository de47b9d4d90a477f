import type { ComponentProps } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Hint } from '../../ui/hint.tsx';

type ActButtonProps = Omit<ComponentProps<typeof Button>, 'aria-disabled'> & {
  /** Whether the officer's role allows it; where not, the button says who may. */
  readonly may: boolean;
};

/** An act of the queue: in reach of the keyboard also while it cannot be done. */
export function ActButton({ may, disabled = false, onClick, ...rest }: ActButtonProps) {
  const { queue } = useLabels();
  const off = disabled || !may;
  const button = <Button {...rest} aria-disabled={off} onClick={off ? undefined : onClick} />;
  return may ? button : <Hint text={queue.mayNot}>{button}</Hint>;
}
