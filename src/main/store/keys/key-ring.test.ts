import crypto, { createCipheriv, createDecipheriv, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { failure } from '#contract/failures.ts';
import type { KeyStore } from '#ports/key-store.ts';
import { createKeyRing, describeKeyFile, type NewHolder, officerHolder, unlockKeyRing } from './key-ring.ts';

const secret = 'mật khẩu thử nghiệm';
const officer = officerHolder('p1', 'thu.nhan');
const recovery = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKeyPem = recovery.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const privateKeyPem = recovery.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const now = new Date('2026-11-22T01:00:00Z');
const failing = (code: Parameters<typeof failure>[0]) => ({ failure: { code } });

/** A store as the operating system's: opens only what it sealed, and not while it is locked. */
function fakeStore(machine = 1): KeyStore & { locked: boolean } {
  const key = new Uint8Array(32).fill(machine);
  const nonce = new Uint8Array(12);
  return {
    name: 'fake',
    locked: false,
    async available() {
      return !this.locked;
    },
    seal: async (plain) => {
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open: async (sealed) => {
      const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
      cipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    },
  };
}

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-keys-'));
  path = join(folder, 'keys.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const recoveryHolder: NewHolder = { by: 'recovery', publicKeyPem };
const create = (...holders: [NewHolder, ...NewHolder[]]) =>
  createKeyRing({ path, profile: 'production', profileId: 'p1', now, holders });
const byRecovery = () => unlockKeyRing({ path }, { by: 'recovery', privateKeyPem });

describe('the keys of a profile', () => {
  it('open for an officer, the system and the recovery key, and give the same data key', {
    timeout: 60_000,
  }, async () => {
    const store = fakeStore();
    const ring = await create({ by: 'secret', officer, secret }, { by: 'osStore', store }, recoveryHolder);
    const dataKey = Uint8Array.from(ring.dataKey());
    expect(dataKey.some((byte) => byte !== 0)).toBe(true);
    const ways = [
      { by: 'secret', officer, secret },
      { by: 'osStore', store },
      { by: 'recovery', privateKeyPem },
    ] as const;
    for (const way of ways) expect((await unlockKeyRing({ path }, way)).dataKey()).toEqual(dataKey);
    // The same secret as another keyboard types it: marks as characters of their own.
    const typed = { by: 'secret', officer, secret: secret.normalize('NFD') } as const;
    expect((await unlockKeyRing({ path }, typed)).dataKey()).toEqual(dataKey);
    ring.forget();
    expect(ring.dataKey().every((byte) => byte === 0)).toBe(true);
  });

  it('stay closed to a wrong secret, a stranger, another machine and a locked store', { timeout: 60_000 }, async () => {
    await create({ by: 'secret', officer, secret }, { by: 'osStore', store: fakeStore() }, recoveryHolder);
    const unlock = (by: Parameters<typeof unlockKeyRing>[1]) => unlockKeyRing({ path }, by);
    await expect(unlock({ by: 'secret', officer, secret: `${secret}.` })).rejects.toMatchObject(
      failing('keys.wrongSecret'),
    );
    await expect(unlock({ by: 'secret', officer: 'x', secret })).rejects.toMatchObject(failing('keys.noSuchHolder'));
    await expect(unlock({ by: 'nothing' })).rejects.toMatchObject(failing('keys.noSuchHolder'));
    await expect(unlock({ by: 'osStore', store: fakeStore(2) })).rejects.toMatchObject(
      failing('keys.storeUnavailable'),
    );
    const locked = Object.assign(fakeStore(), { locked: true });
    await expect(unlock({ by: 'osStore', store: locked })).rejects.toMatchObject(failing('keys.storeUnavailable'));
    await expect(unlock({ by: 'recovery', privateKeyPem: 'x' })).rejects.toMatchObject(failing('keys.wrongSecret'));
  });

  it('hold nothing of a person, a secret or a key that can be read', { timeout: 60_000 }, async () => {
    const ring = await create({ by: 'secret', officer, secret }, recoveryHolder);
    const text = readFileSync(path, 'utf8');
    for (const told of [
      secret,
      'thu.nhan',
      Buffer.from(ring.dataKey()).toString('base64'),
      Buffer.from(ring.dataKey()).toString('hex'),
    ])
      expect(text).not.toContain(told);
    expect(JSON.parse(text).holders[0].guard).toMatchObject({ by: 'secret', cost: 2 ** 17 });
  });

  it('of made-up data open by themselves and say so; real data are never kept so', async () => {
    const ring = await createKeyRing({ path, profile: 'demo', profileId: 'd', now, holders: [{ by: 'nothing' }] });
    expect(readFileSync(path, 'utf8')).toMatch(/MẪU/);
    expect((await unlockKeyRing({ path }, { by: 'nothing' })).dataKey()).toEqual(ring.dataKey());
    await expect(create({ by: 'nothing' })).rejects.toThrow('never kept unguarded');
    const relabelled = readFileSync(path, 'utf8').replace('"demo"', '"production"');
    writeFileSync(path, relabelled);
    await expect(unlockKeyRing({ path }, { by: 'nothing' })).rejects.toMatchObject(failing('keys.noSuchHolder'));
  });

  it('missing or broken are named', async () => {
    await expect(describeKeyFile({ path })).rejects.toMatchObject(failing('keys.missing'));
    await create(recoveryHolder);
    const whole = readFileSync(path, 'utf8');
    for (const text of [whole.slice(0, 50), '{}', whole.replace('"version": 1', '"version": 9')]) {
      writeFileSync(path, text);
      await expect(describeKeyFile({ path })).rejects.toMatchObject(failing('storage.damaged'));
    }
  });

  it('refuse a holder, a date or a cost put in by someone who could not open them', { timeout: 60_000 }, async () => {
    await create(recoveryHolder, { by: 'secret', officer, secret });
    const whole = readFileSync(path, 'utf8');
    const file = JSON.parse(whole);
    const stranger = { ...file.holders[0], id: 'stranger' };
    for (const changed of [
      { ...file, holders: [...file.holders, stranger] },
      { ...file, createdAt: 'never' },
    ]) {
      writeFileSync(path, JSON.stringify(changed));
      await expect(byRecovery()).rejects.toMatchObject(failing('storage.damaged'));
    }
    for (const cost of [2 ** 14, 2 ** 24, 2 ** 17 + 1]) {
      writeFileSync(path, whole.replace(`"cost": ${2 ** 17}`, `"cost": ${cost}`));
      await expect(unlockKeyRing({ path }, { by: 'secret', officer, secret })).rejects.toMatchObject(
        failing('storage.damaged'),
      );
    }
  });
});

describe('a guess', () => {
  it('at somebody who holds no key takes the same work as one at somebody who does', async () => {
    await create({ by: 'secret', officer, secret });
    const scrypt = vi.spyOn(crypto, 'scrypt');
    syncBuiltinESMExports();
    const workOf = async (who: string) => {
      scrypt.mockClear();
      await unlockKeyRing({ path }, { by: 'secret', officer: who, secret: 'sai' }).catch(() => undefined);
      return scrypt.mock.calls.map(([, , length, options]) => ({ length, options }));
    };
    const atOfficer = await workOf(officer);
    expect(atOfficer).toEqual([{ length: 32, options: expect.objectContaining({ N: 2 ** 17, r: 8, p: 1 }) }]);
    expect(await workOf('nobody')).toEqual(atOfficer);
    scrypt.mockRestore();
    syncBuiltinESMExports();
  });
});

describe('holders', () => {
  it('are added, given a new secret and taken out, but never the last one', { timeout: 60_000 }, async () => {
    const ring = await create(recoveryHolder);
    await ring.add({ by: 'secret', officer, secret });
    await ring.add({ by: 'secret', officer, secret: 'mới' });
    expect((await describeKeyFile({ path })).holders.map(({ by }) => by)).toEqual(['elsewhere', 'secret']);
    await expect(unlockKeyRing({ path }, { by: 'secret', officer, secret })).rejects.toMatchObject(
      failing('keys.wrongSecret'),
    );
    await unlockKeyRing({ path }, { by: 'secret', officer, secret: 'mới' });
    await ring.remove(officer);
    await expect(ring.remove(officer)).rejects.toMatchObject(failing('keys.noSuchHolder'));
    const [last] = ring.holders();
    await expect(ring.remove(last?.id ?? '')).rejects.toMatchObject(failing('keys.lastHolder'));
  });
});

describe('a change of the data key', () => {
  it('reaches every holder without their secrets, and old backups still open', { timeout: 60_000 }, async () => {
    const ring = await create(recoveryHolder, { by: 'secret', officer, secret });
    const keys = [Uint8Array.from(ring.dataKey())];
    for (const generation of [2, 3]) {
      keys.push(Uint8Array.from(await ring.beginRotation()));
      await ring.finishRotation();
      expect(ring.generation()).toBe(generation);
    }
    expect(new Set(keys.map(String)).size).toBe(3);
    for (const again of [ring, await byRecovery(), await unlockKeyRing({ path }, { by: 'secret', officer, secret })]) {
      expect(again.dataKey()).toEqual(keys[2]);
      expect([1, 2, 3, 4].map((generation) => again.keyOf(generation))).toEqual([...keys, null]);
    }
  });

  it('goes on after a stop with the same next key, also for who joined meanwhile', { timeout: 60_000 }, async () => {
    const ring = await create(recoveryHolder);
    const next = Uint8Array.from(await ring.beginRotation());
    const later = await byRecovery();
    expect(later.nextKey()).toEqual(next);
    expect(await later.beginRotation()).toEqual(next);
    await later.add({ by: 'secret', officer, secret });
    await later.finishRotation();
    expect((await unlockKeyRing({ path }, { by: 'secret', officer, secret })).dataKey()).toEqual(next);
    expect((await byRecovery()).nextKey()).toBeNull();
  });
});
