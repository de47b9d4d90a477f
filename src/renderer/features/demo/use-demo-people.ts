import { useEffect, useState } from 'react';
import type { DemoPerson } from '#contract/desk.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk, useDeskParts } from '../../state/desk-context.tsx';

const nobody: readonly DemoPerson[] = [];

/** The fictitious people of the demo profile; nobody in any other. */
export function useDemoPeople(): readonly DemoPerson[] {
  const { link } = useDeskParts();
  const acts = useActs();
  const demo = useDesk((desk) => desk.profile.kind === 'demo');
  const [people, setPeople] = useState(nobody);
  useEffect(() => {
    if (demo) link.call('demo.people').then(setPeople, acts.report);
  }, [demo, link, acts]);
  return people;
}
