import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pruneLeftovers } from './leftovers.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-leftovers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stamp = (day: number) => `202611${String(day).padStart(2, '0')}T060000000Z`;

describe('pruneLeftovers', () => {
  it('keeps the newest two of each kind with their logs, and everything that is not one', () => {
    const kept = [
      ...['desk.db', 'desk.db-wal', 'registry.db', 'keys.json', 'desk.db.before-me', `desk.db.ready-${stamp(9)}`],
      ...[`desk.db.before-${stamp(4)}`, `desk.db.before-${stamp(4)}-wal`, `desk.db.before-${stamp(3)}`],
      `registry.db.aside-${stamp(1)}`,
    ];
    const old = [
      ...[`desk.db.before-${stamp(1)}`, `desk.db.before-${stamp(2)}`, `desk.db.before-${stamp(2)}-wal`],
      ...['desk.db.preparing', 'desk.db.preparing-wal'],
    ];
    for (const name of [...kept, ...old]) writeFileSync(join(folder, name), '');
    expect([...pruneLeftovers(folder)].sort()).toEqual([...old].sort());
    expect(readdirSync(folder).sort()).toEqual([...kept].sort());
    expect(pruneLeftovers(folder)).toEqual([]);
  });

  it('finds nothing where there is no folder', () => {
    expect(pruneLeftovers(join(folder, 'none'))).toEqual([]);
  });
});
