import { useCallback } from 'react';
import type { ProfileHealth, Station } from '#contract/profile.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { useMay } from '../../state/session.ts';
import { type Answer, useAnswer } from '../../state/use-answer.ts';

/** How the profile is; for those who answer for the machine or the station. */
export function useHealth(): Answer<ProfileHealth> {
  const { link } = useDeskParts();
  const may = useMay('settings.manage');
  const ask = useCallback(() => link.call('profile.health'), [link]);
  return useAnswer(may ? ask : null);
}

export function useStation(): Answer<Station> {
  const { link } = useDeskParts();
  const ask = useCallback(() => link.call('station.get'), [link]);
  return useAnswer(ask);
}
