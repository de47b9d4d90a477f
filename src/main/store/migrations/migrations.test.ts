import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDb, type WriteDb } from '../database/database.ts';
import { databaseKey } from '../database/database-key.ts';
import type { DatabaseRole } from '../database/database-role.ts';
import { claimProfile, profileMeta } from '../database/profile-meta.ts';
import { type NoParameters, query } from '../database/query.ts';
import { migrate, versionOf } from './migrate.ts';
import { type Migration, migrationsOf } from './migrations.ts';

const now = new Date('2026-11-22T01:00:00Z');
const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });

let folder: string;
let db: WriteDb;
const open = (role: DatabaseRole) =>
  openWriteDb({ file: join(folder, `${role}.db`), key: databaseKey(new Uint8Array(32), role) });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-migrate-'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const made = (sqls: readonly string[]): readonly Migration[] =>
  sqls.map((sql, at) => ({ number: at + 1, name: 'made', sql, checksum: sql }));
const tables = query<NoParameters, { name: string }>(
  'test.tables',
  "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
);
const tableNames = () => db.all(tables).map(({ name }) => name);

describe('running migrations', () => {
  it('runs each once, in order, and keeps what was there', () => {
    db = open('desk');
    const first = made(['CREATE TABLE a (x INTEGER) STRICT']);
    expect(migrate(db, first, now)).toEqual({ from: 0, to: 1 });
    db.exec('INSERT INTO a VALUES (5)');
    const both = made([
      'CREATE TABLE a (x INTEGER) STRICT',
      'ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = x * 2',
    ]);
    expect(migrate(db, both, now)).toEqual({ from: 1, to: 2 });
    expect(migrate(db, both, now)).toEqual({ from: 2, to: 2 });
    expect(db.get(query('test.a', 'SELECT * FROM a'))).toEqual({ x: 5, y: 10 });
  });

  it('leaves the schema before the one that fails, and references on', () => {
    db = open('desk');
    const broken = made(['CREATE TABLE a (x)', 'CREATE TABLE b (x); INSERT INTO missing VALUES (1)']);
    expect(() => migrate(db, broken, now)).toThrow('no such table');
    expect(versionOf(db)).toBe(1);
    expect(tableNames()).toEqual(['a', 'migration']);
    expect(db.pragma('foreign_keys')).toBe(1);
  });

  it('refuses one that breaks references', () => {
    db = open('desk');
    const sql = 'CREATE TABLE a (x INTEGER PRIMARY KEY); CREATE TABLE b (x REFERENCES a); INSERT INTO b VALUES (1)';
    expect(() => migrate(db, made([sql]), now)).toThrow(failing('storage.schema'));
    expect(versionOf(db)).toBe(0);
  });

  it('refuses a file of a later program, and one whose history is another', () => {
    db = open('desk');
    migrate(db, made(['CREATE TABLE a (x)', 'CREATE TABLE b (x)']), now);
    expect(() => migrate(db, made(['CREATE TABLE a (x)']), now)).toThrow(failing('storage.newer'));
    expect(() => migrate(db, made(['CREATE TABLE a (y)', 'CREATE TABLE b (x)']), now)).toThrow(
      failing('storage.schema'),
    );
  });
});

describe('the files of migrations', () => {
  it.each(['desk', 'registry'] as const)('of %s are numbered without a gap', (role) => {
    db = open(role);
    const migrations = migrationsOf(role);
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, at) => at + 1));
    expect(migrate(db, migrations, now).to).toBe(migrations.length);
  });

  it('with a gap are refused', () => {
    db = open('desk');
    mkdirSync(join(folder, 'm', 'desk'), { recursive: true });
    writeFileSync(join(folder, 'm', 'desk', '002-late.sql'), '');
    expect(() => migrationsOf('desk', join(folder, 'm'))).toThrow('out of order');
    cpSync(join(folder, 'm', 'desk', '002-late.sql'), join(folder, 'm', 'desk', '001-early.sql'));
    expect(migrationsOf('desk', join(folder, 'm')).map(({ name }) => name)).toEqual(['early', 'late']);
  });
});

describe('desk 001-base', () => {
  it('makes room for the profile, settings and anchors, each within its limits', () => {
    db = open('desk');
    expect(tableNames()).toEqual([]);
    migrate(db, migrationsOf('desk').slice(0, 1), now);
    expect(tableNames()).toEqual(['anchor', 'keepsake', 'meta', 'migration', 'setting']);
    const identity = { profileId: 'p1', appVersion: '1', now };
    expect(claimProfile(db, 'desk', identity)).toMatchObject({ profileId: 'p1', epoch: 1 });
    expect(profileMeta(db, 'desk')?.createdAt).toBe(now.toISOString());
    expect(() => claimProfile(db, 'desk', { ...identity, profileId: 'p2' })).toThrow(failing('storage.foreign'));
    expect(() => db.exec("INSERT INTO meta VALUES (2, 'p', 'x', 'y', 1)")).toThrow('CHECK');
    expect(() => db.exec("INSERT INTO setting VALUES ('desk', '{broken')")).toThrow('CHECK');
    expect(() => db.exec("INSERT INTO anchor VALUES (x'00', x'30', 'o', '{}', 't')")).toThrow('CHECK');
  });
});

describe('registry 001-base', () => {
  it('makes room for the profile it belongs to', () => {
    db = open('registry');
    migrate(db, migrationsOf('registry').slice(0, 1), now);
    expect(tableNames()).toEqual(['keepsake', 'meta', 'migration']);
    expect(claimProfile(db, 'registry', { profileId: 'p1', appVersion: '1', now })).toMatchObject({ epoch: 0 });
  });
});
