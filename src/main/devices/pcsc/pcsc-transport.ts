import { type Failure, FailureError, failure } from '#contract/failures.ts';
import type { CardTransport, TransportLimits } from '#ports/card-transport.ts';
import { createFifoQueue, type FifoQueue } from './fifo-queue.ts';
import { pcscFailure } from './pcsc-failure.ts';
import { type BindingReader, scard } from './pcsclite-binding.ts';
import { limitsOf, propertiesControlCode, unknownLimits } from './reader-limits.ts';

/** What a connection needs to know of its reader. */
export type ReaderSide = {
  readonly binding: BindingReader;
  readonly atr: Uint8Array;
  /** Resolves with whether the card is gone, after giving the service time to notice. */
  removed(): Promise<boolean>;
  /** Why the reader can never be used again, or null while it can. */
  ended(): Failure | null;
};

/** A connection that says when it is over: `closed` resolves when the reader is really free again. */
export type OpenTransport = CardTransport & { readonly closed: Promise<void> };

const exchangeTimeoutMs = 4000;
/** A mute card is let go of in the background: nobody waits longer than this for it. */
const leaveTimeoutMs = 500;
const foreverMs = 2 ** 31 - 1;
const shortResponse = 258;
const extendedResponse = 65_538;

type Callback<T> = (error: unknown, value?: T) => void;

function promised<T>(start: (done: Callback<T>) => void): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value)));
  });
}

/** Extended length is told by a zero fifth byte with more behind it (ISO/IEC 7816-4 §5.1). */
function responseLength(command: Uint8Array): number {
  return command.length >= 7 && command[4] === 0 ? extendedResponse : shortResponse;
}

/** Resolves when `work` has ended, or after `ms`, whichever comes first. */
function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(end, end);
  });
}

async function connectCard(binding: BindingReader): Promise<number> {
  // After a failed disconnect the addon believes in a connection that is none, and would not connect again.
  binding.connected = false;
  const protocol = await promised<number>((done) =>
    binding.connect({ share_mode: scard.shareExclusive, protocol: scard.protocolT0 | scard.protocolT1 }, done),
  );
  if (protocol === undefined) throw new FailureError(failure('card.protocol'));
  return protocol;
}

async function control(binding: BindingReader, code: number): Promise<Uint8Array | undefined> {
  const input = Buffer.alloc(0);
  const answer = await promised<Uint8Array>((done) => binding.control(input, code, 1024, done));
  return answer === undefined ? undefined : Uint8Array.from(answer);
}

/** Asks the reader what it passes; a reader that does not say is the rule, not an error. */
async function askLimits(binding: BindingReader): Promise<TransportLimits> {
  try {
    const features = await control(binding, binding.SCARD_CTL_CODE(scard.getFeatureRequest));
    const code = features === undefined ? null : propertiesControlCode(features);
    const properties = code === null ? undefined : await control(binding, code);
    return properties === undefined ? unknownLimits : limitsOf(properties);
  } catch {
    return unknownLimits;
  }
}

/** What a failed call really means: a pulled card shows as half a dozen different return codes. */
async function diagnose(error: unknown, reader: ReaderSide): Promise<FailureError> {
  const told = pcscFailure(error);
  const mayBeRemoval = ['card.protocol', 'card.mute', 'card.absent', 'reader.gone'].includes(told.failure.code);
  const removed = mayBeRemoval && (await reader.removed());
  const end = reader.ended();
  if (end !== null) return new FailureError(end, error);
  return removed ? new FailureError(failure('card.removed'), error) : told;
}

type Calls = { readonly queue: FifoQueue; readonly reader: ReaderSide };

type Wait = { readonly signal: AbortSignal; readonly timeoutMs: number };

const patiently = (signal: AbortSignal): Wait => ({ signal, timeoutMs: exchangeTimeoutMs });

async function call<T>({ queue, reader }: Calls, job: () => Promise<T>, wait: Wait): Promise<T> {
  const patience = { ...wait, onTimeout: failure('card.mute') };
  return queue.run(async () => {
    try {
      return await job();
    } catch (error) {
      throw await diagnose(error, reader);
    }
  }, patience);
}

async function exchange(binding: BindingReader, command: Buffer, protocol: number): Promise<Uint8Array> {
  const length = responseLength(command);
  const response = await promised<Uint8Array>((done) => binding.transmit(command, length, protocol, done));
  // Some drivers report success with nothing in it when the card is pulled.
  if (response === undefined || response.length < 2) throw new FailureError(failure('card.protocol'));
  return Uint8Array.from(response);
}

async function disconnect(binding: BindingReader, disposition: number): Promise<void> {
  await promised<void>((done) => binding.disconnect(disposition, done)).catch(() => undefined);
}

/** Connects exclusively to the card on a reader. @throws FailureError `card.*`, `reader.*`, `read.cancelled` */
export async function openTransport(reader: ReaderSide, signal: AbortSignal): Promise<OpenTransport> {
  const { binding } = reader;
  const calls: Calls = { queue: createFifoQueue(), reader };
  const { promise: closed, resolve: close } = Promise.withResolvers<void>();
  const never = new AbortController().signal;
  // The disconnection itself waits for as long as it takes: without it the card would stay held.
  const leave = () => {
    const left = call(calls, () => disconnect(binding, scard.unpowerCard), { signal: never, timeoutMs: foreverMs });
    return atMost(leaveTimeoutMs, left);
  };
  let open = true;
  let protocol = 0;
  try {
    protocol = await call(calls, () => connectCard(binding), patiently(signal));
  } catch (error) {
    // A connection that comes after its caller has left must not stay: the card would be held by nobody.
    void leave();
    throw error;
  }
  const limits = await call(calls, () => askLimits(binding), patiently(never)).catch(() => unknownLimits);
  return {
    atr: reader.atr,
    limits,
    closed,
    async transmit(command, exchangeSignal) {
      if (!open) throw new FailureError(failure('card.removed'));
      const data = Buffer.from(command);
      return call(calls, () => exchange(binding, data, protocol), patiently(exchangeSignal));
    },
    async reset(resetSignal) {
      await call(calls, () => disconnect(binding, scard.unpowerCard), patiently(resetSignal));
      protocol = await call(calls, () => connectCard(binding), patiently(resetSignal));
    },
    async close() {
      if (!open) return;
      open = false;
      await leave();
      void calls.queue.drained().then(close);
    },
  };
}
