import { useMemo } from 'react';
import { useDesk } from '../../state/desk-context.tsx';
import { type Situation, situationOf } from './situation.ts';

export function useSituation(): Situation {
  const reading = useDesk((desk) => desk.reading);
  const readers = useDesk((desk) => desk.readers);
  const sources = useDesk((desk) => desk.sources);
  return useMemo(() => situationOf({ reading, readers, sources }), [reading, readers, sources]);
}
