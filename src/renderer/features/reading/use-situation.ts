import { useMemo } from 'react';
import { useDesk, useWindow } from '../../state/desk-context.tsx';
import { permissionsIn } from '../../state/session.ts';
import { type Situation, situationOf } from './situation.ts';

export function useSituation(): Situation {
  const reading = useDesk((desk) => desk.reading);
  const readers = useDesk((desk) => desk.readers);
  const sources = useDesk((desk) => desk.sources);
  const before = useWindow((window) => window.cardsFromBefore);
  // A lock takes every permission for a while; what is behind it stays as it is.
  const mayRead = useDesk(({ session }) => session.state === 'locked' || permissionsIn(session).includes('card.read'));
  return useMemo(
    () => (mayRead ? situationOf({ reading, readers, sources }, before) : { kind: 'notYours' }),
    [mayRead, reading, readers, sources, before],
  );
}
