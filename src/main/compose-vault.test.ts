import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyStore } from '#ports/key-store.ts';
import { createKeyRing, officerHolder } from '#store/keys/key-ring.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { startThread } from '#workers/thread-port.ts';
import type { Desk } from './compose.ts';
import { appVersion, openLink } from './compose-files.ts';
import { call, keptHome, type TrialDesks, trialDesks } from './testing/trial-desk.ts';

// Real threads, real files and real secrets: seconds each on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const secret = 'bốn con vịt đi qua cầu gỗ';
const first = { id: 'QT001', name: 'Quản trị Mẫu', secret };
const failing = (code: string) => ({ failure: expect.objectContaining({ code }) });

let desks: TrialDesks;
beforeEach(() => {
  desks = trialDesks();
});
afterEach(() => desks.remove());

const start: typeof desks.start = (options) => desks.start(options);
const stop = (desk: Desk) => desks.stop(desk);
const folder: typeof desks.folder = (profile) => desks.folder(profile);
const signIn = (desk: Desk, by: { officer: string; secret: string } = { officer: 'QT001', secret }) =>
  call(desk, 'session.signIn', by);

/** A profile with its first officer; and one that has a backup too. */
const begun = keptHome(async (kept) => {
  const desk = await kept.start();
  await call(desk, 'officers.begin', first);
  await kept.stop(desk);
});
const backedUp = keptHome(async (kept) => {
  await begun.copyTo(kept);
  const desk = await kept.start();
  await signIn(desk);
  await call(desk, 'station.change', { name: 'Công an phường Mẫu' });
  await call(desk, 'profile.backup', undefined);
  await kept.stop(desk);
});
afterAll(async () => {
  await begun.remove();
  await backedUp.remove();
});

it('the files name the version of the program that the package has', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(appVersion).toBe(manifest.version);
});

describe('the first run', () => {
  it('makes keys, files and the first administrator; the next start waits for their secret', async () => {
    const desk = await start();
    expect(desk.snapshot()).toMatchObject({ vault: { state: 'closed' }, session: { state: 'firstRun' } });
    expect(existsSync(folder())).toBe(existsSync(join(folder(), 'log')));
    await call(desk, 'officers.begin', first);
    expect(desk.snapshot()).toMatchObject({
      vault: { state: 'open' },
      session: { state: 'signedIn', officer: { id: 'QT001', roles: ['quanTri'] } },
    });
    await stop(desk);

    const again = await start();
    expect(again.snapshot()).toMatchObject({
      vault: { state: 'closed' },
      session: { state: 'signedOut', cause: null },
    });
    await expect(call(again, 'officers.begin', { ...first, id: 'QT002' })).rejects.toMatchObject(
      failing('officer.notFirst'),
    );
    expect(await signIn(again)).toMatchObject({ state: 'signedIn', officer: { id: 'QT001' } });
    expect(again.snapshot().vault).toEqual({ state: 'open' });
    expect(await call(again, 'officers.list', undefined)).toHaveLength(1);
  });

  it('refuses a weak secret before it makes anything', async () => {
    const desk = await start();
    await expect(call(desk, 'officers.begin', { ...first, secret: 'Quản trị Mẫu' })).rejects.toMatchObject(
      failing('secret.weak'),
    );
    expect(existsSync(keyFilePath(folder()))).toBe(false);
    expect(await call(desk, 'secret.check', { officer: 'QT001', name: 'Quản trị Mẫu', secret: 'abc' })).toContain(
      'tooShort',
    );
  });

  it('of a second desk that began at the same time is refused, and the first one’s keys stay', async () => {
    const [one, two] = [await start(), await start()];
    await call(one, 'officers.begin', first);
    const keys = readFileSync(keyFilePath(folder()));
    await expect(call(two, 'officers.begin', { ...first, id: 'QT002' })).rejects.toMatchObject({
      failure: { code: expect.stringMatching(/^(officer\.notFirst|storage\.inUse)$/) },
    });
    expect(readFileSync(keyFilePath(folder()))).toEqual(keys);
  });

  it('takes the recovery key that lies in the folder, and is not begun with a broken one', async () => {
    await mkdir(folder(), { recursive: true });
    writeFileSync(join(folder(), 'recovery.pem'), 'no key');
    const desk = await start();
    await expect(call(desk, 'officers.begin', first)).rejects.toMatchObject(failing('file.unreadable'));
    expect(existsSync(keyFilePath(folder()))).toBe(false);
  });
});

