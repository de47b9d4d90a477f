import type { CardRead } from '#contract/device.ts';
import type { Evidence } from '#contract/evidence.ts';
import { failure } from '#contract/failures.ts';
import type { ReaderState } from '#contract/readers.ts';
import type { CardDevice, ReadHooks } from '#ports/card-device.ts';

type Read = { readonly request: CardRead; readonly hooks: ReadHooks; end(evidence: Partial<Evidence>): void };

/** A device for tests, whose reads the test ends; it refuses a second read of a reader, as a card would. */
export class FakeDevice implements CardDevice {
  readonly id = 'pcsc';
  readonly reads: Read[] = [];
  #readers: readonly ReaderState[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #busy = new Set<string>();

  state = () => ({ state: 'running' }) as const;
  readers = () => this.#readers;
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  show(...cards: readonly (readonly [string, ReaderState['card']])[]): void {
    this.#readers = cards.map(([name, card]) => ({ name, simulated: false, card }));
    for (const listener of [...this.#listeners]) listener();
  }

  read(request: CardRead, hooks: ReadHooks): Promise<Evidence> {
    if (this.#busy.has(request.reader)) throw new Error('two reads on one reader');
    this.#busy.add(request.reader);
    return new Promise((resolve) => {
      const end = (evidence: Partial<Evidence>) => {
        this.#busy.delete(request.reader);
        resolve({ ...nothing, readAt: request.readAt, ...evidence });
      };
      hooks.signal.addEventListener('abort', () => end({ failure: failure('read.cancelled') }));
      this.reads.push({ request, hooks, end });
    });
  }

  async close(): Promise<void> {}
}

const nothing: Evidence = {
  version: 1,
  readAt: '',
  files: [],
  gaps: [],
  access: null,
  chipAuthentication: { state: 'notDone' },
  activeAuthentication: { state: 'notDone' },
  failure: null,
};
