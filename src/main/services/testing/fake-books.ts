import { FailureError, failure } from '#contract/failures.ts';
import type { SyncMetadata } from '#contract/packet.ts';
import type { Announced, LedgerItem, SequenceRange } from '#contract/upstream.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { type DeskLedgerItem, ledgerDigest, receiptDay, sequenceGaps } from '#domain/packet/ledger.ts';
import type { OutboxItem, OutboxState, PacketBook, Reconciliation } from '#ports/dossier-store.ts';
import type { Upstream } from '#ports/upstream.ts';

/** A packet in the desk's book. */
export type BookedPacket = LedgerItem & {
  state: OutboxState;
  /** Of its receipt. */
  receivedAt: string;
  /** Whether its bytes are here. */
  whole: boolean;
};
export type HeldPacket = LedgerItem & { readonly receivedAt: string };
type Epochs<T> = Map<number, Map<number, T>>;

export const fakeDeskId = 'd5'.repeat(32);
const deskId = fakeDeskId;
const morning = '2026-10-01T02:00:00.000Z';

/** A packet of a number, in the desk's book and the upstream's alike; `variant` makes another one of the same number. */
export function bookLine(deskSeq: number, variant = 0): LedgerItem {
  const hex = (deskSeq * 16 + variant).toString(16);
  return {
    deskSeq,
    dossierId: `019a9e00-0000-7000-8000-${String(deskSeq).padStart(12, '0')}`,
    rev: 1,
    sha256: hex.padStart(64, '0'),
  };
}

/** Both books in memory, as the desk's store and the upstream's answers show them, and what was asked. */
export type FakeBooks = ReturnType<typeof fakeBooks>;

export function fakeBooks() {
  const desk: Epochs<BookedPacket> = new Map();
  const upstream: Epochs<HeldPacket> = new Map();
  const asked = { requests: 0, ranges: 0, items: 0 };
  const own = { current: 1, highestReceipt: 7, time: '2026-11-22T08:00:00.000Z', forged: new Set<string>() };
  const put = <T extends LedgerItem>(book: Epochs<T>, epoch: number, item: T) => {
    book.set(epoch, (book.get(epoch) ?? new Map()).set(item.deskSeq, item));
  };
  return {
    ...{ desk, upstream, asked, own },
    /** Books a packet here. */
    book(line: LedgerItem, over: Partial<BookedPacket> & { readonly epoch?: number } = {}) {
      const { epoch = 1, ...more } = over;
      put(desk, epoch, { ...line, state: 'acknowledged', receivedAt: morning, whole: true, ...more });
    },
    /** Has the upstream hold a packet. */
    hold(line: LedgerItem, { epoch = 1, receivedAt = morning } = {}) {
      put(upstream, epoch, { ...line, receivedAt });
    },
    ...deskPorts(desk, own),
    line: upstreamPort(upstream, { asked, own }),
  };
}

type Own = { current: number; highestReceipt: number; time: string; forged: Set<string> };

function deskPorts(desk: Epochs<BookedPacket>, own: Own) {
  const records: AuditDraft[] = [];
  const all = (epoch: number) => [...(desk.get(epoch)?.values() ?? [])].sort((a, b) => a.deskSeq - b.deskSeq);
  const find = (dossierId: string) => {
    for (const book of desk.values()) for (const item of book.values()) if (item.dossierId === dossierId) return item;
    throw new RangeError('no such packet');
  };
  const outbox = {
    next: async () => ({ epoch: own.current, deskSeq: (all(own.current).at(-1)?.deskSeq ?? 0) + 1 }),
    async release({ dossierId }: { readonly dossierId: string }, drafts: readonly AuditDraft[]) {
      const item = find(dossierId);
      if (item.state === 'waiting' || !item.whole) return;
      item.state = 'waiting';
      records.push(...drafts);
    },
  };
  return { records, outbox, ...packetBook(desk, { records, all, find }) };
}

type Within = {
  readonly records: AuditDraft[];
  readonly all: (epoch: number) => readonly BookedPacket[];
  readonly find: (dossierId: string) => BookedPacket;
};

