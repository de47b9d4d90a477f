import { type ReadProgress, readSteps } from '#contract/evidence.ts';

/** How much of a read each step takes, roughly, at 424 kbit/s: the portrait is most of it. */
const shares: Readonly<Record<ReadProgress['step'], number>> = {
  connecting: 0.03,
  access: 0.12,
  identity: 0.1,
  chipProof: 0.12,
  holder: 0.08,
  portrait: 0.5,
  others: 0.05,
  finished: 0,
};

/** Steps that the officer sees counted. */
export const countedSteps: readonly ReadProgress['step'][] = readSteps.filter((step) => step !== 'finished');

/** Part of the read that is done, 0 to 1: whole steps, and within the portrait the bytes of what is known. */
export function readFraction({ step, bytesRead, bytesKnown }: ReadProgress): number {
  const before = readSteps.slice(0, readSteps.indexOf(step)).reduce((sum, each) => sum + shares[each], 0);
  // Before the header of the portrait has come, nothing is known to be missing.
  const within = step === 'portrait' && bytesRead < bytesKnown ? bytesRead / bytesKnown : 0;
  return Math.min(1, before + within * shares[step]);
}
