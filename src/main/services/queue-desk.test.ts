import { beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '#contract/dossier.ts';
import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import { type QueueList, queueFiguresSchema, queueLists, syncApi } from '#contract/sync.ts';
import { citizensOf } from '#domain/dossier/testing/sample-citizens.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import {
  type BoardTrial,
  boardTrial,
  context,
  failing,
  sampleId,
  trialDossiers,
  trialKey,
  trialKind,
} from './testing/board-trial.ts';

const { draft, complete } = trialDossiers(citizensOf(people(), sampleDivisions)('F02'));
const edited = (dossier: Dossier, over: Partial<Dossier> = {}): Dossier => ({
  ...dossier,
  edit: dossier.edit + 1,
  ...over,
});
const ref = (n: number, rev = 1) => ({ dossierId: sampleId(n), rev });

let trial: BoardTrial;
beforeEach(async () => {
  trial = await boardTrial();
  await trial.signIn('thuNhan');
  await trial.open();
});

const page = async (list: QueueList, after: string | null = null, limit = 50) =>
  syncApi.commands['queue.list'].output.parse(
    await trial.queue.handlers['queue.list']({ list, after, limit }, context),
  );
const all = async (list: QueueList, limit: number) => {
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const { items, next } = await page(list, after, limit);
    found.push(...items.map(({ line }) => line.id));
    if (next === null) return found;
    after = next;
  }
};
const retry = (n: number | null) =>
  trial.queue.handlers['queue.retry']({ packet: n === null ? null : ref(n) }, context);
/** Dossiers that were completed without a key. */
const unsealed = async (...numbers: readonly number[]) => {
  for (const n of numbers) {
    await trial.keep(draft(n));
    await trial.keeper.complete(trial.act([complete(n)]), sampleId(n));
  }
};
const queued = async (...numbers: readonly number[]) => {
  trial.own.key = trialKey;
  await unsealed(...numbers);
};
const poison = async (n: number, why: FailureCode) => trial.file.poison(ref(n), why, []);

