import { FailureError, failure } from '#contract/failures.ts';
import type { CardTransport } from '#ports/card-transport.ts';
import type { Channel } from './apdu.ts';
import { type Transmitter, transportChannel, withChaining, withGetResponse } from './apdu-channel.ts';

/** What reading needs of a connection to a card. */
export type CardLink = Pick<CardTransport, 'limits' | 'transmit' | 'reset'>;

/** A link with a channel on it, guarded against a card or reader that would keep us for ever. */
export type GuardedLink = {
  /** Unsecured: encodes, chains, fetches what is held back. */
  readonly channel: Channel;
  /** Whether commands and answers longer than short APDUs may be sent from now on. */
  setExtended(extended: boolean): void;
  reset(): Promise<void>;
  /** Command APDUs sent so far. */
  readonly apdus: () => number;
};

/** More than the longest file takes in the smallest chunks; a card that wants more is stringing us along. */
const MAX_APDUS = 4000;
const SHORT_DATA = 255;
const EXTENDED_DATA = 65_535;

/**
 * Guards a link: every wait ends at once when `signal` is aborted, even if the link below does not notice, and the number of
 * commands is limited. The channel throws what the link throws, the signal's reason, and FailureError `card.protocol`.
 */
export function guardLink(link: CardLink, signal: AbortSignal, onExchange: () => void): GuardedLink {
  let apdus = 0;
  let extended = false;
  const guarded: Transmitter = {
    transmit(command) {
      if (++apdus > MAX_APDUS) throw new FailureError(failure('card.protocol'));
      return untilAborted(signal, () => link.transmit(command, signal));
    },
  };
  const bottom = transportChannel(guarded, signal, onExchange);
  const short: Channel = withGetResponse(withChaining((command) => bottom(shortened(command)), SHORT_DATA));
  const long: Channel = withGetResponse(withChaining(bottom, EXTENDED_DATA));
  return {
    channel: (command) => (extended ? long : short)(command),
    setExtended(allowed) {
      extended = allowed;
    },
    reset: () => untilAborted(signal, () => link.reset(signal)),
    apdus: () => apdus,
  };
}

function shortened(command: Parameters<Channel>[0]): Parameters<Channel>[0] {
  return (command.le ?? 0) > 256 ? { ...command, le: 256 } : command;
}

/** Starts `work` and waits for it until the signal is aborted; then throws its reason and leaves the work behind. */
async function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
