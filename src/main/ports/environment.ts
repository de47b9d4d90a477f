/** Wall-clock time. */
export type Clock = { now(): Date };

/** Unpredictable bytes, fit for keys. */
export type Random = (length: number) => Uint8Array;

/** Identities that never come twice. */
export type Ids = () => string;

/** Milliseconds of a clock that only goes forward and that nobody can set. Where it began means nothing. */
export type Monotonic = () => number;
