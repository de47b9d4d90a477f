import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizens } from '#fixtures/make/citizens.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { feedCursor, feedStates } from './delta.ts';
import { applyDeltaFile, applyDeltaLines, type DeltaFileOptions } from './delta-file.ts';
import { historyOf } from './history.ts';
import { importRuns } from './import-run.ts';
import { citizenByNumber } from './read-citizen.ts';
import { registryStats } from './stats.ts';
import { createTestRegistry, type TestRegistry, testNow } from './testing/test-registry.ts';

const rows = [...citizens({ count: 30 })];
const numberAt = (at: number) => rows[at]?.soDinhDanh ?? '';
const upsert = (sequence: number, at = sequence - 1, values = {}) => ({ sequence, person: { ...rows[at], ...values } });
const remove = (sequence: number, at: number) => ({ sequence, remove: numberAt(at) });
const head = (after = 0, feed = 'trung-uong') => ({ format: 'truc-ban delta 1', feed, after });
const failing = (code: string, params = {}) => ({ failure: { code, params } });

let registry: TestRegistry;
beforeEach(() => {
  registry = createTestRegistry(fictitiousDivisions(1));
});
afterEach(() => registry.dispose());

const textOf = (lines: readonly (object | string)[]) =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
const write = (content: string | Uint8Array) => {
  const path = join(registry.folder, 'thay-doi.ndjson');
  writeFileSync(path, content);
  return path;
};
const applied = (path: string, more: Partial<DeltaFileOptions> = {}) =>
  applyDeltaFile(registry.db, { path, divisions: registry.divisions, now: () => testNow, batch: 4, ...more });
const apply = (...lines: readonly (object | string)[]) => applied(write(textOf(lines)));
const people = () => registryStats(registry.db).people;

