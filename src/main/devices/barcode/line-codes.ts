import { longestCode, partWithinMs } from './hid-code.ts';

/** Codes out of a stream of bytes. */
export type LineCodes = {
  /** Takes the next bytes, `at` in milliseconds of a clock that only goes forward; the codes they end are returned, in order. */
  take(bytes: Uint8Array, at: number): readonly Uint8Array[];
  /** Nothing came for a while: what stands there is a code, if this scanner ends its codes with a pause. */
  pause(): Uint8Array | null;
};

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
/** Some scanners are set to put a code between these two (STX, ETX). */
const frame: ReadonlySet<number> = new Set([0x02, 0x03]);

/**
 * Cuts a stream into codes: each ends with CR or LF, or, from a scanner that was never seen to send one, with a pause. What is
 * longer than any code is left out up to the next end, and so is the beginning of a code whose rest never came.
 */
export function createLineCodes(): LineCodes {
  let code: number[] = [];
  let tooLong = false;
  let endsLines = false;
  let lastAt = Number.NEGATIVE_INFINITY;
  const end = (): readonly Uint8Array[] => {
    const found = tooLong || code.length === 0 ? [] : [Uint8Array.from(code)];
    code = [];
    tooLong = false;
    return found;
  };
  const add = (byte: number): readonly Uint8Array[] => {
    if (byte === carriageReturn || byte === lineFeed) {
      endsLines = true;
      return end();
    }
    if (frame.has(byte)) return [];
    if (code.length === longestCode) tooLong = true;
    if (tooLong) code = [];
    else code.push(byte);
    return [];
  };
  return {
    take(bytes, at) {
      if (at - lastAt > partWithinMs) {
        code = [];
        tooLong = false;
      }
      lastAt = at;
      return [...bytes].flatMap(add);
    },
    pause: () => (endsLines ? null : (end()[0] ?? null)),
  };
}