describe('a first run that was killed', () => {
  const unfinished = async () =>
    createKeyRing({
      path: keyFilePath(folder()),
      profile: 'training',
      profileId: 'p1',
      now: new Date(),
      holders: [{ by: 'secret', officer: officerHolder('p1', 'QT001'), secret }],
    });
  const profileId = () => JSON.parse(readFileSync(keyFilePath(folder()), 'utf8')).profileId;

  it('after its keys goes on with the same secret', async () => {
    await unfinished();
    const desk = await start();
    expect(desk.snapshot().session).toEqual({ state: 'firstRun' });
    await call(desk, 'officers.begin', first);
    expect(profileId()).toBe('p1');
    expect(desk.snapshot().session).toMatchObject({ state: 'signedIn' });
  });

  it('after its keys begins anew with another secret, and sets the keys that guard nothing aside', async () => {
    await unfinished();
    const desk = await start();
    await call(desk, 'officers.begin', { ...first, id: 'QT009', secret: 'chín con chim bay về phía biển' });
    expect(profileId()).not.toBe('p1');
    expect(readdirSync(folder()).filter((name) => name.startsWith('keys-unused-'))).toHaveLength(1);
    await stop(desk);
    const again = await start();
    await expect(signIn(again)).rejects.toMatchObject(failing('session.refused'));
  });

  it('before anybody was there is gone on with by whoever has the secret of the keys', async () => {
    const ring = await unfinished();
    const { link } = await openLink({ folder: folder(), thread: startThread }, ring);
    await link.close();
    const desk = await start();
    expect(desk.snapshot()).toMatchObject({ vault: { state: 'closed' }, session: { state: 'signedOut' } });
    await expect(call(desk, 'officers.begin', first)).rejects.toMatchObject(failing('officer.notFirst'));
    expect(await signIn(desk)).toEqual({ state: 'firstRun' });
    await call(desk, 'officers.begin', { ...first, id: 'QT002', name: 'Quản trị Thử' });
    expect(desk.snapshot().session).toMatchObject({ officer: { id: 'QT002', name: 'Quản trị Thử' } });
    await stop(desk);
    const again = await start();
    await expect(signIn(again)).rejects.toMatchObject(failing('session.refused'));
    expect(await signIn(again, { officer: 'QT002', secret })).toMatchObject({ state: 'signedIn' });
  });
});

