import { FailureError, failure } from '#contract/failures.ts';
import { type LedgerItem, type ReconcileAnswer, type SequenceRange, upstreamCaps } from '#contract/upstream.ts';
import { compareItems, type LedgerDifferences, ledgerGaps, type NumberedBook } from '#domain/packet/ledger.ts';
import { joinRanges, searchFrom, searchOn } from '#domain/packet/ledger-search.ts';
import type { ComparedEpoch } from '#domain/packet/minute.ts';
import type { BookRange, Digested, EpochBook, PacketBook } from '#ports/dossier-store.ts';
import type { Upstream } from '#ports/upstream.ts';

type Items = Omit<LedgerDifferences, 'gaps'>;
type Day = Digested & { readonly day: string };

/** Both books. */
export type Books = {
  readonly deskId: string;
  readonly book: Pick<PacketBook, 'epochs' | 'days' | 'range' | 'items'>;
  readonly upstream: Pick<Upstream, 'reconcile' | 'ranges' | 'items'>;
  readonly signal: AbortSignal;
};

/** What both books came to; `epochs` in order, with the current one even when nothing was numbered in it yet. */
export type Comparison = {
  readonly answer: ReconcileAnswer;
  readonly epochs: readonly ComparedEpoch[];
};

/**
 * Compares the books of every epoch, while packets may be sent: what was acknowledged before the upstream was asked must be
 * there, and what is there must be acknowledged only after it answered. Days with the same digest end it; else ranges are cut
 * smaller where they differ, and only the small ones that remain are read packet by packet.
 * @throws FailureError `storage.*`, and as the upstream's calls; `upstream.misunderstood` for an answer to another question
 */
export async function compareBooks(books: Books, currentEpoch: number): Promise<Comparison> {
  const { book, upstream, deskId, signal } = books;
  const ours = new Map<number, OwnEpoch>();
  for (const desk of await book.epochs(deskId)) ours.set(desk.epoch, await ownEpoch(books, desk));
  const answer = await upstream.reconcile(signal);
  if (answer.deskId !== deskId) throw misunderstood();
  // What was numbered and sent between both is in the second look: a gap is none that only time made.
  const now = new Map((await book.epochs(deskId)).map((desk) => [desk.epoch, desk]));
  const theirs = new Map(answer.epochs.map((held) => [held.epoch, held]));
  const epochs: ComparedEpoch[] = [];
  for (const epoch of [...new Set([...now.keys(), ...theirs.keys(), currentEpoch])].sort((a, b) => a - b)) {
    const none = { epoch, highest: 0, count: 0, gaps: [] };
    const own = ours.get(epoch) ?? (await ownEpoch(books, none));
    const held = theirs.get(epoch) ?? { ...none, days: [] };
    epochs.push(await compareEpoch(books, { own, now: now.get(epoch) ?? none, held }));
  }
  return { answer, epochs };
}

/** What this desk's book said before the upstream was asked. */
type OwnEpoch = { readonly desk: EpochBook; readonly days: readonly Day[]; readonly acknowledged: Digested };

async function ownEpoch({ book, deskId }: Books, desk: EpochBook): Promise<OwnEpoch> {
  const { epoch, highest } = desk;
  const days = await book.days({ deskId, epoch });
  const acknowledged = await book.range({ deskId, epoch, from: 1, to: Math.max(1, highest) });
  return { desk, days, acknowledged };
}

type EpochBooks = {
  readonly own: OwnEpoch;
  /** The desk's book after the upstream answered. */
  readonly now: EpochBook;
  readonly held: NumberedBook & { readonly count: number; readonly days: readonly Day[] };
};

async function compareEpoch(books: Books, { own, now, held }: EpochBooks): Promise<ComparedEpoch> {
  const { desk, days, acknowledged } = own;
  const { epoch, highest } = desk;
  const found = isSameDays(days, held.days) ? nothing : await search({ ...books, epoch }, highest);
  return {
    ...{ epoch, upTo: highest, numbered: desk.count, held: held.count },
    ...{ acknowledged: acknowledged.count, digest: acknowledged.digest },
    differences: { ...found, gaps: ledgerGaps(now, held) },
  };
}

const nothing: Items = { sentUnacknowledged: [], acknowledgedUnknown: [], hashDiffers: [] };

function isSameDays(ours: readonly Day[], theirs: readonly Day[]): boolean {
  const known = new Map(theirs.map(({ day, digest }) => [day, digest]));
  return ours.length === theirs.length && ours.every(({ day, digest }) => known.get(day) === digest);
}

type EpochSearch = Books & { readonly epoch: number };

async function search(books: EpochSearch, highest: number): Promise<Items> {
  const first = searchFrom(highest);
  const list = [...first.list];
  let { ask } = first;
  while (ask.length > 0) {
    const next: SequenceRange[] = [];
    for (let at = 0; at < ask.length; at += upstreamCaps.ranges) {
      const step = searchOn(await digests(books, ask.slice(at, at + upstreamCaps.ranges)));
      list.push(...step.list);
      next.push(...step.ask);
    }
    ask = next;
  }
  const found: Items[] = [];
  for (const range of joinRanges(list, upstreamCaps.items)) found.push(await read(books, range));
  return {
    sentUnacknowledged: found.flatMap(({ sentUnacknowledged }) => sentUnacknowledged),
    acknowledgedUnknown: found.flatMap(({ acknowledgedUnknown }) => acknowledgedUnknown),
    hashDiffers: found.flatMap(({ hashDiffers }) => hashDiffers),
  };
}

/** Ours first: what is acknowledged by then the upstream has when it is asked. */
async function digests(books: EpochSearch, ranges: readonly SequenceRange[]) {
  const ours: Digested[] = [];
  const { book, deskId, epoch } = books;
  for (const { from, to } of ranges) ours.push(await book.range({ deskId, epoch, from, to }));
  const answered = (await books.upstream.ranges({ epoch, ranges }, books.signal)).ranges;
  return ranges.map((range, at) => {
    const [desk, upstream] = [ours[at], answered[at]];
    if (!desk || upstream?.from !== range.from || upstream.to !== range.to) throw misunderstood();
    return { range, desk, upstream };
  });
}

function ourItems({ book, deskId, epoch }: EpochSearch, { from, to }: SequenceRange) {
  return book.items({ deskId, epoch, from, to } satisfies BookRange);
}

async function read(books: EpochSearch, range: SequenceRange): Promise<Items> {
  const before = await ourItems(books, range);
  const theirs = await theirItems(books, range);
  const after = await ourItems(books, range);
  const { acknowledgedUnknown, hashDiffers } = compareItems(before, theirs);
  return { ...compareItems(after, theirs), acknowledgedUnknown, hashDiffers };
}

async function theirItems({ upstream, epoch, signal }: EpochSearch, range: SequenceRange) {
  const all: LedgerItem[] = [];
  for (let { from } = range; from <= range.to; ) {
    const page = await upstream.items({ epoch, from, to: range.to }, signal);
    for (const item of page) {
      if (item.deskSeq < from || item.deskSeq > range.to) throw misunderstood();
      from = item.deskSeq + 1;
    }
    all.push(...page);
    if (page.length < upstreamCaps.items) return all;
  }
  return all;
}

const misunderstood = (): FailureError => new FailureError(failure('upstream.misunderstood'));
