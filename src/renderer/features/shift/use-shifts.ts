import { useEffect, useMemo, useRef } from 'react';
import type { ShiftView } from '#contract/shift.ts';
import { useDesk, useDeskParts } from '../../state/desk-context.tsx';
import { type Answer, useAnswer } from '../../state/use-answer.ts';

const limit = 100;

/** The shifts of this desk, the newest first; asked again when the open one is another. */
export function useShifts(): Answer<readonly ShiftView[]> {
  const { link } = useDeskParts();
  const open = useDesk((desk) => desk.shift.open?.id ?? null);
  const ask = useMemo(() => () => link.call('shift.list', { limit }), [link]);
  const shifts = useAnswer<readonly ShiftView[]>(ask);
  const before = useRef(open);
  const { again } = shifts;
  useEffect(() => {
    if (before.current !== open) again();
    before.current = open;
  }, [open, again]);
  return shifts;
}