describe('signing in while the vault is closed', () => {
  beforeEach(() => begun.copyTo(desks));

  it('refuses a wrong secret and nobody’s id with the same words, and makes both wait, also after a restart', async () => {
    const desk = await start();
    const refusal = await signIn(desk, { officer: 'QT001', secret: 'sai' }).catch((error) => error.failure);
    expect(refusal).toEqual(await signIn(desk, { officer: 'XX999', secret: 'sai' }).catch((error) => error.failure));
    expect(refusal).toMatchObject({ code: 'session.refused', params: { left: 4 } });
    for (let attempt = 2; attempt <= 4; attempt++)
      await expect(signIn(desk, { officer: 'QT001', secret: 'sai' })).rejects.toMatchObject(failing('session.refused'));
    await expect(signIn(desk, { officer: 'QT001', secret: 'sai' })).rejects.toMatchObject(failing('session.mustWait'));
    await stop(desk);
    const again = await start();
    await expect(signIn(again)).rejects.toMatchObject(failing('session.mustWait'));
    expect(again.snapshot()).toMatchObject({ vault: { state: 'closed' }, session: { state: 'signedOut' } });
    expect(readFileSync(join(folder(), 'attempts.json'), 'utf8')).not.toContain('XX999');
  });

  it('brings what was refused before it opened into the log', async () => {
    const desk = await start();
    await expect(signIn(desk, { officer: 'QT001', secret: 'sai' })).rejects.toMatchObject(failing('session.refused'));
    await signIn(desk);
    await call(desk, 'officers.add', {
      id: 'KT001',
      name: 'Kiểm tra Mẫu',
      roles: ['kiemTra'],
      unit: null,
      secret: 'mùa hè nước lên rất chậm',
    });
    await signIn(desk, { officer: 'KT001', secret: 'mùa hè nước lên rất chậm' });
    await call(desk, 'session.changeSecret', {
      secret: 'mùa hè nước lên rất chậm',
      next: 'sông đào chảy qua hai làng',
    });
    const page = await call(desk, 'audit.page', {
      before: null, limit: 100, officer: null, action: null, level: null, mark: null, purpose: null, from: null, to: null,
    }); // biome-ignore format: a row
    expect(page.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['session.refused', 'desk.opened', 'desk.closed', 'officer.added', 'session.signedIn']),
    );
  });

  it('of a profile that another desk has open says so, and works once that one is closed', async () => {
    const [one, two] = [await start(), await start()];
    await signIn(one);
    await expect(signIn(two)).rejects.toMatchObject(failing('storage.inUse'));
    expect(two.snapshot().vault).toMatchObject({ state: 'failed', failure: { code: 'storage.inUse' } });
    await stop(one);
    await call(two, 'vault.retry', undefined);
    expect(two.snapshot().vault).toEqual({ state: 'closed' });
    expect(await signIn(two)).toMatchObject({ state: 'signedIn' });
  });

  it('is refused to who was suspended, in the same words, and the vault closes again', async () => {
    const desk = await start();
    await signIn(desk);
    const other = { officer: 'QT002', secret: 'mười hai cái ghế bằng tre' };
    await call(desk, 'officers.add', {
      id: 'QT002',
      name: 'Quản trị Hai',
      roles: ['quanTri'],
      unit: null,
      secret: other.secret,
    });
    await call(desk, 'officers.change', { id: 'QT002', state: 'suspended' });
    await stop(desk);
    const again = await start();
    await expect(signIn(again, other)).rejects.toMatchObject(failing('session.refused'));
    expect(again.snapshot()).toMatchObject({ vault: { state: 'closed' }, session: { state: 'signedOut' } });
  });
});

describe('a profile whose keys the system’s store holds', () => {
  const store = (isLocked = () => false): KeyStore => ({
    name: 'thu',
    available: async () => !isLocked(),
    seal: async (bytes) => bytes.map((byte) => byte ^ 0x5a),
    open: async (sealed) => sealed.map((byte) => byte ^ 0x5a),
  });

  it('is open from the start, and still asks who is there', async () => {
    const desk = await start({ keyStore: store() });
    await call(desk, 'officers.begin', first);
    expect(await call(desk, 'profile.health', undefined)).toMatchObject({
      keyHolders: expect.arrayContaining([
        { by: 'secret', count: 1 },
        { by: 'osStore', count: 1 },
      ]),
    });
    await stop(desk);
    const again = await start({ keyStore: store() });
    expect(again.snapshot()).toMatchObject({ vault: { state: 'open' }, session: { state: 'signedOut' } });
    await expect(call(again, 'officers.list', undefined)).rejects.toMatchObject(failing('session.nobody'));
    await expect(signIn(again, { officer: 'QT001', secret: 'sai' })).rejects.toMatchObject(failing('session.refused'));
    expect(await signIn(again)).toMatchObject({ state: 'signedIn' });
  });

  it('waits for an officer’s secret while that store is locked or gone', async () => {
    let locked = false;
    const desk = await start({ keyStore: store(() => locked) });
    await call(desk, 'officers.begin', first);
    await stop(desk);
    locked = true;
    for (const options of [{ keyStore: store(() => locked) }, {}]) {
      const again = await start(options);
      expect(again.snapshot()).toMatchObject({ vault: { state: 'closed' }, session: { state: 'signedOut' } });
      expect(await signIn(again)).toMatchObject({ state: 'signedIn' });
      await stop(again);
    }
  });
});

