import type { CardRead } from '#contract/device.ts';
import type { Evidence, FileName, ReadProgress } from '#contract/evidence.ts';
import type { ReaderState, SourceState } from '#contract/readers.ts';

/** What a read reports while it runs, and what ends it early. */
export type ReadHooks = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReadProgress) => void;
  readonly onFile: (name: FileName, bytes: Uint8Array) => void;
};

/** A source of readers that reads whole cards, seen from the host: whatever does the reading runs elsewhere. */
export type CardDevice = {
  readonly id: 'pcsc' | 'demo';
  state(): SourceState;
  readers(): readonly ReaderState[];
  /** Calls back after every change of `state()` or `readers()`; returns the way to stop. */
  onChange(changed: () => void): () => void;
  /** Reads one card. Card trouble is in `Evidence.failure`, with all that was read before it; aborting ends the read. */
  read(request: CardRead, hooks: ReadHooks): Promise<Evidence>;
  close(): Promise<void>;
};
