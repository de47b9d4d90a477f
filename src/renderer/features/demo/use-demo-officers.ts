import { useEffect, useState } from 'react';
import type { DemoOfficer } from '#contract/desk.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk, useDeskParts } from '../../state/desk-context.tsx';

const nobody: readonly DemoOfficer[] = [];

/** The made-up officers of the demo and their secrets; nobody in any other profile. */
export function useDemoOfficers(): readonly DemoOfficer[] {
  const { link } = useDeskParts();
  const acts = useActs();
  const demo = useDesk((desk) => desk.profile.kind === 'demo');
  const [officers, setOfficers] = useState(nobody);
  useEffect(() => {
    if (demo) link.call('demo.officers').then(setOfficers, acts.report);
  }, [demo, link, acts]);
  return officers;
}
