import { useCallback } from 'react';
import type { QualityBoard } from '#contract/quality-board.ts';
import { useDesk, useDeskParts } from '../../state/desk-context.tsx';
import { useMay } from '../../state/session.ts';
import { type Answer, useAnswer } from '../../state/use-answer.ts';

/** Whether the officer sees sums, and whether they see the people behind them and may run the check. */
export function useQualityRights(): { readonly sums: boolean; readonly people: boolean } {
  const people = useMay('quality.see');
  const sums = useMay('statistics.see');
  return { sums: sums || people, people };
}

/** The board, fetched again when a check ends or other data come in. */
export function useBoard(): Answer<QualityBoard> {
  const { link } = useDeskParts();
  const { sums } = useQualityRights();
  const state = useDesk(({ registry }) => registry.state);
  const asOf = useDesk(({ registry }) => registry.asOf);
  const checking = useDesk(({ registry }) => registry.checking !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these means other figures
  const ask = useCallback(() => link.call('quality.board'), [link, asOf, checking]);
  return useAnswer(sums && state === 'ready' ? ask : null);
}

/** The commune the station answers for; null where it is not set or not told. */
export function useCommune(): string | null {
  const { link } = useDeskParts();
  const ask = useCallback(() => link.call('station.get').then(({ commune }) => commune), [link]);
  return useAnswer(ask).value;
}
