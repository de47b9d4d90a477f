import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDb, type WriteDb } from './database.ts';
import { databaseKey } from './database-key.ts';
import type { DatabaseRole } from './database-role.ts';
import { checkFile } from './health.ts';
import { vacuumStep } from './vacuum.ts';

let folder: string;
let db: WriteDb;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-vacuum-'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A file that a hundred pages or so are unused in. */
function emptied(role: DatabaseRole): string {
  const file = join(folder, `${role}.db`);
  db = openWriteDb({ file, key: databaseKey(new Uint8Array(32), role) });
  db.exec('CREATE TABLE t (body BLOB)');
  db.exec(
    'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO t SELECT zeroblob(8000) FROM n',
  );
  db.exec('DELETE FROM t WHERE rowid > 3');
  db.pragma('wal_checkpoint(TRUNCATE)');
  return file;
}

describe('vacuumStep', () => {
  it('gives back no more than it was told, until nothing is unused', () => {
    const file = emptied('desk');
    const [unused, length] = [Number(db.pragma('freelist_count')), statSync(file).size];
    expect(unused).toBeGreaterThan(80);
    expect(vacuumStep(db, 30)).toBe(unused - 30);
    let [left, steps] = [unused, 1];
    for (; left > 0; steps++) left = vacuumStep(db, 30);
    expect(steps).toBe(Math.ceil(unused / 30));
    db.pragma('wal_checkpoint(TRUNCATE)');
    expect(statSync(file).size).toBeLessThan(length - 80 * 8192);
    checkFile(db);
    expect(vacuumStep(db, 30)).toBe(0);
  });

  it('has nothing to do in a file that is not kept that way', () => {
    const file = emptied('registry');
    const { size } = statSync(file);
    expect(vacuumStep(db, 30)).toBe(0);
    expect(statSync(file).size).toBe(size);
  });

  it('refuses what is no number of pages', () => {
    emptied('desk');
    for (const pages of [0, -1, 1.5, Number.NaN]) expect(() => vacuumStep(db, pages)).toThrow(RangeError);
  });
});
