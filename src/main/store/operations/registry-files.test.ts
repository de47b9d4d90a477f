import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatOf } from './registry-files.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-format-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('formatOf', () => {
  it.each([
    ['a.csv', '{"soDinhDanh":"x"}', 'csv'],
    ['a.JSONL', 'soDinhDanh', 'ndjson'],
    ['a.ndjson', '', 'ndjson'],
    ['a.txt', '\ufeff {"soDinhDanh":"x"}', 'ndjson'],
    ['a', '{', 'ndjson'],
    ['b.txt', 'soDinhDanh;hoTen', 'csv'],
    ['c.txt', '', 'csv'],
    ['d.ndjson', '{"format":"truc-ban delta 1","feed":"a","after":0}\n{"sequence":1}', 'delta'],
    ['e.csv', '\ufeff{"format":"truc-ban delta 9"}\r\n', 'delta'],
    ['f.ndjson', '{"soDinhDanh":"x"}\n{"format":"truc-ban delta 1","feed":"a","after":0}', 'ndjson'],
  ])('of %s that begins with %j is %s', async (name, text, format) => {
    writeFileSync(join(folder, name), text);
    expect(await formatOf(join(folder, name))).toBe(format);
  });

  it('says when there is no such file', async () => {
    const missing = { failure: { code: 'file.unreadable', params: { file: 'none.txt' } } };
    await expect(formatOf(join(folder, 'none.txt'))).rejects.toMatchObject(missing);
  });
});
