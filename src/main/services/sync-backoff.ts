/** A number from 0 (included) to 1 (not). */
export type Chance = () => number;

/** The shortest and the longest wait before something is tried again, ms. */
export const backoffMs = { base: 2_000, cap: 15 * 60_000 } as const;

/**
 * How long to wait before the next try, ms: decorrelated jitter, so that a thousand desks that lost the same line do not come back
 * in step. What was asked for by the other side (`Retry-After`) is waited for at least.
 */
export function nextWait(beforeMs: number, chance: Chance, askedMs: number | null = null): number {
  const { base, cap } = backoffMs;
  const most = Math.max(base, beforeMs) * 3;
  const drawn = Math.min(cap, base + chance() * (most - base));
  // Whoever is told to come at a moment comes a little after it, not all at once.
  return Math.round(askedMs === null || askedMs < drawn ? drawn : askedMs + chance() * base);
}

/** Waits of many things, each after its last one. Those of a program that ran before are taken from how often it was tried. */
export type Backoffs = {
  next(key: string, tried: number, askedMs: number | null): number;
  forget(key: string): void;
};

export function createBackoffs(chance: Chance): Backoffs {
  const before = new Map<string, number>();
  return {
    next(key, tried, askedMs) {
      const expected = Math.min(backoffMs.cap, backoffMs.base * 2 ** Math.min(tried, 20));
      const wait = nextWait(before.get(key) ?? (tried === 0 ? backoffMs.base : expected), chance, askedMs);
      before.set(key, Math.min(wait, backoffMs.cap));
      return wait;
    },
    forget: (key) => void before.delete(key),
  };
}
