/** The desk's own signing key, wherever it is kept. The private part never leaves it. */
export type Signer = {
  /** SubjectPublicKeyInfo, DER: a P-256 key. */
  readonly publicKey: Uint8Array;
  /** ECDSA with SHA-256 over `message`: r ‖ s, 64 bytes. @throws FailureError `keys.storeUnavailable` */
  sign(message: Uint8Array): Promise<Uint8Array>;
};
