import { failure } from '#contract/failures.ts';
import type { LedgerLists, Minute, QueueFigures, QueueItem, SignedMinute, SyncState } from '#contract/sync.ts';

/** Queues, lines and minutes for the window's tests: made-up people and numbers. */

const names = { vi: 'Định danh điện tử mức độ 2', en: 'Electronic identity of level 2' };

export const sampleDeskId = 'ab12cd34'.repeat(8);

/** A dossier number of the tests, by its place. */
export function dossierId(index: number): string {
  return `019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`;
}

type Parts = {
  readonly line?: Partial<QueueItem['line']>;
  readonly packet?: Partial<NonNullable<QueueItem['packet']>> | null;
  readonly failure?: QueueItem['failure'];
};

/** A dossier that waits to be sent, but for what is given. */
export function sampleItem(index: number, { line = {}, packet = {}, failure = null }: Parts = {}): QueueItem {
  return {
    line: {
      id: dossierId(index),
      revision: 1,
      kind: 'eIdLevel2',
      regime: 'R2026',
      names,
      number: `••• ••• ••• ${String(index % 1000).padStart(3, '0')}`,
      name: `NGUYỄN VĂN MẪU ${index}`,
      state: 'queued',
      since: '2026-11-22T10:15:00.000Z',
      why: null,
      officer: 'CB001',
      shift: dossierId(900_000),
      due: '2026-11-27',
      daysLeft: 5,
      retyped: 0,
      left: [],
      ...line,
    },
    packet: packet && {
      deskSeq: index,
      epoch: 1,
      size: 412_000,
      queuedAt: '2026-11-22T10:16:00.000Z',
      attempts: 0,
      nextAttemptAt: null,
      failure,
      ...packet,
    },
    failure,
  };
}

/** A dossier the upstream does not take. */
export function samplePoison(index: number): QueueItem {
  return sampleItem(index, { packet: { attempts: 4 }, failure: failure('packet.tooLarge') });
}

export function sampleFigures(parts: Partial<QueueFigures> = {}): QueueFigures {
  return {
    drafts: 2,
    unsealed: 0,
    waiting: 37,
    poisoned: 0,
    returned: 0,
    acknowledged: 118,
    lapsed: 0,
    bytesWaiting: 15_200_000,
    oldest: '2026-11-22T10:16:00.000Z',
    firstDue: '2026-11-24',
    ...parts,
  };
}

/** A desk that is approved by a reference upstream; the last contact was good. */
export function sampleSync(parts: Partial<SyncState> = {}): SyncState {
  return {
    deskId: sampleDeskId,
    upstream: {
      url: 'https://127.0.0.1:8443',
      name: 'Tuyến trên MẪU',
      kind: 'reference',
      authority: '01'.repeat(32),
      sealing: '23'.repeat(32),
      signing: '45'.repeat(32),
      standing: 'approved',
      since: '2026-11-20T01:00:00.000Z',
      limit: null,
    },
    line: { is: 'ready', at: '2026-11-22T13:40:00.000Z' },
    sending: null,
    figures: sampleFigures(),
    skewMs: 800,
    reconcile: null,
    ...parts,
  };
}

/** The upstream cannot be reached. */
export const sampleAway: SyncState['line'] = {
  is: 'away',
  failure: failure('upstream.unreachable'),
  since: '2026-11-22T13:02:00.000Z',
  nextAt: '2026-11-22T13:45:00.000Z',
};

const noLists: LedgerLists = { unacknowledged: [], unknown: [], differing: [], gaps: [] };

export function sampleMinute(parts: Partial<Minute> = {}): SignedMinute {
  return {
    minute: {
      format: 'truc-ban minute 1',
      station: 'Công an phường Mẫu',
      deskId: sampleDeskId,
      officer: 'CB001',
      at: '2026-11-22T14:04:00.000Z',
      upstream: {
        name: 'Tuyến trên MẪU',
        url: 'https://127.0.0.1:8443',
        time: '2026-11-22T14:04:01.000Z',
        highestReceipt: 1204,
      },
      epochs: [{ epoch: 1, numbered: 118, acknowledged: 118, held: 118, digest: '9f'.repeat(32) }],
      figures: sampleFigures({ waiting: 0, bytesWaiting: 0, oldest: null, firstDue: null }),
      lists: noLists,
      percent: '100.00',
      agreed: true,
      resent: 0,
      purged: 12,
      ...parts,
    },
    jws: `${'eyJhbGciOiJFUzI1NiJ9'}.${'A'.repeat(900)}.${'b'.repeat(86)}`,
  };
}

/** A comparison that found something of every sort. */
export const differingMinute: SignedMinute = sampleMinute({
  agreed: false,
  percent: '99.15',
  resent: 1,
  purged: 0,
  lists: {
    unacknowledged: [{ epoch: 1, deskSeq: 7, dossierId: dossierId(7), rev: 1, sha256: '07'.repeat(32) }],
    unknown: [{ epoch: 1, deskSeq: 8, dossierId: dossierId(8), rev: 2, sha256: '08'.repeat(32) }],
    differing: [{ epoch: 1, deskSeq: 9, dossierId: dossierId(9), rev: 1, sha256: '09'.repeat(32) }],
    gaps: [
      { epoch: 1, from: 11, to: 13, of: 'upstream' },
      { epoch: 1, from: 15, to: 15, of: 'desk' },
    ],
  },
});
