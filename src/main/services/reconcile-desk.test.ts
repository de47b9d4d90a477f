import { beforeEach, describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { closedSync, minuteSchema, type ReconcileSummary } from '#contract/sync.ts';
import { minuteBytes } from '#domain/packet/minute.ts';
import type { Upstream } from '#ports/upstream.ts';
import { openReconcileDesk, type ReconcileDeskParts } from './reconcile-desk.ts';
import { bookLine, type FakeBooks, fakeBooks, fakeDeskId } from './testing/fake-books.ts';
import { createTestOffice, type TestOffice } from './testing/test-office.ts';

let books: FakeBooks;
let office: TestOffice;
let told: ReconcileSummary[];
let parts: ReconcileDeskParts;
const context = { signal: new AbortController().signal };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

beforeEach(async () => {
  books = fakeBooks();
  office = createTestOffice();
  await office.signIn('chiHuy');
  told = [];
  const { log, session, time } = office;
  parts = {
    ...{ deskId: fakeDeskId, session, clock: time.clock, monotonic: time.monotonic },
    log: { append: log.append },
    station: () => 'Công an phường MẪU',
    upstream: async () => books.line as unknown as Upstream,
    upstreamNamed: () => ({ name: 'Tuyến trên THỬ', url: 'https://localhost:8443' }),
    ...{ outbox: books.outbox, book: books.bookPort },
    figures: async () => closedSync.figures,
    signMinute: async (bytes) => `signed ${text(bytes)}`,
    readMinute: async (jws) => minuteSchema.parse(JSON.parse(jws.replace('signed ', ''))),
    keptDays: () => 30,
    changed: (summary) => void told.push(summary),
    report: () => 'x',
  };
});

const both = (...numbers: readonly number[]) => {
  for (const number of numbers) {
    books.book(bookLine(number));
    books.hold(bookLine(number));
  }
};
const lose = (number: number) => void books.upstream.get(1)?.delete(number);
const packet = (number: number) => books.desk.get(1)?.get(number);
const acts = () => books.records.map(({ action, officer, result }) => [action, officer, result.code]);

describe('a reconciliation', () => {
  it('of books that agree keeps a signed minute of it, in the name of who asked', async () => {
    both(1, 2);
    books.book(bookLine(3), { state: 'waiting' });
    parts = { ...parts, keptDays: () => 90 };
    const desk = await openReconcileDesk(parts);
    expect(desk.summary()).toBeNull();
    expect(await desk.handlers['sync.minute'](undefined, context)).toBeNull();
    const { minute, jws } = await desk.handlers['sync.reconcile'](undefined, context);
    const officer = office.session.present()?.officer.id;
    expect(minute).toMatchObject({
      ...{ format: 'truc-ban minute 1', station: 'Công an phường MẪU', deskId: fakeDeskId, officer },
      upstream: { name: 'Tuyến trên THỬ', url: 'https://localhost:8443', highestReceipt: 7 },
      epochs: [{ epoch: 1, numbered: 3, acknowledged: 2, held: 2 }],
      lists: { unacknowledged: [], unknown: [], differing: [], gaps: [] },
      ...{ percent: '100.00', agreed: true, resent: 0, purged: 0 },
    });
    expect(minuteSchema.parse(minute)).toEqual(minute);
    expect(jws).toBe(`signed ${text(minuteBytes(minute))}`);
    expect(books.notes).toMatchObject([{ epoch: 1, upTo: 3, agreed: true, minute: jws }]);
    expect(acts()).toEqual([['sync.reconciled', officer, 'agreed']]);
    expect(told).toEqual([desk.summary()]);
    const again = await openReconcileDesk(parts);
    expect(again.summary()).toEqual(desk.summary());
    expect(await again.handlers['sync.minute'](undefined, context)).toEqual({ minute, jws });
  });

  it('before the first packet is kept too', async () => {
    const desk = await openReconcileDesk(parts);
    const { minute } = await desk.reconcile(null);
    expect(minute).toMatchObject({ agreed: true, percent: '100.00', officer: null });
    expect((await desk.handlers['sync.minute'](undefined, context))?.minute).toEqual(minute);
    expect(acts()).toEqual([['sync.reconciled', null, 'agreed']]);
  });

  it('of an upstream that lost packets sends them again, once, and purges nothing then', async () => {
    both(1, 2, 3, 4);
    lose(3);
    lose(4);
    const desk = await openReconcileDesk(parts);
    const { minute } = await desk.reconcile(null);
    expect(minute).toMatchObject({ agreed: false, percent: '50.00', resent: 2, purged: 0 });
    expect(minute.lists.unknown).toEqual([3, 4].map((number) => ({ ...bookLine(number), epoch: 1 })));
    expect([1, 2, 3, 4].map((number) => packet(number)?.state)).toEqual([
      ...['acknowledged', 'acknowledged', 'waiting', 'waiting'],
    ]);
    expect([1, 2].map((number) => packet(number)?.whole)).toEqual([true, true]);
    expect(acts()).toEqual([
      ['dossier.released', null, 'lostUpstream'],
      ['dossier.released', null, 'lostUpstream'],
      ['sync.reconciled', null, 'differs'],
    ]);
    expect((await desk.reconcile(null)).minute).toMatchObject({ resent: 0, agreed: true });
    both(3, 4);
    expect((await desk.reconcile(null)).minute).toMatchObject({ resent: 0, agreed: true, percent: '100.00' });
    expect(acts().filter(([action]) => action === 'dossier.released')).toHaveLength(2);
  });

  it('names what was purged here and lost there for ever, and sends none of it', async () => {
    both(1, 2);
    Object.assign(packet(2) ?? {}, { whole: false });
    lose(2);
    const desk = await openReconcileDesk(parts);
    for (const _ of [1, 2]) {
      const { minute } = await desk.reconcile(null);
      expect(minute).toMatchObject({ agreed: false, percent: '50.00', resent: 0 });
      expect(minute.lists.unknown).toHaveLength(1);
    }
  });

  it('does not agree when one number has two packets', async () => {
    both(1);
    books.book(bookLine(2));
    books.hold(bookLine(2, 1));
    const { minute } = await (await openReconcileDesk(parts)).reconcile(null);
    expect(minute).toMatchObject({ agreed: false, percent: '50.00', resent: 0 });
    expect(minute.lists.differing).toEqual([{ ...bookLine(2), epoch: 1 }]);
    expect(packet(2)?.state).toBe('acknowledged');
  });

  it('of which nothing comes leaves the last one as it was', async () => {
    both(1);
    const desk = await openReconcileDesk(parts);
    const before = await desk.reconcile('CB001');
    expect(before.minute.officer).toBe('CB001');
    books.line.reconcile = () => Promise.reject(new FailureError(failure('upstream.unreachable')));
    await expect(desk.reconcile(null)).rejects.toMatchObject({ failure: { code: 'upstream.unreachable' } });
    expect(await desk.handlers['sync.minute'](undefined, context)).toEqual(before);
  });

  it('is for those who answer for dossiers', async () => {
    const desk = await openReconcileDesk(parts);
    await office.session.end('byOfficer');
    await office.signIn('kiemTra');
    await expect(desk.handlers['sync.reconcile'](undefined, context)).rejects.toMatchObject({
      failure: { code: 'session.notPermitted' },
    });
    await office.session.end('byOfficer');
    await office.signIn('traThe');
    expect(await desk.handlers['sync.minute'](undefined, context)).toBeNull();
  });

  it('takes its turn', async () => {
    both(1);
    let under = 0;
    let most = 0;
    const { reconcile } = books.line;
    books.line.reconcile = async (signal) => {
      most = Math.max(most, ++under);
      await Promise.resolve();
      under -= 1;
      return reconcile(signal);
    };
    const desk = await openReconcileDesk(parts);
    await Promise.all([desk.reconcile(null), desk.reconcile('CB001'), desk.reconcile(null)]);
    expect(most).toBe(1);
    await desk.close();
  });
});

describe('a purge', () => {
  const recently = '2026-11-01T02:00:00.000Z';

  it('takes away what was received long enough ago, page by page, and says so in the minute', async () => {
    const all = Array.from({ length: 250 }, (_, at) => at + 1);
    both(...all);
    books.book(bookLine(251), { receivedAt: recently });
    books.hold(bookLine(251), { receivedAt: recently });
    const desk = await openReconcileDesk(parts);
    const { minute } = await desk.reconcile(null);
    expect(minute).toMatchObject({ agreed: true, purged: 250 });
    expect(all.filter((number) => packet(number)?.whole)).toEqual([]);
    expect(packet(251)?.whole).toBe(true);
    expect(books.notes).toHaveLength(2);
    expect((await desk.handlers['sync.minute'](undefined, context))?.minute.purged).toBe(250);
    expect(acts().filter(([action]) => action === 'dossier.purged')).toHaveLength(250);
    expect(acts().filter(([action]) => action === 'sync.reconciled')).toHaveLength(1);
    expect((await desk.reconcile(null)).minute).toMatchObject({ agreed: true, percent: '100.00', purged: 0 });
  });

  it.each([
    ['whose receipt is false', () => void books.own.forged.add(bookLine(2).dossierId), 'sync.receiptFalse'],
    [
      'that the upstream has no longer',
      () => {
        const { announce } = books.line;
        books.line.announce = async (items, signal) => {
          lose(2);
          return announce(items, signal);
        };
      },
      'sync.unknown',
    ],
    [
      'that the store does not let go',
      () => {
        const { purge } = books.bookPort;
        books.bookPort.purge = async (one) => {
          if (one.dossierId === bookLine(2).dossierId) throw new FailureError(failure('sync.mayNotPurge'));
          return purge(one);
        };
      },
      'sync.mayNotPurge',
    ],
  ])('leaves one %s, with the reason on record, and goes on with the others', async (_, spoil, code) => {
    both(1, 2, 3);
    spoil();
    const { minute } = await (await openReconcileDesk(parts)).reconcile(null);
    expect(minute.purged).toBe(2);
    expect([1, 2, 3].map((number) => packet(number)?.whole)).toEqual([false, true, false]);
    expect(office.records.filter(({ action }) => action === 'dossier.purged')).toMatchObject([
      { object: { masked: bookLine(2).dossierId }, result: { outcome: 'failed', code } },
    ]);
  });

  it('waits for both clocks: neither alone takes bytes away too early', async () => {
    both(1);
    office.time.pass(365 * 86_400_000);
    books.own.time = '2026-10-20T00:00:00.000Z';
    const desk = await openReconcileDesk(parts);
    expect((await desk.reconcile(null)).minute).toMatchObject({ agreed: true, purged: 0 });
    books.own.time = '2027-12-20T00:00:00.000Z';
    expect((await desk.reconcile(null)).minute).toMatchObject({ agreed: true, purged: 1 });
  });

  it('ends with the line, and the comparison stands', async () => {
    both(1);
    books.line.announce = () => Promise.reject(new FailureError(failure('upstream.unreachable')));
    const { minute } = await (await openReconcileDesk(parts)).reconcile(null);
    expect(minute).toMatchObject({ agreed: true, purged: 0 });
    expect(packet(1)?.whole).toBe(true);
  });
});
