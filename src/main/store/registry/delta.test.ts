import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Provenance } from '#contract/citizen.ts';
import { readPersonRow } from '#domain/citizen/person-row.ts';
import { citizens } from '#fixtures/make/citizens.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { applyDelta, type Delta, type FeedChange, feedCursor } from './delta.ts';
import { historyOf } from './history.ts';
import { citizenByNumber } from './read-citizen.ts';
import { search } from './search.ts';
import { registryStats } from './stats.ts';
import { createTestRegistry, type TestRegistry, testNow } from './testing/test-registry.ts';

const recorded = (at: string): Provenance => ({
  source: 'upstream',
  at,
  by: 'trung ương',
  act: null,
  basis: null,
  reason: null,
});
const first = recorded('2026-11-20T00:00:00Z');
const later = recorded('2026-11-21T00:00:00Z');
const rows = [...citizens({ count: 30 })];

let registry: TestRegistry;
beforeEach(() => {
  registry = createTestRegistry(fictitiousDivisions(1));
});
afterEach(() => registry.dispose());

function upsert(sequence: number, at: number, { values = {}, from = first } = {}): FeedChange {
  const read = readPersonRow({ ...rows[at], ...values }, { divisions: registry.divisions, recorded: from });
  if (read.kind === 'refused') throw new Error('a row of the fixtures was refused');
  return {
    sequence,
    kind: 'upsert',
    citizen: { ...read.citizen, upstream: { version: sequence, hash: `h${sequence}` } },
  };
}
const numberAt = (at: number) => rows[at]?.soDinhDanh ?? '';
const remove = (sequence: number, at: number): FeedChange => ({
  sequence,
  kind: 'remove',
  number: numberAt(at),
  provenance: later,
});
const apply = (delta: Omit<Delta, 'feed'>, batch = 4) =>
  applyDelta(registry.db, { feed: 'trunguong', ...delta }, { now: () => testNow, batch });

