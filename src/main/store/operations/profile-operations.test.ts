import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { query } from '../database/query.ts';
import { type SampleDeskFile, sampleDeskFile } from '../testing/sample-desk-file.ts';
import type { OperationContext } from './operation.ts';
import { profileOperations } from './profile-operations.ts';

const context: OperationContext = {
  signal: new AbortController().signal,
  now: () => new Date('2026-11-22T00:00:00.000Z'),
  progress: () => undefined,
  pause: async () => undefined,
};
const keep = query<{ name: string; value: string }>('test.keep', 'INSERT INTO keepsake VALUES (:name, :value)');

let file: SampleDeskFile;
beforeEach(() => {
  file = sampleDeskFile();
});
afterEach(() => file.remove());

describe('desk.shrink', () => {
  const shrink = (pages: number, leave: number) =>
    profileOperations['desk.shrink'].run(file.db, { pages, leave }, context);
  const pageCount = () => Number(file.db.pragma('page_count'));

  it('gives unused pages back, as many as asked for at a time, and leaves some', () => {
    file.db.transaction(() => {
      for (let at = 0; at < 300; at++) file.db.run(keep, { name: `n${at}`, value: 'M'.repeat(8000) });
    });
    file.db.exec('DELETE FROM keepsake');
    const full = pageCount();
    const unused = Number(file.db.pragma('freelist_count'));
    expect(unused).toBeGreaterThan(250);
    expect(shrink(64, 100)).toBe(unused - 64);
    expect(pageCount()).toBe(full - 64);
    while (Number(shrink(64, 100)) > 100);
    const left = pageCount();
    shrink(64, 100);
    expect(pageCount()).toBe(left);
    file.db.pragma('wal_checkpoint(TRUNCATE)');
    expect(statSync(file.db.file).size).toBe(left * 8192);
    expect(file.db.pragma('integrity_check')).toBe('ok');
  });
});
