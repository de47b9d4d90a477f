/** Wall-clock time. */
export type Clock = { now(): Date };

/** Unpredictable bytes, fit for keys. */
export type Random = (length: number) => Uint8Array;
