import { describe, expect, test } from 'vitest';
import { electronKeyStore } from './key-store.ts';
import { stubSafeStorage } from './testing/electron-stub.ts';

const secret = Uint8Array.of(0, 1, 127, 128, 255);

describe('the key store of the operating system under Electron', () => {
  test.each([
    ['win32', 'unknown', 'dpapi'],
    ['darwin', 'unknown', 'keychain'],
    ['linux', 'gnome_libsecret', 'gnome_libsecret'],
    ['linux', 'kwallet6', 'kwallet6'],
  ] as const)('on %s with %s is %s, and gives back what it was given', async (platform, backend, name) => {
    const store = electronKeyStore(stubSafeStorage({ backend }), platform);
    expect(store.name).toBe(name);
    expect(await store.available()).toBe(true);
    const sealed = await store.seal(secret);
    expect(Buffer.from(sealed).includes(Buffer.from(secret).toString('base64'))).toBe(false);
    expect(await store.open(sealed)).toEqual(secret);
  });

  test.each(['basic_text', 'unknown'] as const)('that keeps secrets as %s is none', async (backend) => {
    const store = electronKeyStore(stubSafeStorage({ backend }), 'linux');
    expect(await store.available()).toBe(false);
    await expect(store.seal(secret)).rejects.toThrow();
    await expect(store.open(secret)).rejects.toThrow();
  });

  test('that is locked is not available', async () => {
    const store = electronKeyStore(stubSafeStorage({ backend: 'kwallet', isLocked: true }), 'linux');
    expect(await store.available()).toBe(false);
  });

  test('that was changed by somebody else opens nothing', async () => {
    const sealed = await electronKeyStore(stubSafeStorage({ backend: 'kwallet' }), 'linux').seal(secret);
    const other = electronKeyStore(stubSafeStorage({ backend: 'kwallet', user: 9 }), 'linux');
    await expect(other.open(sealed)).rejects.toThrow();
  });
});
