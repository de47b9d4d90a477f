/** What the time is, in ms: by the wall, which people and networks set, and by a clock that only goes on. */
export type Clocks = { now(): number; monotonic(): number };

/** How the upstream's clock stands to this machine's, learnt from what it answers. */
export type UpstreamClock = {
  /** The upstream's time now, as far as it is known: ms since 1970. */
  time(): number;
  /** Milliseconds it is ahead; null while nothing is known. */
  skewMs(): number | null;
  /** Takes the `Date` of an answer that was asked for at `asked` (monotonic, ms). */
  learn(date: string | null, asked: number): void;
  /** Takes the upstream's time as it said itself (ms since 1970); whatever else was learnt is forgotten. */
  set(now: number): void;
};

/** `Date` has whole seconds: the answer was given half a second later on the average. */
const halfSecond = 500;
/** An answer that took longer says too little of when its date was written. */
const tooLate = 10_000;
const kept = 9;
/** A wall that moved by more against the other clock was set, or the machine slept: what was learnt before says nothing now. */
const moved = 3000;

/** The median of the last answers, so that one that was held up, or lied, moves nothing. */
export function upstreamClock({ now, monotonic }: Clocks): UpstreamClock {
  let samples: readonly number[] = [];
  let at = { wall: now(), monotonic: monotonic() };
  const refresh = (): void => {
    const next = { wall: now(), monotonic: monotonic() };
    if (Math.abs(next.wall - at.wall - (next.monotonic - at.monotonic)) > moved) samples = [];
    at = next;
  };
  const skewMs = (): number | null => {
    refresh();
    return median(samples);
  };
  return {
    time: () => Math.max(0, Math.round(now() + (skewMs() ?? 0))),
    skewMs,
    learn(date, asked) {
      refresh();
      const took = at.monotonic - asked;
      const said = date === null ? Number.NaN : Date.parse(date);
      if (Number.isNaN(said) || took > tooLate) return;
      samples = [...samples, said + halfSecond - (at.wall - took / 2)].slice(-kept);
    },
    set(said) {
      refresh();
      samples = [said - at.wall];
    },
  };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  return middle === undefined ? null : Math.round((middle + (sorted[Math.floor(sorted.length / 2)] ?? middle)) / 2);
}