describe('the lists', () => {
  it('show each dossier where it is, and in one of them', async () => {
    await unsealed(1);
    await queued(2, 3, 4);
    await trial.keep(draft(5));
    await poison(3, 'packet.malformed');
    trial.file.acknowledge(ref(4));
    const found = await Promise.all(queueLists.map(async (list) => [list, await all(list, 50)] as const));
    expect(Object.fromEntries(found)).toEqual({
      ...{ drafts: [sampleId(5)], unsealed: [sampleId(1)], waiting: [sampleId(2)] },
      ...{ poisoned: [sampleId(3)], returned: [], acknowledged: [sampleId(4)], lapsed: [] },
    });
    expect((await page('poisoned')).items).toMatchObject([
      {
        packet: { deskSeq: 2, epoch: 1, attempts: 0, failure: { code: 'packet.malformed' } },
        failure: { code: 'packet.malformed' },
      },
    ]);
    expect((await page('unsealed')).items).toMatchObject([{ packet: null, failure: null }]);
    const { items } = await page('waiting');
    expect(items.map(({ line }) => line.names)).toEqual([trialKind.names]);
  });

  it.each([1, 2, 3, 50])('come page by page, %i at a time, with nothing twice and nothing left out', async (limit) => {
    const other = (n: number) => edited(draft(n), { state: 'awaitingCorrection' });
    for (const n of [3, 1, 5]) await trial.keep(draft(n));
    for (const n of [2, 4]) await trial.keep(draft(n)).then(() => trial.keep(other(n)));
    expect(await all('drafts', limit)).toEqual([1, 3, 5, 2, 4].map(sampleId));
    await queued(11, 12, 13, 14);
    expect(await all('waiting', limit)).toEqual([11, 12, 13, 14].map(sampleId));
  });

  it('of what has its receipt begin with the newest, page by page', async () => {
    await queued(1, 2, 3, 4, 5);
    for (const n of [4, 1, 2, 5]) trial.file.acknowledge(ref(n));
    expect(await all('acknowledged', 1)).toEqual([5, 4, 2, 1].map(sampleId));
    expect(await all('acknowledged', 3)).toEqual([5, 4, 2, 1].map(sampleId));
  });

  it('say of what came back why, and show it where its first revision lies too', async () => {
    await queued(1);
    trial.file.acknowledge(ref(1));
    const sent = trial.file.dossier(sampleId(1));
    const why = { code: null, note: 'thiếu ảnh' };
    const step = { from: 'sent', to: 'returned', by: { is: 'upstream' }, at: sent.openedAt, why } as const;
    await trial.keep(edited(sent, { state: 'returned', history: [...sent.history, step] }));
    expect((await page('returned')).items).toMatchObject([{ line: { state: 'returned', why }, packet: null }]);
    expect(await trial.queue.figures()).toMatchObject({ returned: 1, acknowledged: 1 });
    const back = trial.file.dossier(sampleId(1));
    const up = {
      ...step,
      from: 'returned',
      to: 'capturing',
      by: { is: 'officer', id: back.officer },
      why: null,
    } as const;
    await trial.keep(edited(back, { state: 'capturing', revision: 2, history: [...back.history, up] }));
    expect((await page('acknowledged')).items).toMatchObject([{ line: { revision: 1, state: 'returned', why } }]);
    expect((await page('drafts')).items).toMatchObject([{ line: { revision: 2, state: 'capturing' } }]);
  });

  it('are walked to their end though what was shown leaves them meanwhile', async () => {
    await queued(1, 2, 3, 4);
    const first = await page('waiting', null, 2);
    for (const n of [1, 2]) trial.file.acknowledge(ref(n));
    const second = await page('waiting', first.next, 2);
    expect(second).toMatchObject({ items: [{ line: { id: sampleId(3) } }, { line: { id: sampleId(4) } }], next: null });
  });

  it('refuse a place that is none of theirs', async () => {
    for (const after of ['', 'x', '9.', `9.${sampleId(1)}`, "1.' OR 1=1", `0.${sampleId(1)}x`])
      expect(await failing(() => page('drafts', after)), after).toBe('dossier.unknown');
    for (const after of ['', '-1', '1e9', '1'.repeat(16), `0.${sampleId(1)}`])
      expect(await failing(() => page('waiting', after)), after).toBe('dossier.unknown');
  });

  it('mask every number, and are on record with what they showed', async () => {
    await trial.keep(draft(1));
    const shown = await page('drafts');
    expect(JSON.stringify(shown)).not.toContain(draft(1).subject.number);
    expect(trial.office.records.at(-1)).toMatchObject({ action: 'queue.seen', result: { code: 'drafts', count: 1 } });
    await trial.signIn('quanTri');
    expect(await failing(() => page('drafts'))).toBe('session.notPermitted');
    await trial.signIn('kiemTra');
    expect(await failing(() => page('drafts'))).toBe('session.notPermitted');
    await trial.signIn('traThe');
    expect(await failing(() => page('drafts'))).toBeNull();
  });

  it('are there on a day whose holidays nobody knows', async () => {
    await queued(1);
    trial.time.pass(40 * 365 * 86_400_000);
    await trial.signIn('thuNhan');
    expect((await page('waiting')).items).toMatchObject([{ line: { daysLeft: null, due: complete(1).deadline?.due } }]);
  });
});

describe('the figures', () => {
  it('count where everything is, with the first day that is due', async () => {
    await trial.keep(draft(9));
    await unsealed(1);
    await queued(2, 3, 4);
    await poison(3, 'packet.malformed');
    trial.file.acknowledge(ref(4));
    const figures = queueFiguresSchema.parse(await trial.queue.figures());
    expect(figures).toMatchObject({ drafts: 1, unsealed: 1, waiting: 1, poisoned: 1, acknowledged: 1 });
    expect(figures.bytesWaiting).toBe(trial.file.packets()[0]?.metadata.size);
    expect(figures.firstDue).toBe(complete(1).deadline?.due);
    expect(figures.oldest).not.toBeNull();
  });

  it('know of the first day among all that wait for a key, however many do', async () => {
    trial.file.firstDue = async (state) => (state === 'complete' ? '2026-11-23' : null);
    await unsealed(1);
    await queued(2);
    trial.own.key = null;
    await unsealed(3);
    expect((await trial.queue.figures()).firstDue).toBe('2026-11-23');
  });

  it('of nothing are none', async () => {
    expect(await trial.queue.figures()).toMatchObject({ drafts: 0, waiting: 0, oldest: null, firstDue: null });
  });
});

