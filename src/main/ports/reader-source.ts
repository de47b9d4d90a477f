import type { ReaderState, SourceState } from '#contract/readers.ts';
import type { CardTransport } from './card-transport.ts';

/** Where readers come from: the PC/SC service, or the demo's software readers. */
export type ReaderSource = {
  /** The service behind the readers: running, or why not. */
  state(): SourceState;
  readers(): readonly ReaderState[];
  /** Calls back after every change of `state()` or `readers()`; returns the way to stop. */
  onChange(changed: () => void): () => void;
  /** Connects exclusively to the card in `reader`. @throws FailureError (`card.*`, `reader.*`) */
  connect(reader: string, signal: AbortSignal): Promise<CardTransport>;
  close(): Promise<void>;
};
