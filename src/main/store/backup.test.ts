import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BackupProgress, inspectBackup, listBackups, makeBackup } from './backup.ts';
import { type DatabaseKey, databaseKey } from './database/database-key.ts';
import { type NoParameters, query } from './database/query.ts';
import { createKeyRing, type KeyRing, unlockKeyRing } from './keys/key-ring.ts';
import { migrationsOf } from './migrations/migrations.ts';
import { openProfileDatabase } from './open-profile.ts';
import { backupFolder, databaseFile, epochFile, keyFilePath } from './profile-paths.ts';
import { finishRestore, restoreDesk } from './restore.ts';
import { changeKey, rotateDataKey } from './rotate-key.ts';

const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });
const put = query<{ value: string }>('test.put', "INSERT OR REPLACE INTO keepsake VALUES ('told', :value)");
const got = query<NoParameters, { value: string }>('test.got', "SELECT value FROM keepsake WHERE name = 'told'");

let folder: string;
let ring: KeyRing;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-backup-'));
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
  ring = await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const deskKey = (): DatabaseKey => databaseKey(ring.dataKey(), 'desk');
const open = () =>
  openProfileDatabase({
    ...{ folder, key: deskKey(), profileId: 'p1', appVersion: '1', now: new Date(), checkUnclean: true },
    migrations: migrationsOf('desk'),
  });
let minute = 0;
const at = () => new Date(Date.UTC(2026, 10, 22, 1, minute++));
const place = () => ({ folder: backupFolder(folder), keyFile: keyFilePath(folder), generation: ring.generation() });

/** Keeps `value` in the desk and, where asked, makes a backup of it. */
function keep(value: string, keepBackups = 0, onProgress?: (progress: BackupProgress) => void) {
  const { db } = open();
  db.run(put, { value });
  const options = {
    db,
    key: deskKey(),
    keep: keepBackups,
    now: at(),
    ...place(),
    ...(onProgress ? { onProgress } : {}),
  };
  const made = keepBackups > 0 ? makeBackup(options) : null;
  db.close();
  return made?.file ?? '';
}

function told() {
  const { db, meta } = open();
  const value = db.get(got)?.value;
  db.close();
  return [value, meta.epoch];
}

const restore = (backup: string, backupKey = deskKey()) =>
  restoreDesk({ folder, backup, backupKey, key: deskKey(), profileId: 'p1', now: at() });

describe('a backup', () => {
  it('is whole, has its keys beside it, and tells how it goes', () => {
    const steps: BackupProgress[] = [];
    const file = keep('one', 3, (progress) => steps.push(progress));
    expect(steps.map(({ step }) => step)).toEqual(['copying', 'checking', 'keeping']);
    expect(steps[0]).toMatchObject({ bytes: expect.any(Number) });
    expect(inspectBackup(file, deskKey(), 'p1')).toMatchObject({
      profileId: 'p1',
      epoch: 1,
      version: migrationsOf('desk').length,
    });
    expect(readFileSync(file.replace(/\.db$/, '.keys.json'))).toEqual(readFileSync(keyFilePath(folder)));
    expect(readdirSync(backupFolder(folder))).toHaveLength(2);
  });

  it('replaces the oldest when there are enough, and clears what a stop left', () => {
    mkdirSync(backupFolder(folder));
    for (const name of ['desk-x.db.partial', 'desk-x.db.partial.keys', 'desk-20200101T000000000Z-g1.keys.json'])
      writeFileSync(join(backupFolder(folder), name), '');
    const files = ['one', 'two', 'three'].map((value) => keep(value, 2));
    expect(listBackups(backupFolder(folder)).map(({ file }) => file)).toEqual([files[2], files[1]]);
    expect(readdirSync(backupFolder(folder))).toHaveLength(4);
  });

  it('that is damaged, cut off, of another profile or not there is refused by name', () => {
    const file = keep('one', 1);
    const whole = readFileSync(file);
    const broken = join(folder, 'broken.db');
    for (const bytes of [
      whole.subarray(0, whole.length - 8192),
      Buffer.alloc(0),
      Buffer.from('x'),
      whole.map((byte, i) => (i === whole.length - 99 ? byte ^ 1 : byte)),
    ]) {
      writeFileSync(broken, bytes);
      expect(() => inspectBackup(broken, deskKey(), 'p1')).toThrow(failing('backup.unusable'));
    }
    expect(() => inspectBackup(file, deskKey(), 'p2')).toThrow(failing('backup.unusable'));
    expect(() => inspectBackup(file, databaseKey(new Uint8Array(32), 'desk'), 'p1')).toThrow(
      failing('backup.unusable'),
    );
    expect(() => inspectBackup(join(folder, 'none.db'), deskKey(), 'p1')).toThrow(failing('backup.notFound'));
  });
});

