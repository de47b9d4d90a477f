import { useEffect, useState } from 'react';
import type { FrameSeen } from '#contract/capture.ts';
import { useDeskParts } from '../state/desk-context.tsx';

export type Seen<K extends FrameSeen['seen']['is']> = Extract<FrameSeen['seen'], { is: K }>;

/** What was last seen in a frame of a task; null before the first. */
export function useSeen<K extends FrameSeen['seen']['is']>(task: string | null, kind: K): Seen<K> | null {
  const { link } = useDeskParts();
  const [seen, setSeen] = useState<Seen<K> | null>(null);
  useEffect(() => {
    setSeen(null);
    if (task === null) return;
    return link.on('capture.seen', (event) => {
      if (event.task === task && event.seen.is === kind) setSeen(event.seen as Seen<K>);
    });
  }, [task, kind, link]);
  return seen;
}