describe('applyDelta', () => {
  it('adds, changes and removes, and moves the cursor', async () => {
    const adds = rows.map((_, at) => upsert(at + 1, at));
    expect(await apply({ after: 0, changes: adds })).toMatchObject({
      kind: 'applied',
      cursor: 30,
      tally: { added: 30 },
    });
    const changes = [upsert(31, 0, { values: { hoTen: 'LÊ THỊ MẪU KHÁC' }, from: later }), remove(40, 1)];
    const applied = await apply({ after: 30, changes });
    expect(applied).toEqual({
      kind: 'applied',
      cursor: 40,
      tally: { added: 0, changed: 1, unchanged: 0, removed: 1, repeated: 0 },
    });
    const history = historyOf(registry.db, numberAt(0), registry.dictionary);
    expect(history).toMatchObject([
      { field: 'name', before: rows[0]?.hoTen, after: 'LÊ THỊ MẪU KHÁC', provenance: later },
    ]);
    expect(registryStats(registry.db)).toMatchObject({ people: 29, removed: 1 });
  });

  it('changes nothing when it is applied again, whole or overlapping', async () => {
    const adds = rows.map((_, at) => upsert(at + 1, at));
    await apply({ after: 0, changes: adds.slice(0, 20) });
    const before = registryStats(registry.db);
    expect(await apply({ after: 0, changes: adds.slice(0, 20) })).toMatchObject({
      cursor: 20,
      tally: { repeated: 20, added: 0 },
    });
    expect(registryStats(registry.db)).toEqual(before);
    expect(await apply({ after: 10, changes: adds.slice(10) })).toMatchObject({
      cursor: 30,
      tally: { repeated: 10, added: 10 },
    });
  });

  it('refuses a delta before which others are missing, and one that is not in order', async () => {
    await apply({ after: 0, changes: [upsert(1, 0)] });
    expect(await apply({ after: 5, changes: [upsert(6, 1)] })).toEqual({ kind: 'outOfOrder', cursor: 1 });
    expect(await apply({ after: 1, changes: [upsert(3, 1), upsert(2, 2)] })).toEqual({ kind: 'outOfOrder', cursor: 1 });
    expect(await apply({ after: 1, changes: [upsert(1, 1)] })).toEqual({ kind: 'outOfOrder', cursor: 1 });
    expect(registryStats(registry.db).people).toBe(1);
  });

  it('goes on after a stop in the middle', async () => {
    const changes = rows.map((_, at) => upsert(at + 1, at));
    const stop = new AbortController();
    const stopped = applyDelta(
      registry.db,
      { feed: 'trunguong', after: 0, changes },
      {
        now: () => testNow,
        batch: 7,
        signal: stop.signal,
        onProgress: (cursor) => cursor >= 14 && stop.abort(new Error('stop')),
      },
    );
    await expect(stopped).rejects.toThrow('stop');
    expect(feedCursor(registry.db, 'trunguong')).toBe(14);
    expect(await apply({ after: 0, changes })).toMatchObject({ cursor: 30, tally: { repeated: 14, added: 16 } });
  });

  it('leaves nothing of somebody removed but the number, and takes them in again', async () => {
    await apply({
      after: 0,
      changes: [upsert(1, 3), upsert(2, 3, { values: { hoTen: 'VŨ MẪU' }, from: later }), remove(3, 3)],
    });
    const { db, dictionary } = registry;
    expect(citizenByNumber(db, numberAt(3), dictionary)).toBeNull();
    expect(search(db, { text: 'VŨ MẪU' }, dictionary).found).toEqual([]);
    expect(search(db, { text: numberAt(3) }, dictionary).found).toEqual([]);
    expect(registryStats(db)).toMatchObject({ people: 0, cards: 0, changes: 0, removed: 1 });
    expect(await apply({ after: 3, changes: [remove(4, 3), upsert(5, 3)] })).toMatchObject({
      tally: { unchanged: 1, added: 1 },
    });
    expect(registryStats(db)).toMatchObject({ people: 1, removed: 0 });
  });

  it('comes to the same in one batch as change by change, whatever order people come in', async () => {
    const named = (hoTen: string) => ({ values: { hoTen }, from: later });
    const changes = [
      ...[upsert(1, 9), upsert(2, 2), upsert(3, 20, named('LÊ THỊ MẪU MỘT')), upsert(4, 2, named('LÊ THỊ MẪU HAI'))],
      ...[
        remove(5, 9),
        upsert(6, 25),
        upsert(7, 9, named('LÊ THỊ MẪU BA')),
        remove(8, 4),
        remove(9, 25),
        upsert(10, 3),
      ],
      ...[upsert(11, 20, { values: { dienThoai: '0500000001' }, from: later }), upsert(12, 4), remove(13, 28)],
      ...[upsert(14, 28, named('LÊ THỊ MẪU BỐN')), upsert(15, 28), upsert(16, 1, { values: { cmnd: '000123456' } })],
    ];
    const start = rows.slice(0, 22).map((_, at) => upsert(at + 1, at));
    const tallies = [];
    const outcomes = [];
    for (const batch of [100, 1]) {
      const other = createTestRegistry(fictitiousDivisions(1));
      const options = { now: () => testNow, batch };
      await applyDelta(other.db, { feed: 'a', after: 0, changes: start }, options);
      tallies.push(await applyDelta(other.db, { feed: 'b', after: 0, changes }, options));
      outcomes.push(everything(other));
      other.dispose();
    }
    expect(tallies[0]).toEqual(tallies[1]);
    expect(tallies[0]).toMatchObject({ tally: { added: 4, removed: 3, repeated: 0 } });
    expect(outcomes[0]).toEqual(outcomes[1]);
  });
});

/** All that can be asked of everybody: records, histories, and what names and numbers find. */
function everything({ db, dictionary }: TestRegistry) {
  return rows.map(({ soDinhDanh = '', hoTen = '' }) => ({
    citizen: citizenByNumber(db, soDinhDanh, dictionary)?.citizen,
    history: historyOf(db, soDinhDanh, dictionary),
    byName: search(db, { text: hoTen }, dictionary).found.map(({ number }) => number),
    stats: registryStats(db),
  }));
}
