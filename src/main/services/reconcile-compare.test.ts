import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SequenceRange } from '#contract/upstream.ts';
import { type ComparedEpoch, epochAgrees, percentHeld } from '#domain/packet/minute.ts';
import { compareBooks } from './reconcile-compare.ts';
import { bookLine, type FakeBooks, fakeBooks, fakeDeskId } from './testing/fake-books.ts';

const compare = (books: FakeBooks, currentEpoch = 1) =>
  compareBooks(
    { deskId: fakeDeskId, book: books.bookPort, upstream: books.line, signal: new AbortController().signal },
    currentEpoch,
  );
const only = async (books: FakeBooks): Promise<ComparedEpoch> => {
  const [epoch] = (await compare(books)).epochs;
  if (!epoch) throw new Error('no epoch');
  return epoch;
};
const numbers = (items: readonly { readonly deskSeq: number }[]) => items.map(({ deskSeq }) => deskSeq);
const spread = (ranges: readonly SequenceRange[]) =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));

/** How one number may stand in both books. */
const standings = [
  'nowhere',
  'waiting',
  'poisoned',
  'lost',
  'both',
  'unacknowledged',
  'other',
  'otherWaiting',
  'theirs',
] as const;
type Standing = (typeof standings)[number];

function enter(books: FakeBooks, deskSeq: number, standing: Standing, day: number): void {
  const receivedAt = new Date(Date.UTC(2026, 9, 1 + day, 2)).toISOString();
  const line = bookLine(deskSeq);
  const other = bookLine(deskSeq, 1);
  if (standing === 'waiting' || standing === 'unacknowledged' || standing === 'otherWaiting')
    books.book(line, { state: 'waiting' });
  if (standing === 'poisoned') books.book(line, { state: 'poisoned' });
  if (standing === 'lost' || standing === 'both' || standing === 'other') books.book(line, { receivedAt });
  if (standing === 'both' || standing === 'unacknowledged' || standing === 'theirs') books.hold(line, { receivedAt });
  if (standing === 'other' || standing === 'otherWaiting') books.hold(other, { receivedAt });
}