describe('applyDeltaFile', () => {
  it('adds, changes and takes out, keeps what it replaces with who said so, and moves the cursor', async () => {
    const first = await apply(head(), ...rows.map((_, at) => upsert(at + 1)));
    expect(first).toMatchObject({ format: 'delta', added: 30, changed: 0, feed: 'trung-uong', cursor: 30, removed: 0 });
    expect(first).toMatchObject({ line: 31, byteOffset: first.size, endedAt: testNow.toISOString() });
    const next = await apply(head(30), upsert(31, 0, { hoTen: 'LÊ THỊ MẪU KHÁC' }), remove(40, 1), '');
    expect(next).toMatchObject({ added: 0, changed: 2, removed: 1, repeated: 0, cursor: 40 });
    const [change] = historyOf(registry.db, numberAt(0), registry.dictionary);
    const provenance = { source: 'upstream', by: 'trung-uong', basis: 'thay-doi.ndjson' };
    expect(change).toMatchObject({ field: 'name', after: 'LÊ THỊ MẪU KHÁC', provenance });
    expect(registryStats(registry.db)).toMatchObject({ people: 29, removed: 1, feeds: feedStates(registry.db) });
    expect(feedStates(registry.db)).toEqual([{ feed: 'trung-uong', cursor: 40, at: testNow.toISOString() }]);
  });

  it('takes the lines of one as it takes a file, and needs none', async () => {
    const apply = (...lines: readonly object[]) =>
      applyDeltaLines(registry.db, new TextEncoder().encode(textOf(lines)), {
        ...{ divisions: registry.divisions, now: () => testNow, batch: 4 },
      });
    const run = await apply(head(), ...rows.map((_, at) => upsert(at + 1)));
    expect(run).toMatchObject({ file: 'trung-uong 0', format: 'delta', added: 30, cursor: 30, line: 31 });
    expect(run.endedAt).not.toBeNull();
    expect(await apply(head(28), upsert(29), upsert(30), upsert(31, 0, { hoTen: 'LÊ MẪU' }))).toMatchObject({
      ...{ file: 'trung-uong 28', added: 0, changed: 1, repeated: 2, cursor: 31 },
    });
    const [change] = historyOf(registry.db, numberAt(0), registry.dictionary);
    expect(change?.provenance).toMatchObject({ source: 'upstream', by: 'trung-uong', basis: 'trung-uong 28' });
    await expect(apply(head(90), upsert(91))).rejects.toMatchObject(
      failing('registry.deltaGap', { feed: 'trung-uong', cursor: 31, after: 90 }),
    );
    await expect(apply({ format: 'other' })).rejects.toMatchObject(failing('registry.notDelta'));
    await expect(
      applyDeltaLines(registry.db, new Uint8Array(0), {
        ...{ divisions: registry.divisions, now: () => testNow },
      }),
    ).rejects.toMatchObject(failing('registry.notDelta'));
  });

  it('passes over what was applied before, whole or overlapping', async () => {
    const lines = [head(), ...rows.slice(0, 10).map((_, at) => upsert(at + 1))];
    await apply(...lines);
    const before = registryStats(registry.db);
    expect(await apply(...lines)).toMatchObject({ added: 0, repeated: 10, cursor: 10 });
    expect(registryStats(registry.db)).toEqual(before);
    expect(await apply(head(4), upsert(9), upsert(11), upsert(12))).toMatchObject({
      added: 2,
      repeated: 1,
      cursor: 12,
    });
  });

  it('refuses one before which changes are missing, by the last change applied; nothing of it is there', async () => {
    await apply(head(), upsert(1), upsert(2));
    const gap = failing('registry.deltaGap', { feed: 'trung-uong', cursor: 2, after: 5 });
    await expect(apply(head(5), upsert(6))).rejects.toMatchObject(gap);
    expect([people(), feedCursor(registry.db, 'trung-uong'), importRuns(registry.db).length]).toEqual([2, 2, 1]);
  });

  it('counts each feed apart', async () => {
    await apply(head(0, 'a'), upsert(1), upsert(2));
    expect(await apply(head(0, 'b'), upsert(1, 5))).toMatchObject({ added: 1, cursor: 1 });
    expect(feedStates(registry.db)).toMatchObject([
      { feed: 'a', cursor: 2 },
      { feed: 'b', cursor: 1 },
    ]);
  });

  it('that brings nothing changes nothing', async () => {
    expect(await apply(head())).toMatchObject({ added: 0, cursor: 0, endedAt: testNow.toISOString() });
    expect(feedStates(registry.db)).toEqual([]);
  });

  it.each([
    ['notJson', 'x'],
    ['notAChange', JSON.stringify({ sequence: 7 })],
    ['numberMissing', JSON.stringify({ sequence: 7, person: {} })],
    ['notInOrder', JSON.stringify(upsert(6, 8))],
    ['notInOrder', JSON.stringify(upsert(2, 8))],
    ['tooLong', `{"sequence":7,"person":{"hoTen":"${'M'.repeat(70_000)}"}}`],
  ])('stops at a line that is %s, names it, keeps the batches before and nothing of its own', async (reason, line) => {
    const lines = [head(), ...[1, 2, 3, 4, 5, 6].map((sequence) => upsert(sequence))];
    const malformed = failing('registry.deltaMalformed', { line: 8, reason });
    await expect(apply(...lines, line, upsert(8))).rejects.toMatchObject(malformed);
    expect([people(), feedCursor(registry.db, 'trung-uong')]).toEqual([4, 4]);
    expect(importRuns(registry.db)).toMatchObject([{ format: 'delta', line: 5, added: 4, endedAt: null }]);
    expect(await apply(...lines, upsert(7), upsert(8))).toMatchObject({ added: 4, repeated: 4, cursor: 8 });
  });

  it('stops at bytes that are no UTF-8, and at an end in the middle of a line', async () => {
    const whole = Buffer.from(textOf([head(), upsert(1), upsert(2)]));
    const spoilt = Buffer.concat([whole, Buffer.from([0x0a, 0x7b, 0xff, 0x7d])]);
    await expect(applied(write(spoilt))).rejects.toMatchObject(
      failing('registry.deltaMalformed', { line: 4, reason: 'notUtf8' }),
    );
    await expect(applied(write(whole.subarray(0, -10)))).rejects.toMatchObject(
      failing('registry.deltaMalformed', { line: 3, reason: 'notJson' }),
    );
    expect(people()).toBe(0);
  });

  it('refuses what is no delta, one of another version, and one that is not there', async () => {
    for (const first of [upsert(1), { ...head(), format: 'truc-ban delta 2' }, 'soDinhDanh,hoTen', ''])
      await expect(apply(first, upsert(1))).rejects.toMatchObject(failing('registry.notDelta'));
    const missing = applied(join(registry.folder, 'none'));
    await expect(missing).rejects.toMatchObject({ failure: { code: 'file.unreadable' } });
    expect(importRuns(registry.db)).toEqual([]);
  });

  it('goes on with a file that was stopped, as the same run, and comes to the same', async () => {
    const path = write(textOf([head(), ...rows.map((_, at) => upsert(at + 1))]));
    const stop = new AbortController();
    const onProgress = ({ added }: { readonly added: number }) => added >= 12 && stop.abort(new Error('stop'));
    await expect(applied(path, { signal: stop.signal, onProgress })).rejects.toThrow('stop');
    expect(feedCursor(registry.db, 'trung-uong')).toBe(12);
    const places: number[] = [];
    const run = await applied(path, { onProgress: ({ byteOffset }) => places.push(byteOffset) });
    expect(run).toMatchObject({ id: 1, added: 30, unchanged: 0, repeated: 12, cursor: 30 });
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(citizenByNumber(registry.db, numberAt(29), registry.dictionary)?.citizen.upstream?.version).toBe(30);
  });
});
