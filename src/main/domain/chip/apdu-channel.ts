import { concat } from '#domain/bytes.ts';
import { type Channel, type Command, decodeResponse, encodeCommand, type Response } from './apdu.ts';
import { Malformed } from './malformed.ts';

/** What a channel needs of a card transport: one exchange of encoded APDUs. */
export type Transmitter = { transmit(command: Uint8Array, signal: AbortSignal): Promise<Uint8Array> };

/**
 * The bottom of a channel: encodes each command, sends it over the transport, splits the response.
 * `onExchange` hears the lengths in bytes of each command and response APDU, never their content.
 * The channel throws what the transport throws, the signal's reason once it is aborted, and Malformed for a response
 * that is no response APDU.
 */
export function transportChannel(
  transport: Transmitter,
  signal: AbortSignal,
  onExchange?: (sent: number, received: number) => void,
): Channel {
  return async (command) => {
    signal.throwIfAborted();
    const sent = encodeCommand(command);
    const received = await transport.transmit(sent, signal);
    onExchange?.(sent.length, received.length);
    return decodeResponse(received);
  };
}

const CHAINED = 0x10;

/**
 * Command chaining (ISO/IEC 7816-4 §5.3.3) for cards or readers that take at most `maxCommandData` bytes of data at
 * once. Shorter commands pass untouched. A part the card refuses ends the chain with its answer.
 */
export function withChaining(channel: Channel, maxCommandData: number): Channel {
  if (maxCommandData < 1) throw new RangeError('a command must hold at least one byte');
  return async (command) => {
    const { data = new Uint8Array(), le, ...header } = command;
    if (data.length <= maxCommandData) return channel(command);
    let at = 0;
    for (; data.length - at > maxCommandData; at += maxCommandData) {
      const part = data.subarray(at, at + maxCommandData);
      const response = await channel({ ...header, cla: command.cla | CHAINED, data: part });
      if (response.sw !== 0x9000) return response;
    }
    const last = { ...header, data: data.subarray(at) };
    // A card that needs chaining has no extended length, so the last part asks in the short form as well.
    return channel(le === undefined ? last : { ...last, le: maxCommandData > 255 ? le : Math.min(le, 256) });
  };
}

const MAX_PARTS = 300;
const MAX_RESPONSE = 0x1_0100;

/** Whether a status word announces more: 61xx is waiting, 6Cxx is the length to ask for. */
function announces(sw: number): boolean {
  return sw >> 8 === 0x61 || sw >> 8 === 0x6c;
}

/** SW2 as a number of bytes: zero stands for 256. */
function announced(sw: number): number {
  return sw & 0xff || 256;
}

/**
 * Fetches what a card still holds back (61xx → GET RESPONSE) and repeats a command once with the length the card wants
 * (6Cxx), as ISO/IEC 7816-4 §5.3.4 describes. A protected command is not repeated: the chip has counted it already, so
 * its 6Cxx goes up to whoever can protect it anew. @throws Malformed (from the channel) if the card never comes to an end
 */
export function withGetResponse(channel: Channel): Channel {
  return async (command) => {
    const first = await channel(command);
    const protectedCommand = (command.cla & 0x0c) === 0x0c;
    if (first.sw >> 8 !== 0x6c || protectedCommand) return collect(channel, command, first);
    return collect(channel, command, await channel({ ...command, le: announced(first.sw) }));
  };
}

async function collect(channel: Channel, command: Command, first: Response): Promise<Response> {
  if (first.sw >> 8 !== 0x61) return first;
  const parts = [first.data];
  let length = first.data.length;
  let { sw } = first;
  while (announces(sw)) {
    const next = await channel({ cla: command.cla & 0x03, ins: 0xc0, p1: 0, p2: 0, le: announced(sw) });
    sw = next.sw;
    parts.push(next.data);
    length += next.data.length;
    const stuck = sw >> 8 === 0x61 && next.data.length === 0;
    if (stuck || parts.length > MAX_PARTS || length > MAX_RESPONSE)
      throw new Malformed('R-APDU', 'GET RESPONSE without end');
  }
  return { data: concat(...parts), sw };
}
