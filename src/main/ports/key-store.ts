/** The place where the operating system keeps secrets of this user (DPAPI, Keychain, libsecret). */
export type KeyStore = {
  /** Which store it is, for people and for noticing that it changed (`dpapi`, `gnome_libsecret`, …). */
  readonly name: string;
  /** Whether it really guards: a store that keeps secrets in plain text (`basic_text`) is not available. */
  available(): Promise<boolean>;
  /** @throws Error when the store is locked or gone */
  seal(secret: Uint8Array): Promise<Uint8Array>;
  /** @throws Error when `sealed` was made by another user or machine, or the store is locked */
  open(sealed: Uint8Array): Promise<Uint8Array>;
};
