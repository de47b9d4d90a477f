import type { SafeStorage } from 'electron';
import type { ComposeOptions } from '#main/compose.ts';

type KeyStore = NonNullable<ComposeOptions['keyStore']>;
type Safe = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

const ownStores: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: 'dpapi', darwin: 'keychain' };

/**
 * The operating system's place for secrets (DPAPI, Keychain, libsecret, KWallet) through Electron. Linux without a keyring has
 * `basic_text`, which keeps them readable for anybody: that guards nothing and counts as no store.
 */
export function electronKeyStore(safe: Safe, platform: NodeJS.Platform = process.platform): KeyStore {
  const name = () => ownStores[platform] ?? safe.getSelectedStorageBackend();
  const guards = () => !['basic_text', 'unknown'].includes(name());
  const needGuard = () => {
    if (!guards()) throw new Error('no store that guards anything');
  };
  return {
    // Known once Electron is ready, which is when it is first asked.
    get name() {
      return name();
    },
    available: async () => guards() && (await safe.isAsyncEncryptionAvailable()),
    async seal(secret) {
      needGuard();
      return Uint8Array.from(await safe.encryptStringAsync(Buffer.from(secret).toString('base64')));
    },
    async open(sealed) {
      needGuard();
      const { result } = await safe.decryptStringAsync(Buffer.from(sealed));
      return Uint8Array.from(Buffer.from(result, 'base64'));
    },
  };
}
