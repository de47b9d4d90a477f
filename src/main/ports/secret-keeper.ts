/** Officers' secrets: each opens the profile's data key, so there is nothing else to check one against. */
export type SecretKeeper = {
  /** Whether the secret is this officer's; false also for an officer who has none. Takes a third of a second. @throws FailureError `storage.*` */
  isSecretOf(officer: string, secret: string): Promise<boolean>;
  /** Gives an officer a secret, in place of the one before. @throws FailureError `storage.*` */
  give(officer: string, secret: string): Promise<void>;
  /** Takes an officer's secret away; nothing happens when there is none. @throws FailureError `keys.lastHolder`, `storage.*` */
  take(officer: string): Promise<void>;
};
