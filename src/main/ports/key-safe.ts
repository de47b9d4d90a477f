/** The opened keys of a profile. Whoever holds them can open its files. */
export type OpenedKeys = {
  readonly profileId: string;
  /** Zeroes them: they cannot be used after it. */
  forget(): void;
};

/** What a profile's keys say of themselves before anybody opens them. */
export type FoundKeys = {
  readonly profileId: string;
  /** Nobody is needed to open them: the system's key store can, or, in the demo, they are not guarded at all. */
  readonly openThemselves: boolean;
  /** There is a desk file, or a backup of one. Without either nothing was ever kept under these keys. */
  readonly hasData: boolean;
  /** Whether somebody of this id holds the keys. */
  holds(officer: string): boolean;
};

/** One who opens a profile with their secret. */
export type KeyHolderSecret = { readonly officer: string; readonly secret: string };

/** Where the keys of a profile are kept. */
export type KeySafe<K extends OpenedKeys> = {
  /**
   * The keys of the profile, or null when there are neither keys nor data.
   * @throws FailureError `keys.missing` (data without keys), `storage.foreign` (keys of another kind of profile), `storage.damaged`
   */
  find(): Promise<FoundKeys | null>;
  /**
   * Makes the keys of a new profile; `first` is null where nobody guards them. Keys that a first run left behind without data
   * are opened if they are theirs, and set aside if not. `found` is what `find` said before.
   * @throws FailureError `officer.notFirst` when somebody else was faster, `storage.*`
   */
  begin(first: KeyHolderSecret | null, found: FoundKeys | null): Promise<K>;
  /** Opens the keys for one who knows their secret; null when it is wrong or they hold none. @throws FailureError `storage.*` */
  open(by: KeyHolderSecret): Promise<K | null>;
  /** Opens keys that need nobody. @throws FailureError `keys.storeUnavailable`, `storage.*` */
  openThemselves(): Promise<K>;
  /** Takes out every officer but these: what an unfinished first run has left. */
  keepOnly(keys: K, officers: readonly string[]): Promise<void>;
};
