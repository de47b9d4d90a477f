import type { IntakeDossier } from '#contract/intake.ts';
import type { Labels } from '../../../i18n/vi.ts';

type WayWords = Labels['intake']['ways'];

const named = ['awaitingCorrection', 'capturing', 'refused', 'cancelled'] as const;

/** What a way is called where it is offered; one without a name of its own by the state it leads to. */
export function wayName({ to }: Pick<IntakeDossier['ways'][number], 'to'>, words: WayWords, state: string): string {
  const own = named.find((each) => each === to);
  return own ? words[own] : words.other(state);
}
