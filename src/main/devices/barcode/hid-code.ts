/** What one report of a scanner came to. `unreadable`: it is none of a scanner, or its code is longer than any code. */
export type HidCodeStep =
  | { readonly is: 'code'; readonly bytes: Uint8Array }
  | { readonly is: 'more' }
  | { readonly is: 'ignored' }
  | { readonly is: 'unreadable' };

export type HidCodeReader = {
  /** Takes the next report of a device, `at` in milliseconds of a clock that only goes forward. Never throws. */
  take(report: Uint8Array, at: number): HidCodeStep;
};

/** Longest code taken, in bytes: the fullest QR code holds 2,953. */
export const longestCode = 4096;

/** A code whose next part does not come for this long, in milliseconds, was broken off. */
export const partWithinMs = 1000;

const mostParts = 128;

/** One part of a code. */
type Part = { readonly data: Uint8Array; readonly more: boolean };

/** Where the fields begin: behind the number of the report (2: scanned data), or at once where reports have none. */
type Layout = 'numbered' | 'plain';

const scannedData = 2;

/**
 * Puts codes together from the reports of a HID point-of-sale scanner (HID POS Usage Tables 1.02, page 8C, Scanned Data Report):
 * length, three characters of AIM symbology identifier, up to 56 bytes of data, two bytes of the maker's, a byte whose lowest
 * bit says that more of the same code follows. Makers agree on this layout, with the number of the report before it or not.
 * A code that lost a part is never given out.
 */
export function createHidCodeReader(): HidCodeReader {
  let layout: Layout | null = null;
  let reportLength = 0;
  let parts: Uint8Array[] = [];
  let skipping = false;
  let lastAt = Number.NEGATIVE_INFINITY;
  const forget = (skip: boolean) => {
    parts = [];
    skipping = skip;
  };
  return {
    take(report, at) {
      if (at - lastAt > partWithinMs) forget(false);
      lastAt = at;
      const unfinished = parts.length > 0 || skipping;
      const read = readPart(report, unfinished ? layout : null);
      if (read === 'ignored') return { is: 'ignored' };
      // Reports of one kind are all of one length: another one is no part of this code.
      if (read === 'unreadable' || (unfinished && report.length !== reportLength)) {
        forget(unfinished);
        return { is: 'unreadable' };
      }
      layout = read.layout;
      reportLength = report.length;
      const { data, more } = read.part;
      if (skipping) {
        forget(more);
        return { is: 'ignored' };
      }
      parts.push(data);
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      if (length > longestCode || parts.length > mostParts) {
        forget(more);
        return { is: 'unreadable' };
      }
      if (more) return { is: 'more' };
      const code = withoutLineEnd(Buffer.concat(parts));
      forget(false);
      return code.length === 0 ? { is: 'ignored' } : { is: 'code', bytes: code };
    },
  };
}

type ReadPart = { readonly layout: Layout; readonly part: Part } | 'ignored' | 'unreadable';

function readPart(report: Uint8Array, fixed: Layout | null): ReadPart {
  const numbered = fixed !== 'plain' && report[0] === scannedData ? partAt(report, 1) : null;
  if (numbered !== null) return { layout: 'numbered', part: numbered };
  const plain = fixed === 'numbered' ? null : partAt(report, 0);
  // Without a number nothing but the identifier tells a code from a status.
  if (plain !== null && (fixed === 'plain' || isIdentifier(report.subarray(1, 4))))
    return { layout: 'plain', part: plain };
  const saysSomething = report.reduce((count, byte) => count + (byte === 0 ? 0 : 1), 0) > statusBytes;
  return report[0] === scannedData || saysSomething ? 'unreadable' : 'ignored';
}

/** Reports of triggers and states that scanners send besides hold no more than this. */
const statusBytes = 8;

/** What a full-speed USB device sends at a time: anything longer is not one report. */
const longestReport = 64;

const before = 4;
const behind = 3;

function partAt(report: Uint8Array, start: number): Part | null {
  const room = report.length - start - before - behind;
  const length = report[start] ?? 0;
  const identifier = report.subarray(start + 1, start + before);
  if (
    report.length > longestReport ||
    room < 1 ||
    length > room ||
    !(isIdentifier(identifier) || identifier.every((byte) => byte === 0))
  )
    return null;
  const from = start + before;
  return { data: report.slice(from, from + length), more: ((report.at(-1) ?? 0) & 1) === 1 };
}

/** `]`, a letter for the symbology, a modifier (ISO/IEC 15424). */
function isIdentifier(bytes: Uint8Array): boolean {
  return /^\][A-Za-z][0-9A-Za-z]$/.test(String.fromCharCode(...bytes));
}

/** Scanners are set to end a code with a carriage return, a line feed or both; neither is of the code. */
export function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0d || bytes[end - 1] === 0x0a)) end -= 1;
  return Uint8Array.from(bytes.subarray(0, end));
}
