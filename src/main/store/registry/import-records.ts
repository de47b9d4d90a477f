/** One record of a file as its bytes, with where it ends: reading can go on from there. */
export type RawRecord = {
  /** Counted from 1; the line the record begins on. */
  readonly line: number;
  /** Without the line end. */
  readonly bytes: Uint8Array;
  /** Bytes of the file up to and with this record and its line end. */
  readonly end: number;
  /** Lines up to and with this record. */
  readonly lastLine: number;
  /** Why it cannot be read as a record: it is longer than any person is, or a quote in it is never closed. */
  readonly broken: 'tooLong' | 'quoteOpen' | null;
};

/** Where reading begins or goes on: just after a record. */
export type FilePlace = { readonly byteOffset: number; readonly line: number };

/** Longest record taken in, in bytes. */
export const longestRecord = 64 * 1024;

type Cutter = {
  /** Where the record that begins at `from` ends in `bytes` (its line feed), or -1 while that is not known. */
  endOf(bytes: Uint8Array, from: number): number;
};

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** Records of one line each (NDJSON). */
export const lineCutter: Cutter = { endOf: (bytes, from) => bytes.indexOf(LF, from) };

/** Records that end at the first line feed outside quotes (RFC 4180 §2.6). */
export const csvCutter: Cutter = {
  endOf: (bytes, from) => {
    let [at, end] = [from, bytes.indexOf(LF, from)];
    while (end >= 0) {
      const open = bytes.subarray(at, end).indexOf(QUOTE);
      if (open < 0) return end;
      const close = bytes.indexOf(QUOTE, at + open + 1);
      if (close < 0) return -1;
      at = close + 1;
      if (close > end) end = bytes.indexOf(LF, at);
    }
    return -1;
  },
};

/**
 * Cuts a stream of bytes into records, in groups as they come. What is too long, or has a quote that is never closed, is
 * given as broken up to its first line end, and reading goes on after it. Empty lines are no records.
 */
export async function* rawRecords(
  chunks: AsyncIterable<Uint8Array>,
  { cutter, from }: { readonly cutter: Cutter; readonly from: FilePlace },
): AsyncGenerator<readonly RawRecord[]> {
  let rest: Uint8Array = new Uint8Array(0);
  let state: State = { place: from, long: null };
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const cut = cutAll(rest, state, { cutter, last: false });
    yield cut.records;
    state = cut;
    rest = rest.subarray(cut.used);
  }
  yield cutAll(rest, state, { cutter, last: true }).records;
}

/** Where cutting is; `long`: inside a line that is too long, of which this is kept. */
type State = { readonly place: FilePlace; readonly long: Pick<RawRecord, 'line' | 'bytes'> | null };
type Cut = State & { readonly records: readonly RawRecord[]; readonly used: number };

function cutAll(
  bytes: Uint8Array,
  state: State,
  { cutter, last }: { readonly cutter: Cutter; readonly last: boolean },
): Cut {
  const records: RawRecord[] = [];
  let [at, line, long] = [0, state.place.line, state.long];
  const passed = (to: number, lines: number) => {
    [at, line] = [to, line + lines];
    return { end: state.place.byteOffset + at, lastLine: line };
  };
  const take = (end: number, broken: RawRecord['broken']) => {
    const record = bytes.subarray(at, end > at && bytes[end - 1] === CR ? end - 1 : end);
    const head = { line: line + 1, bytes: new Uint8Array(record), broken };
    const place = passed(Math.min(end + 1, bytes.length), linesIn(record));
    if (record.length > 0) records.push({ ...head, ...place });
  };
  while (at < bytes.length) {
    const lineEnd = bytes.indexOf(LF, at);
    const end = long === null ? cutter.endOf(bytes, at) : -1;
    const stop = end < 0 ? bytes.length : end;
    if (long !== null) {
      if (lineEnd < 0) break;
      records.push({ ...long, ...passed(lineEnd + 1, 1), broken: 'tooLong' });
      long = null;
    } else if (stop - at <= longestRecord) {
      if (end >= 0) take(end, null);
      else if (!last) break;
      else if (!isQuoteOpen(cutter, bytes.subarray(at))) take(stop, null);
      else take(lineEnd < 0 ? stop : lineEnd, 'quoteOpen');
    } else if (lineEnd >= 0 && lineEnd - at <= longestRecord) take(lineEnd, 'quoteOpen');
    else long = { line: line + 1, bytes: new Uint8Array(bytes.subarray(at, at + longestRecord)) };
  }
  if (long !== null) {
    const place = passed(bytes.length, last ? 1 : 0);
    if (last) records.push({ ...long, ...place, broken: 'tooLong' });
  }
  return { records, place: { byteOffset: state.place.byteOffset + at, line }, long, used: at };
}

function isQuoteOpen(cutter: Cutter, tail: Uint8Array): boolean {
  return cutter === csvCutter && tail.filter((byte) => byte === QUOTE).length % 2 === 1;
}

function linesIn(record: Uint8Array): number {
  let count = 1;
  for (let at = record.indexOf(LF); at >= 0; at = record.indexOf(LF, at + 1)) count++;
  return count;
}
