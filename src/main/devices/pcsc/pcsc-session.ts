import { failure } from '#contract/failures.ts';
import { type PcscReader, watchReader } from './pcsc-reader.ts';
import type { BindingContext, BindingReader } from './pcsclite-binding.ts';

/** One life of the PC/SC service: its context and the readers it has shown. */
export type PcscSession = {
  readers(): readonly PcscReader[];
  /** Lets go of a context whose service is gone. */
  abandon(): void;
  /** Closes a living context. */
  close(): void;
};

export type SessionEvents = {
  /** Readers came or went, or what lies on them changed. */
  changed(): void;
  /** The service is gone; this session will not come back. */
  died(error: unknown): void;
};

/** How long objects of the addon are kept after their end: it still touches them from callbacks of its own. */
const keepAliveMs = 5000;

/** Follows the readers of a context; nothing is reported once the session has ended. */
export function followContext(context: BindingContext, events: SessionEvents): PcscSession {
  const readers = new Map<string, PcscReader>();
  const bindings = new Set<BindingReader>();
  let live = true;
  const changed = () => {
    if (live) events.changed();
  };
  // Listeners run while the addon holds its locks: whatever may call it again waits for the next turn.
  const died = (error: unknown) => setImmediate(() => live && events.died(error));

  context.on('error', died);
  context.on('reader', (binding) => {
    const reader = watchReader(binding, changed);
    bindings.add(binding);
    readers.set(binding.name, reader);
    // It comes before `end`, and says that the service died rather than that the reader was unplugged.
    binding.on('error', (error) => {
      reader.end(failure('reader.serviceDown'));
      died(error);
    });
    binding.on('end', () => {
      reader.end(failure('reader.gone'));
      if (readers.get(binding.name) === reader) readers.delete(binding.name);
      setTimeout(() => bindings.delete(binding), keepAliveMs).unref();
      setImmediate(changed);
    });
  });

  const end = (cause: 'reader.serviceDown' | 'device.stopped') => {
    live = false;
    for (const reader of readers.values()) reader.end(failure(cause));
  };
  return {
    readers: () => [...readers.values()],
    abandon() {
      end('reader.serviceDown');
      setTimeout(() => bindings.clear(), keepAliveMs).unref();
    },
    close() {
      end('device.stopped');
      for (const binding of bindings) binding.close();
      context.close();
    },
  };
}