describe('profiles of different kinds', () => {
  it('have folders of their own, and the keys of one open nothing of another', async () => {
    await begun.copyTo(desks);
    const demo = await start({ profile: 'demo' });
    expect(demo.snapshot().vault).toEqual({ state: 'open' });
    await stop(demo);
    expect(readdirSync(desks.home).sort()).toEqual(['demo', 'training']);
    for (const kind of ['demo', 'production'] as const) {
      await mkdir(folder(kind), { recursive: true });
      for (const name of readdirSync(folder(kind)).filter((file) => /\.(db|json)$/.test(file)))
        rmSync(join(folder(kind), name));
      for (const name of ['keys.json', 'desk.db']) await copyFile(join(folder(), name), join(folder(kind), name));
      const mixed = await start({ profile: kind });
      expect(mixed.snapshot().vault).toMatchObject({ state: 'failed', failure: { code: 'storage.foreign' } });
      await stop(mixed);
    }
  });

  it('refuse the desk file of another profile', async () => {
    await begun.copyTo(desks);
    const production = await start({ profile: 'production' });
    await call(production, 'officers.begin', first);
    await stop(production);
    await copyFile(join(folder(), 'desk.db'), join(folder('production'), 'desk.db'));
    const mixed = await start({ profile: 'production' });
    await expect(signIn(mixed)).rejects.toMatchObject(failing('storage.wrongKey'));
    expect(mixed.snapshot().vault).toMatchObject({ state: 'failed', failure: { code: 'storage.wrongKey' } });
  });
});

describe('files that do not open', () => {
  const damage = () => writeFileSync(join(folder(), 'desk.db'), Buffer.alloc(64 * 1024, 7));

  it('are a state, and a backup takes their place for whoever has a secret of the keys', async () => {
    await backedUp.copyTo(desks);
    damage();
    const desk = await start();
    await expect(signIn(desk)).rejects.toMatchObject({
      failure: { code: expect.stringMatching(/^storage\.(damaged|foreign)$/) },
    });
    const [backup] = await call(desk, 'vault.backups', undefined);
    const file = backup?.file ?? '';
    expect(file).toMatch(/^desk-.*\.db$/);
    await expect(call(desk, 'vault.restore', { officer: 'QT001', secret: 'sai', file })).rejects.toMatchObject(
      failing('session.refused'),
    );
    await call(desk, 'vault.restore', { officer: 'QT001', secret, file });
    expect(desk.snapshot()).toMatchObject({ vault: { state: 'open' }, session: { state: 'signedOut' } });
    await signIn(desk);
    expect(await call(desk, 'station.get', undefined)).toMatchObject({ name: 'Công an phường Mẫu' });
    expect(await call(desk, 'profile.health', undefined)).toMatchObject({ epoch: 2 });
    expect(await call(desk, 'vault.backups', undefined)).toEqual([]);
    expect(await call(desk, 'audit.verify', undefined)).toMatchObject({ sound: true });
  });

  it('are not replaced by a backup while they are in order', async () => {
    await backedUp.copyTo(desks);
    const desk = await start();
    expect(await call(desk, 'vault.backups', undefined)).toEqual([]);
    const [name = ''] = readdirSync(join(folder(), 'backup')).filter((file) => file.endsWith('.db'));
    await expect(call(desk, 'vault.restore', { officer: 'QT001', secret, file: name })).rejects.toMatchObject(
      failing('backup.notFound'),
    );
  });

  it('that are gone are no first run', async () => {
    await backedUp.copyTo(desks);
    rmSync(join(folder(), 'desk.db'));
    const desk = await start();
    expect(desk.snapshot().session).toEqual({ state: 'signedOut', cause: null });
    await expect(signIn(desk)).rejects.toMatchObject(failing('storage.damaged'));
    expect(await call(desk, 'vault.backups', undefined)).toHaveLength(1);
  });

  it('whose keys are gone are no first run either', async () => {
    await backedUp.copyTo(desks);
    rmSync(keyFilePath(folder()));
    const desk = await start();
    expect(desk.snapshot().vault).toMatchObject({ state: 'failed', failure: { code: 'keys.missing' } });
    await expect(call(desk, 'officers.begin', first)).rejects.toMatchObject(failing('keys.missing'));
    expect(existsSync(keyFilePath(folder()))).toBe(false);
  });

  it('of the demo are a state too', async () => {
    const demo = await start({ profile: 'demo' });
    await stop(demo);
    writeFileSync(join(folder('demo'), 'desk.db'), Buffer.alloc(64 * 1024, 7));
    const broken = await start({ profile: 'demo' });
    expect(broken.snapshot().vault).toMatchObject({ state: 'failed' });
    rmSync(folder('demo'), { recursive: true });
    await call(broken, 'vault.retry', undefined);
    expect(broken.snapshot()).toMatchObject({ vault: { state: 'open' }, session: { state: 'signedIn' } });
  });
});
