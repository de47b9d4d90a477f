import type { ProfileHealth } from '#contract/profile.ts';

/** Which queries were slow since the program began, by name; what they were given is not known here. */
export type SlowQueries = {
  /** Takes note of one: to be handed to the link to the files as `onSlow`. */
  note(slow: { readonly name: string; readonly ms: number }): void;
  /** All of them, the slowest first. */
  list(): ProfileHealth['slow'];
};

/** An empty book of slow queries. */
export function openSlowQueries(): SlowQueries {
  const seen = new Map<string, ProfileHealth['slow'][number]>();
  return {
    note({ name, ms }) {
      const { times, worstMs } = seen.get(name) ?? { times: 0, worstMs: 0 };
      seen.set(name, { name, times: times + 1, worstMs: Math.max(worstMs, ms) });
    },
    list: () => [...seen.values()].sort((a, b) => b.worstMs - a.worstMs),
  };
}