describe('comparing the books', () => {
  const often: Standing = 'both';
  const standing = fc.oneof({ weight: 12, arbitrary: fc.constant(often) }, fc.constantFrom(...standings));
  const row = fc.record({ standing, day: fc.nat(3) });

  it('finds exactly what differs, in any books', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 400 }), async (rows) => {
        const books = fakeBooks();
        for (const [at, { standing: found, day }] of rows.entries()) enter(books, at + 1, found, day);
        const { differences, ...epoch } = await only(books);
        const where = (...some: readonly Standing[]) =>
          rows.flatMap(({ standing: found }, at) => (some.includes(found) ? [at + 1] : []));
        const top = (list: readonly number[]) => list.at(-1) ?? 0;
        const ours = where('waiting', 'poisoned', 'lost', 'both', 'unacknowledged', 'other', 'otherWaiting');
        const theirs = where('both', 'unacknowledged', 'other', 'otherWaiting', 'theirs');
        const highest = Math.max(top(ours), top(theirs));
        const gapsOf = (book: 'desk' | 'upstream') => spread(differences.gaps.filter(({ of }) => of === book));
        expect(numbers(differences.sentUnacknowledged)).toEqual(where('unacknowledged'));
        expect(numbers(differences.acknowledgedUnknown)).toEqual(where('lost'));
        expect(differences.hashDiffers.map(({ desk }) => desk.deskSeq)).toEqual(where('other', 'otherWaiting'));
        expect(gapsOf('desk')).toEqual(where('nowhere', 'theirs').filter((number) => number <= highest));
        expect(gapsOf('upstream')).toEqual(where('nowhere').filter((number) => number <= top(theirs)));
        expect(epoch).toMatchObject({ numbered: ours.length, held: theirs.length, upTo: top(ours) });
        expect(epoch.acknowledged).toBe(where('lost', 'both', 'other').length);
        const isAgreed = where('lost', 'other', 'otherWaiting').length + gapsOf('desk').length === 0;
        expect(epochAgrees({ ...epoch, differences }, 1)).toBe(isAgreed);
        expect(percentHeld([{ ...epoch, differences }]) === '100.00').toBe(where('lost', 'other').length === 0);
      }),
      { numRuns: 60 },
    );
  });

  it('of books that agree asks once, and nothing of any range', async () => {
    const books = fakeBooks();
    for (let number = 1; number <= 3000; number++) enter(books, number, 'both', number % 4);
    await only(books);
    expect(books.asked).toEqual({ requests: 1, ranges: 0, items: 0 });
  });

  it.each(['lost', 'other', 'unacknowledged'] as const)(
    'finds one %s among 5,000 with few questions',
    async (standing) => {
      const books = fakeBooks();
      for (let number = 1; number <= 5000; number++) enter(books, number, number === 3456 ? standing : 'both', 0);
      const { differences } = await only(books);
      const { sentUnacknowledged, acknowledgedUnknown, hashDiffers } = differences;
      expect([
        ...numbers(sentUnacknowledged),
        ...numbers(acknowledgedUnknown),
        ...numbers(hashDiffers.map(({ desk }) => desk)),
      ]).toEqual([3456]);
      expect(books.asked.requests).toBeLessThanOrEqual(4);
      expect(books.asked.ranges).toBeLessThanOrEqual(32);
      expect(books.asked.items).toBeLessThanOrEqual(64);
    },
  );

  it('of an upstream that lost its end reads none of it', async () => {
    const books = fakeBooks();
    for (let number = 1; number <= 5000; number++) enter(books, number, number > 2000 ? 'lost' : 'both', 0);
    const { differences } = await only(books);
    expect(differences.acknowledgedUnknown).toHaveLength(3000);
    expect(books.asked.items).toBeLessThanOrEqual(64);
    expect(books.asked.ranges).toBeLessThanOrEqual(48);
  });

  it('asks for what waits in no range of its own: a long queue costs nothing', async () => {
    const books = fakeBooks();
    for (let number = 1; number <= 5000; number++) enter(books, number, number % 2 === 0 ? 'waiting' : 'both', 0);
    await only(books);
    expect(books.asked).toEqual({ requests: 1, ranges: 0, items: 0 });
  });

  it('of packets that are sent meanwhile finds nothing lost and nothing without its receipt', async () => {
    const books = fakeBooks();
    for (let number = 1; number <= 200; number++) enter(books, number, number > 150 ? 'waiting' : 'both', 0);
    const { items, ranges } = books.line;
    const sendOne = () => {
      const next = [...(books.desk.get(1)?.values() ?? [])].find(({ state }) => state === 'waiting');
      if (!next) return;
      books.hold(next, { receivedAt: '2026-10-05T02:00:00.000Z' });
      Object.assign(next, { state: 'acknowledged', receivedAt: '2026-10-05T02:00:00.000Z' });
    };
    const between = {
      ...books.line,
      reconcile: async (signal: AbortSignal) => {
        sendOne();
        enter(books, 201, 'unacknowledged', 0);
        return books.line.reconcile(signal);
      },
      ranges: async (...asked: Parameters<typeof ranges>) => {
        const answer = await ranges(...asked);
        for (let sent = 0; sent < 20; sent++) sendOne();
        return answer;
      },
      items: async (...asked: Parameters<typeof items>) => {
        sendOne();
        return items(...asked);
      },
    };
    const { differences } = await only({ ...books, line: between });
    expect(differences).toEqual({ sentUnacknowledged: [], acknowledgedUnknown: [], hashDiffers: [], gaps: [] });
  });

  it('looks at every epoch of either side, and at the current one', async () => {
    const books = fakeBooks();
    books.book(bookLine(1), { epoch: 1 });
    books.hold(bookLine(1), { epoch: 1 });
    books.hold(bookLine(2), { epoch: 1 });
    books.hold(bookLine(1), { epoch: 3 });
    const { epochs } = await compare(books, 2);
    expect(epochs.map(({ epoch, upTo, held }) => [epoch, upTo, held])).toEqual([
      [1, 1, 2],
      [2, 0, 0],
      [3, 0, 1],
    ]);
    // Numbers after a backup of an epoch that has ended are what the restore forgot; an epoch nobody began is somebody else's.
    expect(epochs.map((epoch) => epochAgrees(epoch, 2))).toEqual([true, true, false]);
  });

  it.each([
    [
      'another desk',
      { reconcile: async () => ({ ...(await fakeBooks().line.reconcile(signal())), deskId: 'ee'.repeat(32) }) },
    ],
    ['other ranges', { ranges: async () => ({ ranges: [{ from: 1, to: 1, count: 0, digest: '' }] }) }],
    ['fewer ranges', { ranges: async () => ({ ranges: [] }) }],
    ['items of another range', { items: async () => [bookLine(900)] }],
    ['items out of order', { items: async () => [bookLine(2), bookLine(1)] }],
  ])('refuses an answer about %s', async (_, lie) => {
    const books = fakeBooks();
    for (let number = 1; number <= 100; number++) enter(books, number, number === 2 ? 'other' : 'both', 0);
    const lying = { ...books, line: { ...books.line, ...lie } };
    await expect(compare(lying)).rejects.toMatchObject({ failure: { code: 'upstream.misunderstood' } });
  });
});

const signal = (): AbortSignal => new AbortController().signal;
