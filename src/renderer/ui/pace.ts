import { useEffect, useState } from 'react';

/** How far something had come at a moment, in ms of any clock. */
export type Sample = { readonly done: number; readonly at: number };

/** What is known of the speed: steps per second, and how long the rest takes; null until there is enough to say it. */
export type Pace = { readonly perSecond: number; readonly leftMs: number } | null;

/** Younger ones are kept: long enough to be steady, short enough to follow a change of speed. */
const span = 15_000;
/** Before that a pace is a guess, and a wrong promise is worse than none. */
const enough = 1500;

/** The samples with a new one: those older than a quarter of a minute go, and so do all when it begins anew. */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && sample.done < last.done) return [sample];
  return [...samples.filter(({ at }) => sample.at - at <= span), sample];
}

export function paceOf(samples: readonly Sample[], of: number): Pace {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < enough || last.done <= first.done) return null;
  const perSecond = ((last.done - first.done) * 1000) / (last.at - first.at);
  return { perSecond, leftMs: (Math.max(0, of - last.done) * 1000) / perSecond };
}

/** Follows something that comes forward in steps. */
export function usePace(done: number, of: number): Pace {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => setSamples((now) => addSample(now, { done, at: performance.now() })), [done]);
  return paceOf(samples, of);
}
