import { concat } from '#domain/bytes.ts';
import { Malformed } from './malformed.ts';

/** A command APDU (ISO/IEC 7816-4 §5.1). `le` is the number of bytes expected: 256 (short) or 65536 (extended) mean "all there are". */
export type Command = {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data?: Uint8Array;
  readonly le?: number;
};

/** A response APDU: the data and the status word SW1-SW2 as one number (0x9000 is success). */
export type Response = { readonly data: Uint8Array; readonly sw: number };

/** One exchange with a card. Channels stack: transport ← chaining ← GET RESPONSE ← secure messaging. */
export type Channel = (command: Command) => Promise<Response>;

/** Whether a command needs the extended encoding. */
export function isExtended(command: Command): boolean {
  return (command.data?.length ?? 0) > 255 || (command.le ?? 0) > 256;
}

/**
 * The bytes of a command APDU, short where it fits and extended where it must (ISO/IEC 7816-4 §5.1).
 * @throws RangeError if a header field is no byte, there are more than 65535 bytes of data, or `le` is not 1 to 65536
 */
export function encodeCommand(command: Command): Uint8Array {
  const { cla, ins, p1, p2, data = new Uint8Array(), le } = command;
  if (![cla, ins, p1, p2].every((field) => isWithin(field, 0, 255))) throw new RangeError('a header field is no byte');
  if (data.length > 65535) throw new RangeError('too much data for one command');
  if (le !== undefined && !isWithin(le, 1, 65536)) throw new RangeError('an expected length that cannot be encoded');
  const extended = isExtended(command);
  const header = Uint8Array.of(cla, ins, p1, p2);
  const marker = extended && data.length === 0 && le !== undefined ? [0] : [];
  const lc = data.length === 0 ? [] : extended ? [0, data.length >> 8, data.length & 0xff] : [data.length];
  const leBytes = le === undefined ? [] : extended ? [(le >> 8) & 0xff, le & 0xff] : [le & 0xff];
  return concat(header, Uint8Array.from(marker), Uint8Array.from(lc), data, Uint8Array.from(leBytes));
}

function isWithin(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}

/** Splits a response APDU. @throws Malformed if it is shorter than a status word */
export function decodeResponse(bytes: Uint8Array): Response {
  const sw1 = bytes[bytes.length - 2];
  const sw2 = bytes[bytes.length - 1];
  if (sw1 === undefined || sw2 === undefined) throw new Malformed('R-APDU', 'no status word');
  return { data: bytes.subarray(0, bytes.length - 2), sw: (sw1 << 8) | sw2 };
}
