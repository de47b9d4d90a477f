import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DossierLine } from '#contract/dossier.ts';
import { failure } from '#contract/failures.ts';
import { closedSync, type QueueItem, type SyncState } from '#contract/sync.ts';
import { deskOf, hex, ready, run } from './testing/sample-sync.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const figuresOf = (over: Partial<SyncState['figures']>): SyncState => ({
  ...ready,
  figures: { ...closedSync.figures, ...over },
});
const id = '019a9e00-0000-7000-8000-000000000001';
const line: DossierLine = {
  ...{ id, revision: 1, kind: 'eIdLevel2', regime: 'R2026', number: '•••••••••901', name: 'ĐẶNG THỊ MẪU HÒA' },
  names: { vi: 'Định danh điện tử mức độ 2', en: 'Electronic identity of level 2' },
  ...{ state: 'queued', since: '2026-11-22T01:00:00.000Z', why: null, officer: 'CB001', shift: id },
  ...{ due: '2026-12-02', daysLeft: 7, retyped: 0, left: [] },
};
const item: QueueItem = {
  line,
  packet: {
    ...{ deskSeq: 17, epoch: 1, size: 40_000, queuedAt: '2026-11-22T01:00:00.000Z', attempts: 3 },
    ...{ nextAttemptAt: null, failure: failure('packet.malformed') },
  },
  failure: failure('packet.malformed'),
};

describe('queue status', () => {
  it.each([
    ['nothing waits', {}, 0],
    ['some wait', { waiting: 3 }, 5],
    ['some wait for a key', { unsealed: 1 }, 5],
    ['some are set aside', { waiting: 3, poisoned: 1 }, 3],
  ])('says by its exit code that %s', async (_, figures, code) => {
    const ran = await run(deskOf({}, figuresOf(figures)), 'queue', 'status', '--json');
    expect(ran.code).toBe(code);
    expect(JSON.parse(ran.out)).toEqual({ figures: { ...closedSync.figures, ...figures }, line: ready.line });
  });

  it('is readable by people', async () => {
    const figures = { drafts: 2, waiting: 1204, bytesWaiting: 48_000_000, acknowledged: 9, firstDue: '2026-12-02' };
    const { out } = await run(deskOf({}, figuresOf(figures)), 'queue', 'status');
    expect(out).toContain('Chờ gửi                  1.204 (48,0 MB)\n');
    expect(out).toContain('Hạn gần nhất             02/12/2026\n');
  });

  it('waits until the desk has counted', async () => {
    const fake = deskOf({}, closedSync);
    setTimeout(() => fake.change({ sync: figuresOf({ waiting: 4 }) }), 5);
    expect((await run(fake, 'queue', 'status')).code).toBe(5);
  });
});

describe('queue list', () => {
  it('goes through pages until it has as many as were asked for', async () => {
    const fake = deskOf({
      'queue.list': ({ after, limit }) => ({
        items: Array.from({ length: Math.min(limit, 200) }, () => item),
        next: after === '2' ? '3' : '2',
      }),
    });
    const { code, out } = await run(fake, 'queue', 'list', 'poisoned', '--limit', '250', '--json');
    expect([code, JSON.parse(out).items.length, JSON.parse(out).more]).toEqual([0, 250, true]);
    const asked = fake.calls.filter(({ command }) => command === 'queue.list').map(({ input }) => input);
    expect(asked).toEqual([
      { list: 'poisoned', after: null, limit: 200 },
      { list: 'poisoned', after: '2', limit: 50 },
    ]);
  });

  it('says what, since when and why', async () => {
    const fake = deskOf({ 'queue.list': () => ({ items: [item], next: null }) });
    const { out, err } = await run(fake, 'queue', 'list');
    const [heading, row] = out.split('\n');
    expect(heading).toMatch(/^Số {2,}Hồ sơ {2,}Thủ tục/);
    expect(row).toMatch(
      /^1\/17 {2}019a9e00-.* Định danh điện tử mức độ 2 .*02\/12\/2026 {2}40,0 kB +3 {2}packet\.malformed$/,
    );
    expect(err).toBe('');
  });

  it('knows its lists alone', async () => {
    expect((await run(deskOf({}), 'queue', 'list', 'lost')).code).toBe(2);
  });
});

describe('queue retry', () => {
  it.each([
    [[], { packet: null }],
    [[id], { packet: { dossierId: id, rev: 1 } }],
    [[id.toUpperCase(), '2'], { packet: { dossierId: id, rev: 2 } }],
  ])('puts back %j', async (words, asked) => {
    const fake = deskOf({ 'queue.retry': () => ({ released: 2 }) });
    const { code, out } = await run(fake, 'queue', 'retry', ...words, '--json');
    expect([code, JSON.parse(out)]).toEqual([0, { released: 2 }]);
    expect(fake.calls.at(-1)).toEqual({ command: 'queue.retry', input: asked });
  });

  it('understands numbers of dossiers alone', async () => {
    expect((await run(deskOf({}), 'queue', 'retry', '../../etc')).code).toBe(2);
  });
});

describe('queue export-poison', () => {
  const metadata = {
    ...{ dossierId: id, rev: 1, deskId: hex('dd'), epoch: 1, deskSeq: 17, size: 3, sha256: hex('ee') },
    sig: `e30..${'A'.repeat(86)}`,
  };

  it('writes packets as they would travel, and why they do not', async () => {
    const fake = deskOf({
      'queue.list': () => ({ items: [item], next: null }),
      'queue.packet': () => ({ metadata, failure: item.failure, sealed: Uint8Array.of(1, 2, 3) }),
    });
    const out = join(folder, 'hỏng');
    const ran = await run(fake, 'queue', 'export-poison', '--out', out, '--json');
    const packets = [{ file: `${id}-1.packet`, dossierId: id, rev: 1, failure: 'packet.malformed' }];
    expect([ran.code, JSON.parse(ran.out)]).toEqual([0, { folder: out, packets }]);
    expect(readdirSync(out).sort()).toEqual([`${id}-1.json`, `${id}-1.packet`]);
    expect([...readFileSync(join(out, `${id}-1.packet`))]).toEqual([1, 2, 3]);
    expect(JSON.parse(readFileSync(join(out, `${id}-1.json`), 'utf8'))).toEqual({ metadata, failure: item.failure });
  });

  it('says when there is none, and needs to be told where to', async () => {
    const fake = deskOf({ 'queue.list': () => ({ items: [], next: null }) });
    expect(await run(fake, 'queue', 'export-poison', '--out', folder)).toMatchObject({
      ...{ code: 0, out: 'Không có gói nào để riêng.\n' },
    });
    expect((await run(deskOf({}), 'queue', 'export-poison')).code).toBe(2);
  });
});
