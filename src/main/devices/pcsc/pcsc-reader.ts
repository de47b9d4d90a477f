import { type Failure, FailureError, failure } from '#contract/failures.ts';
import type { ReaderState } from '#contract/readers.ts';
import type { CardTransport } from '#ports/card-transport.ts';
import { watchPresence } from './card-presence.ts';
import { createFifoQueue } from './fifo-queue.ts';
import { type OpenTransport, openTransport } from './pcsc-transport.ts';
import type { BindingReader } from './pcsclite-binding.ts';

/** One reader of the PC/SC service: what lies on it, and the way to it. */
export type PcscReader = {
  readonly name: string;
  /** Null until the service has said for the first time what lies on the reader. */
  state(): ReaderState | null;
  /** Connects exclusively; a second caller waits until the first has closed. @throws FailureError `card.*`, `reader.*` */
  connect(signal: AbortSignal): Promise<CardTransport>;
  /** The service or the reader is gone: whatever is under way here fails with `cause`. */
  end(cause: Failure): void;
};

/** How long a caller waits for a reader whose card has gone mute, and for one that is being read. */
const abandonedMs = 2000;
const foreverMs = 2 ** 31 - 1;

/** Watches one reader of the addon; `changed` is called after each change of `state()`. */
export function watchReader(binding: BindingReader, changed: () => void): PcscReader {
  const presence = watchPresence(binding, changed);
  const turns = createFifoQueue();
  let ended: Failure | null = null;
  // A card that has gone mute keeps the reader until PC/SC gives up on it; meanwhile nobody else waits in vain.
  let abandoned = false;

  const open = async (signal: AbortSignal): Promise<OpenTransport> => {
    if (ended !== null) throw new FailureError(ended);
    if (presence.card() === 'absent') throw new FailureError(failure('card.absent'));
    return openTransport({ binding, atr: presence.atr(), removed: presence.removed, ended: () => ended }, signal);
  };
  const leave = (transport: CardTransport) => {
    abandoned = true;
    return transport.close();
  };
  const connect = (signal: AbortSignal) =>
    new Promise<CardTransport>((resolve, reject) => {
      let left = false;
      const session = async () => {
        presence.hold(true);
        try {
          const transport = await open(signal);
          // The caller may have left while the reader was asked for its limits: nobody would close this connection.
          if (left || signal.aborted) await transport.close();
          resolve({ ...transport, close: () => leave(transport) });
          await transport.closed;
        } finally {
          abandoned = false;
          presence.hold(false);
        }
      };
      const patience = { signal, timeoutMs: abandoned ? abandonedMs : foreverMs, onTimeout: failure('card.mute') };
      turns.run(session, patience).catch((error) => {
        left = true;
        reject(error);
      });
    });

  return {
    name: binding.name,
    state() {
      const card = presence.card();
      return card === null ? null : { name: binding.name, simulated: false, card };
    },
    connect,
    end(cause) {
      ended ??= cause;
      presence.end();
    },
  };
}
