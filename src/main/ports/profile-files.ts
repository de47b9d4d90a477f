import type { FileHealth, ProfileHealth } from '#contract/profile.ts';
import type { StoredBackup } from '#contract/store.ts';

/** How far a backup is, in bytes of the copy. */
export type BackupSteps = (step: {
  readonly step: 'copying' | 'checking' | 'keeping';
  readonly done: number;
  readonly of: number;
}) => void;

/** The open files of a profile, as what they are: files, backups, keys. Nothing here is of anybody. */
export type ProfileFiles = {
  health(): Promise<ProfileHealth>;
  file(role: FileHealth['role']): Promise<FileHealth>;
  /** Checks a whole file; what is found is in `file` from then on. @throws FailureError `storage.*` when it cannot be checked */
  check(role: FileHealth['role']): Promise<void>;
  /** Newest first, by their names. */
  backups(): readonly StoredBackup[];
  /** @throws FailureError `storage.*` */
  backup(onStep: BackupSteps): Promise<StoredBackup>;
  /** Puts a backup in the place of `desk.db`; the files are closed and opened again by it. Returns the new epoch. */
  restore(backup: StoredBackup): Promise<number>;
  /** Changes the data key; the files are closed and opened again by it. */
  changeKey(): Promise<void>;
};
