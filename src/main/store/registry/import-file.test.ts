import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizens } from '#fixtures/make/citizens.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { csvLine } from './csv.ts';
import { historyOf } from './history.ts';
import { type ImportRun, importRuns, setAsideReasons } from './import-run.ts';
import { citizenByNumber } from './read-citizen.ts';
import { rollLength } from './roll.ts';
import { search } from './search.ts';
import { exportSetAside } from './set-aside-file.ts';
import { registryStats } from './stats.ts';
import { createTestRegistry, type TestRegistry } from './testing/test-registry.ts';

const fixture = fileURLToPath(new URL('../../../../fixtures/people/people.jsonl', import.meta.url));
const rows = (count: number, defects = 0) => [...citizens({ count, defects })];
const ndjson = (all: readonly object[]) => all.map((row) => `${JSON.stringify(row)}\n`).join('');

let registry: TestRegistry;
beforeEach(() => {
  registry = createTestRegistry(fictitiousDivisions(1));
});
afterEach(() => registry.dispose());
const write = (name: string, content: string | Uint8Array) => {
  const path = join(registry.folder, name);
  writeFileSync(path, content);
  return path;
};
const stored = (number: string) => citizenByNumber(registry.db, number, registry.dictionary)?.citizen ?? null;

describe('importFile', () => {
  it('takes the people of the fixtures in, and finds nothing to change the second time', async () => {
    const once = await registry.import(fixture);
    expect(once).toMatchObject({ added: 20, changed: 0, unchanged: 0, setAside: 0, size: once.byteOffset, line: 20 });
    expect(await registry.import(fixture)).toMatchObject({ added: 0, changed: 0, unchanged: 20, setAside: 0 });
    expect(registryStats(registry.db)).toMatchObject({ people: 20, changes: 0, cards: 16 });
    expect(stored('001304999901')).toMatchObject({
      name: 'ĐẶNG THỊ MẪU HÒA',
      birth: { iso: '2004-02-14' },
      sex: 'female',
    });
  });

  it('says the same of a CSV file, with quotes, line ends in cells, a byte order mark and other columns', async () => {
    const all = rows(300).map((row) => ({ ...row, ghiChu: 'dòng một\n"dòng hai", ba' }));
    const columns = [...new Set(all.flatMap((row) => Object.keys(row)))];
    const lines = all.map((row) => csvLine(columns.map((column) => (row as Record<string, string>)[column] ?? '')));
    const path = write('a.csv', `\ufeff${csvLine(columns)}${lines.join('')}`);
    expect(await registry.import(path, { format: 'csv', batch: 70 })).toMatchObject({
      added: 300,
      setAside: 0,
      line: 1 + 600,
    });
    const again = await registry.import(write('b.ndjson', ndjson(rows(300))));
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 300 });
  });

  it('refuses a CSV file without a column for the number', async () => {
    await expect(registry.import(write('a.csv', 'ten,ngay\na,b\n'), { format: 'csv' })).rejects.toMatchObject({
      failure: { code: 'file.unreadable' },
    });
    await expect(registry.import(join(registry.folder, 'none.csv'))).rejects.toMatchObject({
      failure: { code: 'file.unreadable' },
    });
  });

  it('keeps every past value with who brought it, and leaves alone what a file does not say', async () => {
    const [person] = rows(1);
    const number = person?.soDinhDanh ?? '';
    await registry.import(write('a.ndjson', ndjson([{ ...person }])));
    await registry.import(
      write('b.ndjson', ndjson([{ soDinhDanh: number, hoTen: 'TRẦN VĂN MẪU MỚI', danToc: 'Tày' }])),
    );
    const now = stored(number);
    expect(now).toMatchObject({
      name: 'TRẦN VĂN MẪU MỚI',
      residenceFile: person?.soHoSoCuTru,
      permanent: { text: person?.thuongTru },
    });
    const history = historyOf(registry.db, number, registry.dictionary);
    expect(history.find(({ field }) => field === 'name')).toMatchObject({
      before: person?.hoTen,
      after: 'TRẦN VĂN MẪU MỚI',
      beforeProvenance: { basis: 'a.ndjson' },
      provenance: { basis: 'b.ndjson', by: 'CB001', source: 'import' },
    });
    const names = (text: string) => search(registry.db, { text }, registry.dictionary).found.map((each) => each.number);
    expect(names('TRẦN VĂN MẪU MỚI')).toEqual([number]);
    expect(names(person?.hoTen ?? '')).toEqual([]);
  });

  it('sets aside somebody else under a number that is taken', async () => {
    const [one, other] = rows(2);
    await registry.import(write('a.ndjson', ndjson([{ ...one }])));
    const run = await registry.import(write('b.ndjson', ndjson([{ ...other, soDinhDanh: one?.soDinhDanh }])));
    expect(run).toMatchObject({ added: 0, changed: 0, setAside: 1 });
    expect(setAsideReasons(registry.db, run.id)).toEqual({ numberTaken: 1 });
    expect(stored(one?.soDinhDanh ?? '')).toMatchObject({ name: one?.hoTen });
  });

  it('goes on where it was stopped, with the same result', async () => {
    const path = write('a.ndjson', ndjson(rows(1000, 0.2)));
    const stop = new AbortController();
    const seen: number[] = [];
    const onProgress = (run: ImportRun) => {
      seen.push(run.line);
      if (seen.length === 3) stop.abort(new Error('stopped'));
    };
    await expect(registry.import(path, { batch: 100, onProgress, signal: stop.signal })).rejects.toThrow('stopped');
    expect(rollLength(registry.db, '90000')).toBeLessThanOrEqual(300);
    const run = await registry.import(path, { batch: 100 });
    const whole = createTestRegistry(fictitiousDivisions(1));
    const { added, changed, unchanged, setAside } = await whole.import(path);
    whole.dispose();
    expect(run).toMatchObject({ id: 1, line: 1000, added, changed, unchanged, setAside });
    expect(importRuns(registry.db)).toHaveLength(1);
  });

  it('takes a file that grew for another file', async () => {
    const path = write('a.ndjson', ndjson(rows(3)));
    await registry.import(path);
    appendFileSync(path, ndjson(rows(5).slice(3)));
    expect(await registry.import(path)).toMatchObject({ id: 2, added: 2, unchanged: 3 });
  });

  it('sets bad records aside with the reason, byte for byte, and writes them out', async () => {
    const [one, two] = rows(2);
    const broken = [
      '{"soDinhDanh":',
      '[]',
      'null',
      '"text"',
      '7',
      `${'['.repeat(60_000)}`,
      JSON.stringify({ ...two, hoTen: '' }),
      JSON.stringify({ ...two, soDinhDanh: '12345678901' }),
      JSON.stringify({ ...two, ngaySinh: '31/02/1990' }),
      JSON.stringify({ ...two, gioiTinh: 'khác' }),
      JSON.stringify({ ...two, hoTen: 'NGUY\ufffdN' }),
      JSON.stringify({ ...two, soDinhDanh: 7 }),
      `{"hoTen":"${'x'.repeat(70_000)}"}`,
      '{"__proto__":{"soDinhDanh":"001304999901","hoTen":"MẪU"}}',
    ];
    const bytes = [
      Buffer.from(`${JSON.stringify(one)}\n${broken.join('\n')}\n`),
      Buffer.from([0x22, 0xff, 0xfe, 0x0a]),
    ];
    const run = await registry.import(write('bad.ndjson', Buffer.concat(bytes)));
    expect(run).toMatchObject({ added: 1, setAside: broken.length + 1 });
    expect(Object.keys(setAsideReasons(registry.db, run.id)).sort()).toEqual(
      ['birthUnreadable', 'nameMissing', 'nameMojibake', 'notAnObject', 'notJson', 'notUtf8', 'numberMissing'].concat([
        'numberNotTwelveDigits',
        'sexUnknown',
        'tooLong',
      ]),
    );
    const out = join(registry.folder, 'aside.csv');
    expect(await exportSetAside(registry.db, run.id, out)).toBe(broken.length + 1);
    const lines = readFileSync(out, 'utf8').split('\r\n');
    expect(lines.slice(0, 3)).toEqual(['dong,lyDo,banGhi', '2,notJson,"{""soDinhDanh"":"', '3,notAnObject,[]']);
  });

  it('takes any beginning of a file for what it is, and never fails over it', async () => {
    const text = Buffer.from(ndjson(rows(2)));
    for (let length = 0; length <= text.length; length += 13) {
      const run = await registry.import(write(`cut-${length}.ndjson`, text.subarray(0, length)));
      expect(run.byteOffset).toBe(length === 0 ? 0 : run.size);
      expect(run.added + run.unchanged + run.setAside).toBeLessThanOrEqual(2);
    }
    expect(await registry.import(write('whole.ndjson', text))).toMatchObject({ setAside: 0 });
    expect(registryStats(registry.db).people).toBe(2);
  });

  it('lets readers read the last finished batch while the next is being written', async () => {
    const reader = registry.reader();
    const path = write('a.ndjson', ndjson(rows(600)));
    const counts: number[] = [];
    await registry.import(path, { batch: 100, onProgress: () => counts.push(rollLength(reader, '90000')) });
    expect(counts).toEqual([100, 200, 300, 400, 500, 600]);
    registry.db.transaction(() => {
      registry.db.exec("UPDATE citizen SET name = 'MẪU KHÁC'");
      expect(search(reader, { text: rows(1)[0]?.soDinhDanh ?? '' }, registry.dictionary).found[0]?.name).toBe(
        rows(1)[0]?.hoTen,
      );
    });
    reader.close();
  });
});