describe('restoring', () => {
  it('puts the backup in place, begins an epoch and keeps what was there', () => {
    const file = keep('one', 2);
    keep('two');
    expect(restore(file)).toMatchObject({ epoch: 2, aside: expect.stringMatching(/^desk\.db\.before-/) });
    expect(told()).toEqual(['one', 2]);
    const aside = readdirSync(folder).find((name) => name.startsWith('desk.db.before-')) ?? '';
    rmSync(databaseFile(folder, 'desk'));
    cpSync(join(folder, aside), databaseFile(folder, 'desk'));
    expect(told()).toEqual(['two', 1]);
  });

  it('never numbers an epoch twice, even when the file that knew it is lost', () => {
    const file = keep('one', 2);
    expect(restore(file).epoch).toBe(2);
    rmSync(databaseFile(folder, 'desk'));
    expect(restore(file)).toMatchObject({ epoch: 3, aside: null });
    rmSync(epochFile(folder));
    expect(restore(file).epoch).toBe(4);
  });

  it('saves a desk whose file is damaged, log and all', () => {
    const file = keep('one', 2);
    keep('two');
    const desk = databaseFile(folder, 'desk');
    writeFileSync(desk, readFileSync(desk).fill(9, 8192));
    writeFileSync(`${desk}-wal`, 'a log of that file');
    restore(file);
    expect(told()).toEqual(['one', 2]);
    expect(readdirSync(folder).filter((name) => name.includes('before') && name.endsWith('-wal'))).toHaveLength(1);
  });

  it('touches nothing when the backup is no good', () => {
    const file = keep('one', 2);
    keep('two');
    writeFileSync(file, readFileSync(file).subarray(0, 9000));
    expect(() => restore(file)).toThrow(failing('backup.unusable'));
    expect(told()).toEqual(['two', 1]);
  });

  it('goes on at the next opening from wherever it was stopped', () => {
    const file = keep('one', 2);
    keep('two');
    const desk = databaseFile(folder, 'desk');
    const ready = `${desk}.ready-20261122T020000000Z`;
    cpSync(file, ready);
    // Stopped after the old file was moved, before its log was.
    writeFileSync(`${desk}-wal`, 'a log of the old file');
    cpSync(desk, `${desk}.before-20261122T020000000Z`);
    rmSync(desk);
    expect(finishRestore(folder)).toBe('desk.db.before-20261122T020000000Z');
    expect(told()).toEqual(['one', 1]);
    expect(existsSync(ready)).toBe(false);
    expect(finishRestore(folder)).toBeNull();
  });
});

describe('changing the data key', () => {
  const change = (role: 'desk' | 'registry', from: DatabaseKey, to: DatabaseKey) =>
    changeKey(databaseFile(folder, role), from, to);

  it('leaves the data as they were; backups of before open by their generation', async () => {
    const file = keep('one', 2);
    const old = Uint8Array.from(ring.dataKey());
    await rotateDataKey(ring, change);
    expect(told()).toEqual(['one', 1]);
    expect(() => inspectBackup(databaseFile(folder, 'desk'), databaseKey(old, 'desk'), 'p1')).toThrow(
      failing('backup.unusable'),
    );
    const [backup] = listBackups(backupFolder(folder));
    const generationKey = ring.keyOf(backup?.generation ?? 0);
    expect(generationKey).toEqual(old);
    keep('two');
    restore(file, databaseKey(generationKey ?? old, 'desk'));
    expect(told()).toEqual(['one', 2]);
  });

  it('is finished after a stop between the files', async () => {
    keep('one');
    const stop = () => Promise.reject(new Error('stopped'));
    await expect(rotateDataKey(ring, stop)).rejects.toThrow('stopped');
    ring = await unlockKeyRing({ path: keyFilePath(folder) }, { by: 'nothing' });
    expect(ring.nextKey()).not.toBeNull();
    await rotateDataKey(ring, change);
    expect(told()).toEqual(['one', 1]);
  });
});