describe('trying again', () => {
  it('puts one back, or all, and only poisoned ones', async () => {
    await queued(1, 2, 3, 4);
    for (const n of [1, 2]) await poison(n, 'packet.malformed');
    trial.file.acknowledge(ref(4));
    const told = trial.told.queued;
    expect(await retry(1)).toEqual({ released: 1 });
    expect(trial.told.queued).toBe(told + 1);
    expect(trial.file.records.at(-1)).toMatchObject({
      action: 'dossier.released',
      officer: 'CB001',
      result: { code: 'packet.malformed' },
    });
    for (const n of [1, 3, 4, 77]) expect(await retry(n)).toEqual({ released: 0 });
    expect(await retry(null)).toEqual({ released: 1 });
    expect(await all('waiting', 9)).toEqual([1, 2, 3].map(sampleId));
    expect(await all('acknowledged', 9)).toEqual([sampleId(4)]);
    expect(trial.own.sealed).toBe(4);
  });

  it('sends what the upstream has otherwise as the next revision, under its number and with what was signed untouched', async () => {
    await queued(1, 2);
    await poison(1, 'sync.otherContent');
    const before = trial.file.dossier(sampleId(1));
    expect(await retry(1)).toEqual({ released: 1 });
    const after = trial.file.dossier(sampleId(1));
    expect(after).toEqual({ ...before, revision: 2, edit: before.edit + 1 });
    const [packet] = trial.file.packets();
    expect(packet?.metadata).toMatchObject({ dossierId: sampleId(1), rev: 2, epoch: 1, deskSeq: 1 });
    expect(JSON.parse(new TextDecoder().decode(packet?.sealed)).dossier).toMatchObject({
      revision: 2,
      content: before.content,
    });
    expect((await page('waiting')).items.map(({ line }) => line.revision)).toEqual([2, 1]);
  });

  it('seals anew what was sealed for a key that is gone', async () => {
    await queued(1);
    await poison(1, 'packet.otherKey');
    const before = { dossier: trial.file.dossier(sampleId(1)), packet: trial.file.packets()[0] };
    expect(await retry(null)).toEqual({ released: 1 });
    expect(trial.file.dossier(sampleId(1))).toEqual(before.dossier);
    expect(trial.file.packets()[0]?.metadata).toMatchObject({ rev: 1, deskSeq: 1 });
    expect(trial.file.packets()[0]?.metadata.sha256).not.toBe(before.packet?.metadata.sha256);
    expect(trial.captures.given.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });

  it('of all goes past what cannot be mended; of one it says why', async () => {
    await queued(1, 2, 3);
    for (const n of [1, 2]) await poison(n, 'packet.otherKey');
    await poison(3, 'packet.malformed');
    trial.own.key = null;
    expect(await retry(null)).toEqual({ released: 1 });
    expect(await failing(() => retry(1))).toBe('upstream.unset');
    trial.own.key = trialKey;
    trial.captures.failing.set('record-portrait-1', new FailureError(failure('capture.damaged')));
    expect(await retry(null)).toEqual({ released: 0 });
    expect(await failing(() => retry(2))).toBe('capture.damaged');
    expect(await all('poisoned', 9)).toEqual([1, 2].map(sampleId));
    expect(trial.told.reports).toEqual([]);
  });

  it('is refused to whoever does not answer for dossiers', async () => {
    await queued(1);
    await poison(1, 'packet.malformed');
    await trial.signIn('tiepNhan');
    expect(await failing(() => retry(1))).toBe('session.notPermitted');
    expect(await failing(() => trial.queue.handlers['queue.packet'](ref(1), context))).toBe('session.notPermitted');
  });
});

describe('a packet for support', () => {
  it('comes as it would travel, on record', async () => {
    await queued(1, 2);
    await poison(1, 'packet.malformed');
    const given = await trial.queue.handlers['queue.packet'](ref(1), context);
    expect(syncApi.commands['queue.packet'].output.parse(given)).toMatchObject({
      failure: { code: 'packet.malformed' },
    });
    expect(given.metadata).toEqual(trial.file.packets()[0]?.metadata);
    expect(given.sealed).toEqual(trial.file.packets()[0]?.sealed);
    expect(trial.office.records.at(-1)).toMatchObject({ action: 'dossier.exported', object: { masked: sampleId(1) } });
    expect((await trial.queue.handlers['queue.packet'](ref(2), context)).failure).toBeNull();
    expect(await failing(() => trial.queue.handlers['queue.packet'](ref(1, 9), context))).toBe('dossier.unknown');
    expect(trial.office.records.at(-1)).toMatchObject({ action: 'dossier.exported', result: { outcome: 'failed' } });
  });
});
