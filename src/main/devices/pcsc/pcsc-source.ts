import { FailureError, failure } from '#contract/failures.ts';
import type { SourceState } from '#contract/readers.ts';
import type { ReaderSource } from '#ports/reader-source.ts';
import { returnCodeOf, returnCodes } from './pcsc-failure.ts';
import { followContext, type PcscSession } from './pcsc-session.ts';
import type { OpenContext } from './pcsclite-binding.ts';

export type PcscSourceOptions = {
  /** Loads the addon; called once. @throws FailureError `reader.driver` */
  readonly load: () => OpenContext;
  /** Milliseconds between attempts to reach the service. */
  readonly retryMs: number;
  readonly platform: NodeJS.Platform;
};

/** A service that is asked for until it answers, and again after each of its deaths, always with a new context. */
type Service = {
  state(): SourceState;
  session(): PcscSession | null;
  close(): void;
};

/** The failure behind a service that does not answer; Windows stops its service when the last reader is unplugged. */
function serviceFailure(error: unknown, platform: NodeJS.Platform): SourceState {
  const stopped = platform === 'win32' && returnCodeOf(error) === returnCodes.serviceStopped;
  return { state: 'failed', failure: failure(stopped ? 'reader.none' : 'reader.serviceDown') };
}

function sameState(a: SourceState, b: SourceState): boolean {
  if (a.state === 'failed' && b.state === 'failed') return a.failure.code === b.failure.code;
  return a.state === b.state;
}

type ServiceOptions = Omit<PcscSourceOptions, 'load'> & { readonly openContext: OpenContext };

function followService({ openContext, retryMs, platform }: ServiceOptions, changed: () => void): Service {
  let state: SourceState = { state: 'starting' };
  let session: PcscSession | null = null;
  let retry: NodeJS.Timeout | undefined;
  const become = (next: SourceState) => {
    const news = !sameState(state, next);
    state = next;
    if (news) changed();
  };
  const fail = (error: unknown) => {
    session?.abandon();
    session = null;
    retry = setTimeout(open, retryMs);
    become(serviceFailure(error, platform));
  };
  function open(): void {
    try {
      session = followContext(openContext(), { changed, died: fail });
      become({ state: 'running' });
    } catch (error) {
      fail(error);
    }
  }
  open();
  return {
    state: () => state,
    session: () => session,
    close() {
      clearTimeout(retry);
      session?.close();
      session = null;
    },
  };
}

/** A service that cannot be reached at all, because the addon is not there. */
function noService(load: FailureError): Service {
  return { state: () => ({ state: 'failed', failure: load.failure }), session: () => null, close: () => undefined };
}

function startService({ load, ...options }: PcscSourceOptions, changed: () => void): Service {
  try {
    return followService({ ...options, openContext: load() }, changed);
  } catch (error) {
    if (error instanceof FailureError) return noService(error);
    throw error;
  }
}

/** The readers of the PC/SC service. A service that is away is asked for again every `retryMs`. */
export function createPcscSource(options: PcscSourceOptions): ReaderSource {
  const listeners = new Set<() => void>();
  const service = startService(options, () => {
    for (const listener of [...listeners]) listener();
  });
  const readers = () => service.session()?.readers() ?? [];
  return {
    state: service.state,
    readers: () =>
      readers()
        .map((reader) => reader.state())
        .filter((state) => state !== null),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async connect(name, signal) {
      const state = service.state();
      if (state.state === 'failed') throw new FailureError(state.failure);
      const reader = readers().find((each) => each.name === name);
      if (reader === undefined) throw new FailureError(failure('reader.unknown', { reader: name }));
      return reader.connect(signal);
    },
    async close() {
      service.close();
    },
  };
}
