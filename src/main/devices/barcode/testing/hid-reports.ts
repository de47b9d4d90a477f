export type ReportForm = {
  /** Whether reports begin with their number. */
  readonly numbered?: boolean;
  /** Three characters; three zero bytes where the scanner sends none. */
  readonly identifier?: string;
};

/** Data bytes of a part at most. */
export const room = 56;

/** One report of a scanner, as Honeywell and Access-IS describe theirs: 64 bytes, or 63 without a number. */
export function reportOf(data: Uint8Array, more: boolean, form: ReportForm = {}): Uint8Array {
  const { numbered = true, identifier = ']Q1' } = form;
  const body = new Uint8Array(63);
  body[0] = data.length;
  body.set(new TextEncoder().encode(identifier), 1);
  body.set(data.subarray(0, room), 4);
  body[60] = 's'.charCodeAt(0);
  body[62] = more ? 1 : 0;
  return numbered ? Uint8Array.of(2, ...body) : body;
}

/** The reports that carry a text. */
export function reportsOf(text: string, form: ReportForm = {}): readonly Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const starts = Array.from({ length: Math.max(1, Math.ceil(bytes.length / room)) }, (_, at) => at * room);
  return starts.map((start) => reportOf(bytes.subarray(start, start + room), start + room < bytes.length, form));
}