function packetBook(desk: Epochs<BookedPacket>, { records, all, find }: Within) {
  const notes: Reconciliation[] = [];
  const ranged = ({ epoch, from, to }: SequenceRange & { readonly epoch: number }) =>
    all(epoch).filter(({ deskSeq }) => deskSeq >= from && deskSeq <= to);
  const last = (epoch: number) => notes.findLast((note) => note.epoch === epoch) ?? null;
  const bookPort: PacketBook = {
    epochs: async () =>
      [...desk.keys()].sort().map((epoch) => {
        const numbers = all(epoch).map(({ deskSeq }) => deskSeq);
        return { epoch, highest: numbers.at(-1) ?? 0, count: numbers.length, gaps: sequenceGaps(numbers, 1000) };
      }),
    days: async ({ epoch }) => daysOf(all(epoch).filter(({ state }) => state === 'acknowledged')),
    range: async (range) => digested(ranged(range).filter(({ state }) => state === 'acknowledged')),
    items: async (range) => ranged(range).map(lineOf),
    async note(reconciliation, drafts) {
      notes.push(reconciliation);
      records.push(...drafts);
    },
    lastReconciliation: async ({ epoch }) => last(epoch),
    async purgeable({ receivedBefore, after, limit }) {
      const earned = [...desk.keys()].flatMap((epoch) =>
        all(epoch).filter((item) => {
          const note = last(epoch);
          const isAgreed = note?.agreed === true && note.upTo >= item.deskSeq;
          return isAgreed && item.state === 'acknowledged' && item.whole && item.receivedAt < receivedBefore;
        }),
      );
      return earned
        .filter(({ deskSeq }) => deskSeq > after)
        .map(outboxItem)
        .slice(0, limit);
    },
    async purge({ dossierId, records: drafts }) {
      const item = find(dossierId);
      if (!item.whole) throw new FailureError(failure('sync.mayNotPurge'));
      item.whole = false;
      records.push(...drafts);
    },
  };
  return { notes, bookPort };
}

function upstreamPort(
  held: Epochs<HeldPacket>,
  { asked, own }: { readonly asked: { requests: number; ranges: number; items: number }; readonly own: Own },
): Pick<Upstream, 'reconcile' | 'ranges' | 'items' | 'announce' | 'verify'> {
  const all = (epoch: number) => [...(held.get(epoch)?.values() ?? [])].sort((a, b) => a.deskSeq - b.deskSeq);
  const ranged = (epoch: number, { from, to }: SequenceRange) =>
    all(epoch).filter(({ deskSeq }) => deskSeq >= from && deskSeq <= to);
  return {
    async reconcile() {
      asked.requests += 1;
      const epochs = [...held.keys()].map((epoch) => {
        const numbers = all(epoch).map(({ deskSeq }) => deskSeq);
        const gaps = sequenceGaps(numbers, 1000);
        return {
          ...{ epoch, highest: numbers.at(-1) ?? 0, count: numbers.length, gaps, allGaps: true },
          days: daysOf(all(epoch)),
        };
      });
      return { deskId, time: own.time, highestReceipt: own.highestReceipt, epochs };
    },
    async ranges({ epoch, ranges }) {
      asked.requests += 1;
      asked.ranges += ranges.length;
      if (ranges.length > 100) throw new RangeError('more ranges than one request may have');
      return { ranges: ranges.map((range) => ({ ...range, ...digested(ranged(epoch, range)) })) };
    },
    async items({ epoch, ...range }) {
      asked.requests += 1;
      const items = ranged(epoch, range).slice(0, 1000);
      asked.items += items.length;
      return items.map(({ receivedAt: _, ...line }) => line);
    },
    announce: async (items) =>
      items.map(({ epoch, deskSeq, dossierId, rev, sha256 }): Announced => {
        const item = held.get(epoch)?.get(deskSeq);
        return item?.sha256 === sha256
          ? { is: 'have', dossierId, rev, receipt: `receipt of ${dossierId}` }
          : { is: 'want', dossierId, rev, upload: '/u', offset: 0 };
      }),
    async verify(jws, { size: _, sig: __, ...bound }) {
      if (own.forged.has(bound.dossierId)) throw new FailureError(failure('sync.receiptFalse'));
      return { receipt: { ...bound, receivedAt: morning, receiptNumber: 1 }, jws };
    },
  };
}

function daysOf(items: readonly (LedgerItem & { readonly receivedAt: string })[]) {
  const days = Map.groupBy(items, ({ receivedAt }) => receiptDay(receivedAt));
  return [...days].map(([day, list]) => ({ day, ...digested(list) }));
}

function digested(items: readonly LedgerItem[]) {
  return { count: items.length, digest: ledgerDigest(items) };
}

function lineOf({ deskSeq, dossierId, rev, sha256, state }: BookedPacket): DeskLedgerItem {
  return { deskSeq, dossierId, rev, sha256, acknowledged: state === 'acknowledged' };
}

function outboxItem({ state, ...line }: BookedPacket): OutboxItem {
  const { deskSeq, dossierId, rev, sha256 } = line;
  const metadata: SyncMetadata = { ...{ deskSeq, dossierId, rev, sha256 }, deskId, epoch: 1, size: 9, sig: 'e30..A' };
  const none = { due: null, nextAttemptAt: null, failure: null };
  return { metadata, state, ...none, queuedAt: morning, attempts: 0, cursor: { due: '', id: deskSeq } };
}
