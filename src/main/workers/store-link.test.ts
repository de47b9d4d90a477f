import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Station } from '#contract/profile.ts';
import { defaultMonths } from '#domain/audit/retention.ts';
import { createKeyRing, type KeyRing, unlockKeyRing } from '#store/keys/key-ring.ts';
import { databaseFile, keyFilePath } from '#store/profile-paths.ts';
import { type BackupStep, openStoreLink, type StoreLink } from './store-link.ts';
import { trialOperations } from './testing/trial-operations.ts';
import { threadHandle } from './thread-port.ts';

type Link = StoreLink<typeof trialOperations>;
const entry = fileURLToPath(new URL('./testing/trial-db.worker.ts', import.meta.url));
const failing = (code: string) => ({ failure: { code } });

let folder: string;
let ring: KeyRing;
let link: Link | null = null;
const slow: string[] = [];

const open = async (): Promise<Link> => {
  link = await openStoreLink({
    ...{ folder, ring, operations: trialOperations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 30 },
    start: () => threadHandle(new Worker(entry, { execArgv: [] })),
    onSlow: ({ name }) => slow.push(name),
  });
  return link;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-link-'));
  slow.length = 0;
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
  ring = await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
});
afterEach(async () => {
  await link?.close();
  link = null;
  rmSync(folder, { recursive: true, force: true });
});

const anchor = {
  der: Uint8Array.of(0x30, 0),
  origin: 'thử',
  vouchedBy: { by: 'demo' as const },
  importedAt: '2026-11-22T00:00:00.000Z',
};

const place = { profile: 'p1', epoch: 1, machine: 'MAY-MAU-01', station: '99999', run: 'thu' };
const hall: Station = { name: 'Trạm thử', commune: '99999', publicHall: true, retention: defaultMonths() };
const saving = (station: Station) => ({ station, place, records: [] });

describe('the files of a profile, in threads', () => {
  it('open up to date, keep what is written and show it to readers at once', async () => {
    const desk = await open();
    expect(desk.opened).toMatchObject({
      epoch: 1,
      desk: { migratedFrom: 0, wasUnclean: false },
      registry: { migratedFrom: 0 },
    });
    await desk.run('anchors.save', { anchors: [anchor, anchor], place, records: [] });
    expect(await desk.run('anchors.load', undefined)).toEqual([anchor]);
    expect(await desk.run('station.load', undefined)).toBeNull();
    await desk.run('station.save', saving(hall));
    await desk.close();
    const again = await open();
    expect(again.opened.desk).toMatchObject({ migratedFrom: again.opened.desk.migratedTo, wasUnclean: false });
    expect(await again.run('station.load', undefined)).toEqual(hall);
  });

  it('answer look-ups while an import runs, and stop it between batches when asked', async () => {
    const desk = await open();
    const stop = new AbortController();
    const seen: unknown[] = [];
    const onProgress = (progress: unknown) => {
      seen.push(progress);
      if (seen.length === 3) stop.abort();
    };
    const importing = desk.run('trial.import', 1000, { signal: stop.signal, onProgress });
    await expect(importing).rejects.toMatchObject(failing('read.cancelled'));
    expect(seen.length).toBeLessThan(20);
    expect(await desk.run('trial.get', '1.0')).toBe('MẪU 0');
    const another = desk.run('trial.import', 30);
    // The writer takes a small write between two batches; a reader does not wait at all.
    await desk.run('trial.put', { name: 'small', value: 'between' });
    expect(await desk.run('trial.get', 'small')).toBe('between');
    expect(await another).toBe(30);
  });

  it('are one desk’s alone', async () => {
    await open();
    const first = link;
    await expect(open()).rejects.toMatchObject(failing('storage.inUse'));
    link = first;
  });

  it('are started again after a thread dies, with nothing acknowledged lost', async () => {
    const desk = await open();
    await desk.run('trial.put', { name: 'a', value: 'kept' });
    await expect(desk.run('trial.die', undefined)).rejects.toMatchObject(failing('storage.stopped'));
    await desk.run('trial.put', { name: 'b', value: 'kept too' });
    await expect(desk.run('trial.dieReading', undefined)).rejects.toMatchObject(failing('storage.stopped'));
    expect(await desk.run('trial.get', 'a')).toBe('kept');
    expect(await desk.run('trial.get', 'b')).toBe('kept too');
  });

  it('name slow statements, and keep a bug’s words to themselves', async () => {
    const desk = await open();
    expect(await desk.run('trial.slow', undefined)).toBe(3_000_000);
    expect(slow).toEqual(['trial.slow']);
    await expect(desk.run('trial.bug', undefined)).rejects.toMatchObject(failing('internal'));
  });

  it('are checked and backed up beside the work, and restored', async () => {
    const desk = await open();
    await desk.check('desk');
    await desk.check('registry');
    await desk.run('station.save', saving(hall));
    const steps: BackupStep[] = [];
    const made = await desk.backup((step) => steps.push(step));
    expect(steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['checking', 'keeping']));
    await desk.run('station.save', saving({ ...hall, publicHall: false }));
    expect(await desk.restore(made)).toMatchObject({ epoch: 2 });
    await expect(desk.run('station.load', undefined)).rejects.toMatchObject(failing('storage.stopped'));
    const again = await open();
    expect(again.opened.epoch).toBe(2);
    expect(await again.run('station.load', undefined)).toEqual(hall);
  });

  it('change their key, and finish a change that was stopped', async () => {
    let desk = await open();
    await desk.run('trial.put', { name: 'a', value: 'kept' });
    const made = await desk.backup();
    await desk.rotateKey();
    expect(ring.generation()).toBe(2);
    await ring.beginRotation();
    ring = await unlockKeyRing({ path: keyFilePath(folder) }, { by: 'nothing' });
    desk = await open();
    expect(ring.generation()).toBe(3);
    expect(await desk.run('trial.get', 'a')).toBe('kept');
    expect(await desk.restore(made)).toMatchObject({ epoch: 2 });
    await open();
  });

  it('open without the population cache when that is damaged, say so, and begin another one', async () => {
    const first = await open();
    await first.run('trial.import', 20);
    await first.close();
    const file = databaseFile(folder, 'registry');
    writeFileSync(file, readFileSync(file).fill(7, 9000, 9100));
    writeFileSync(`${file}-wal`, '');
    const desk = await open();
    expect(desk.opened.registry).toMatchObject({ code: 'storage.damaged' });
    await expect(desk.run('trial.get', 'a')).rejects.toMatchObject(failing('storage.damaged'));
    await expect(desk.check('registry')).rejects.toMatchObject(failing('storage.damaged'));
    expect(await desk.run('anchors.load', undefined)).toEqual([]);
    await desk.rebuildRegistry();
    expect(desk.opened.registry).toMatchObject({ migratedFrom: 0, wasUnclean: false });
    expect(await desk.run('trial.get', '1.0')).toBeNull();
    await desk.run('trial.put', { name: 'a', value: 'new' });
    expect(await desk.run('trial.get', 'a')).toBe('new');
    expect(readdirSync(folder).filter((name) => name.startsWith('registry.db.aside-'))).not.toEqual([]);
  });
});
