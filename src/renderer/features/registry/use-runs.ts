import { useCallback } from 'react';
import type { DeskApi } from '#contract/api.ts';
import type { Output } from '#contract/rpc.ts';
import { useDesk, useDeskParts } from '../../state/desk-context.tsx';
import { useMay } from '../../state/session.ts';
import { type Answer, useAnswer } from '../../state/use-answer.ts';

/** An import with how many of its records were set aside for each reason. */
export type Run = Output<DeskApi, 'registry.imports'>[number];

/** The last imports, fetched again when one begins or ends. */
export function useRuns(): Answer<readonly Run[]> {
  const { link } = useDeskParts();
  const may = [useMay('statistics.see'), useMay('quality.see')].some(Boolean);
  const importing = useDesk(({ registry }) => registry.importing?.id ?? null);
  const damaged = useDesk(({ registry }) => registry.state === 'damaged');
  // biome-ignore lint/correctness/useExhaustiveDependencies: an import that begins or ends changes the list
  const ask = useCallback(() => link.call('registry.imports'), [link, importing]);
  return useAnswer(may && !damaged ? ask : null);
}
