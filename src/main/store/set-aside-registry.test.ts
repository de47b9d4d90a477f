import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDb } from './database/database.ts';
import { databaseKey } from './database/database-key.ts';
import { pruneLeftovers } from './leftovers.ts';
import { versionOf } from './migrations/migrate.ts';
import { migrationsOf } from './migrations/migrations.ts';
import { openProfileDatabase } from './open-profile.ts';
import { setAsideRegistry } from './set-aside-registry.ts';

const key = databaseKey(new Uint8Array(32).fill(3), 'registry');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-aside-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 6, minute));
const open = () =>
  openProfileDatabase({
    ...{ folder, key, profileId: 'p1', appVersion: '1', now: at(0), checkUnclean: true },
    migrations: migrationsOf('registry'),
  });

describe('setAsideRegistry', () => {
  it('gives a damaged file with its log another name, and an empty one is made at the next opening', () => {
    open().db.close();
    const file = join(folder, 'registry.db');
    writeFileSync(file, 'damaged');
    expect(() => open()).toThrow();
    writeFileSync(`${file}-wal`, 'a log of it');
    writeFileSync(`${file}-shm`, '');
    const name = setAsideRegistry(folder, at(1)) ?? '';
    expect(
      readdirSync(folder)
        .filter((each) => each !== 'desk.lock')
        .sort(),
    ).toEqual([name, `${name}-wal`]);
    const { db, migrated } = open();
    expect(migrated).toEqual({ from: 0, to: versionOf(db) });
    db.close();
  });

  it('may be stopped half way: a log without its file is no log', () => {
    open().db.close();
    const file = join(folder, 'registry.db');
    rmSync(file);
    writeFileSync(`${file}-wal`, 'the log of the file that was renamed');
    const db = openWriteDb({ file, key });
    db.exec('CREATE TABLE t (n)');
    db.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('leaves files that are pruned in time, and does nothing where there is none', () => {
    const names = [1, 2, 3].map((minute) => {
      open().db.close();
      return setAsideRegistry(folder, at(minute)) ?? '';
    });
    expect(setAsideRegistry(folder, at(4))).toBeNull();
    expect(pruneLeftovers(folder)).toEqual([names[0]]);
    expect(readdirSync(folder).sort()).toEqual(names.slice(1).sort());
  });
});
