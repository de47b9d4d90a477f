import { useDesk, useWindow } from '../../../state/desk-context.tsx';
import { offeredPersons, useCardPerson } from './person-ways.ts';

/** What comes first where nobody sits: a shift, the person who is here, else what was left. */
export function useStartsWith(): 'shift' | 'begin' | 'drafts' {
  const open = useDesk((desk) => desk.shift.open !== null);
  const drafts = useDesk((desk) => desk.intake.drafts.length > 0);
  const found = useWindow((window) => window.intakeFor);
  const isSomebodyHere = offeredPersons(useCardPerson(), found)[0] !== 'papers';
  if (!open) return 'shift';
  return drafts && !isSomebodyHere ? 'drafts' : 'begin';
}
