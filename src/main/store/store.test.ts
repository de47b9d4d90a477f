import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import { writeAtomically } from './atomic-file.ts';
import { readFolder } from './evidence-folder.ts';
import { homeFolder } from './home.ts';
import { openProfileFolder } from './profile-folder.ts';
import { storageFailure } from './storage-failure.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'truc-ban-store-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const anchor = (id: number): StoredAnchor => ({
  der: Uint8Array.of(0x30, 1, id),
  origin: 'danh sách.ml',
  vouchedBy: { by: 'masterList', signer: 'CN=X' },
  importedAt: '2026-08-01T00:00:00.000Z',
});

describe('writeAtomically', () => {
  it('replaces the file, leaves nothing beside it and keeps it to this user', async () => {
    const path = join(folder, 'deep', 'file');
    await writeAtomically(path, Buffer.from('old'));
    await writeAtomically(path, Buffer.from('new'));
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(join(folder, 'deep'))).toEqual(['file']);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('names a place that cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(writeAtomically(join(folder, 'file', 'below'), new Uint8Array())).rejects.toMatchObject({
      failure: { code: 'storage.denied' },
    });
  });
});

describe('storageFailure', () => {
  const errno = (code: string) => Object.assign(new Error(code), { code });

  it.each([
    ['ENOSPC', 'storage.full'],
    ['EDQUOT', 'storage.full'],
    ['EACCES', 'storage.denied'],
    ['EROFS', 'storage.denied'],
  ])('%s is %s', (code, expected) => {
    expect(storageFailure(errno(code), 'a file')).toMatchObject({
      failure: { code: expected, params: { file: 'a file' } },
    });
  });

  it('passes on what is no matter of storage', () => {
    const bug = new TypeError('bug');
    expect(storageFailure(bug, 'a file')).toBe(bug);
  });
});

describe('the plain file of anchors of an earlier version', () => {
  // As written by version 0.1.0 before the encrypted store.
  const line = (id: number) => {
    const { der, ...rest } = anchor(id);
    const fingerprint = createHash('sha256').update(der).digest('hex');
    return `${JSON.stringify({ fingerprint, ...rest, der: Buffer.from(der).toString('base64') })}\n`;
  };
  const whole = `{"version":1,"count":2}\n${line(1)}${line(2)}`;
  const path = () => join(folder, 'trust', 'anchors.jsonl');
  beforeEach(() => mkdir(join(folder, 'trust')));

  it('is read, and removed for good', async () => {
    const { plainAnchors } = openProfileFolder(folder);
    expect(await plainAnchors.load()).toEqual([]);
    await writeFile(path(), whole);
    expect(await plainAnchors.load()).toEqual([anchor(1), anchor(2)]);
    await plainAnchors.remove();
    expect(await plainAnchors.load()).toEqual([]);
  });

  it('is damaged, by name, when it is cut off anywhere or a byte of a certificate changed', async () => {
    const cuts = Array.from({ length: whole.trimEnd().length }, (_, length) => whole.slice(0, length));
    for (const text of [...cuts, whole.replace('MAEB', 'MAEC')]) {
      await writeFile(path(), text);
      await expect(openProfileFolder(folder).plainAnchors.load()).rejects.toMatchObject({
        failure: { code: 'storage.damaged', params: { file: path() } },
      });
    }
  });
});

describe('the folder of a profile', () => {
  it('keeps settings, and falls back to none when they are broken', async () => {
    const store = openProfileFolder(folder);
    expect(await store.settings.load()).toBeNull();
    await store.settings.save({ theme: 'dark', language: 'en' });
    expect(await store.settings.load()).toEqual({ theme: 'dark', language: 'en' });
    await writeFile(join(folder, 'settings.json'), '{"theme":"pink"}');
    expect(await store.settings.load()).toBeNull();
  });

  it('keeps a log that never throws', async () => {
    const store = openProfileFolder(join(folder, 'profile'));
    store.appendLog('one');
    store.appendLog('two');
    expect(await readFile(join(folder, 'profile', 'log', 'truc-ban.jsonl'), 'utf8')).toBe('one\ntwo\n');
    await writeFile(join(folder, 'blocked'), '');
    expect(() => openProfileFolder(join(folder, 'blocked')).appendLog('lost')).not.toThrow();
  });

  it('starts a new log when the old one is long', async () => {
    const store = openProfileFolder(folder);
    for (let line = 0; line < 12; line++) store.appendLog('x'.repeat(100_000));
    const log = await readdir(join(folder, 'log'));
    expect(log.sort()).toEqual(['truc-ban.jsonl', 'truc-ban.jsonl.1']);
  });

  it('knows how much room there is', async () => {
    expect((await openProfileFolder(folder).probe()).freeBytes).toBeGreaterThan(0);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('readFolder', () => {
  it('reads files, and lists what is none', async () => {
    await writeFile(join(folder, 'b.bin'), Buffer.from([1, 2]));
    await mkdir(join(folder, 'a'));
    expect(await readFolder(folder)).toEqual({
      files: [{ name: 'b.bin', bytes: Uint8Array.of(1, 2) }],
      skipped: ['a'],
    });
  });

  it('names a folder that is not there', async () => {
    await expect(readFolder(join(folder, 'none'))).rejects.toBeInstanceOf(FailureError);
  });
});

describe('homeFolder', () => {
  it.each([
    [{ TRUC_BAN_HOME: '/x' }, 'linux', '/x'],
    [{ XDG_DATA_HOME: '/data' }, 'linux', '/data/truc-ban'],
  ] as const)('%o on %s', (env, platform, expected) => {
    expect(homeFolder(env, platform)).toBe(expected);
  });
});
