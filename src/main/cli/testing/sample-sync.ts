import { failure } from '#contract/failures.ts';
import { closedSync, type Minute, type SyncState, type UpstreamLinkView } from '#contract/sync.ts';
import { type FakeDesk, type FakeHandlers, fakeDesk, stateOf } from './fake-desk.ts';
import { type Ran, runGathering } from './run-gathering.ts';

/** 32 bytes of one value, as a hash is written. */
export const hex = (pair: string): string => pair.repeat(32);

/** An upstream this desk may send to. */
export const link: UpstreamLinkView = {
  ...{ url: 'https://localhost:8443', name: 'Tuyến trên MẪU', kind: 'reference', authority: hex('aa') },
  ...{ sealing: hex('bb'), signing: hex('cc'), standing: 'approved', since: '2026-11-22T01:00:00.000Z', limit: null },
};

/** A queue with nothing in it, and a line that is good. */
export const ready: SyncState = {
  ...closedSync,
  ...{ deskId: hex('dd'), upstream: link, line: { is: 'ready', at: '2026-11-22T01:00:00.000Z' } },
};

/** Why a line is away. */
export const away = failure('upstream.unreachable', { host: 'localhost' });

/** A desk of the demo that answers as it is told, with this queue and line. */
export function deskOf(handlers: FakeHandlers, sync: SyncState = ready): FakeDesk {
  return fakeDesk(stateOf('demo', { sync }), handlers);
}

export const run = (fake: FakeDesk, ...args: readonly string[]): Promise<Ran> => runGathering(args, { fake });

/** Four empty lists: the books agree. */
export const lists = { unacknowledged: [], unknown: [], differing: [], gaps: [] };
/** A minute of books that agree. */
export const minute: Minute = {
  ...{ format: 'truc-ban minute 1', station: 'Công an phường Mẫu', deskId: hex('dd'), officer: 'CB001' },
  at: '2026-11-22T10:00:00.000Z',
  upstream: { name: link.name, url: link.url, time: '2026-11-22T10:00:00.000Z', highestReceipt: 9 },
  epochs: [{ epoch: 1, numbered: 9, acknowledged: 9, held: 9, digest: hex('ab') }],
  ...{ figures: closedSync.figures, lists, percent: '100.00', agreed: true, resent: 0, purged: 0 },
};
