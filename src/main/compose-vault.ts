import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';
import { connect } from '#contract/rpc.ts';
import { type StoredBackup, storeApi } from '#contract/store.ts';
import { createVaultDesk, type VaultDesk } from '#services/vault-desk.ts';
import { databaseKey } from '#store/database/database-key.ts';
import { lockProfile } from '#store/database/instance-lock.ts';
import type { KeyRing } from '#store/keys/key-ring.ts';
import { openKeySafe } from '#store/keys/key-safe.ts';
import { openAttemptFile } from '#store/officers/attempt-file.ts';
import { backupAt, backupsIn } from '#store/profile-data.ts';
import type { ComposeOptions, Machinery } from './compose-machinery.ts';
import { type ComposedOffice, type OfficeParts, openOffice } from './compose-office.ts';

type Parts = Machinery &
  ComposeOptions &
  Pick<OfficeParts, 'trust' | 'emit' | 'change' | 'sessionChanged' | 'card' | 'clearDesk' | 'atDesk'> &
  Pick<Machinery, 'clock'>;

/** The profile's vault: its keys in its folder, the office behind it, and what opens it when its file is no good. */
export function composeVault(parts: Parts): VaultDesk<ComposedOffice> {
  const { folder, profile, clock, keyStore, log, report, demo, change, sessionChanged } = parts;
  const monotonic = () => performance.now();
  const ledger = openAttemptFile(join(folder, 'attempts.json'));
  const vault: VaultDesk<ComposedOffice> = createVaultDesk({
    safe: openKeySafe({ folder, profile, keyStore: keyStore ?? null, ids: randomUUID, now: () => clock.now() }),
    open: (ring: KeyRing) =>
      openOffice(ring, {
        ...{ ...parts, ledger, monotonic },
        maintain: (work) => vault.maintain(work),
        reopened: () => vault.opened(),
      }),
    backups: () => backupsIn(folder),
    restore: (ring, backup) => restoreClosed(parts, ring, backup),
    ...{ ledger, clock, monotonic, log },
    changed: ({ vault: state, session }) => {
      change({ vault: state });
      sessionChanged(session);
    },
    report: (error) => report({ where: 'vault', error }),
    unguarded: demo === null ? null : { officer: demo.firstOfficer },
  });
  return vault;
}

/** Puts a backup in the place of a file that does not open, and that therefore no link has. */
async function restoreClosed(
  { folder, thread }: Pick<Machinery, 'folder' | 'thread'>,
  ring: KeyRing,
  backup: StoredBackup,
): Promise<void> {
  const old = ring.keyOf(backup.generation);
  if (old === null) throw new FailureError(failure('backup.unusable', { file: backup.file }));
  const lock = lockProfile(folder);
  const worker = thread('db');
  try {
    const { file } = backupAt(folder, backup);
    const [backupKey, key] = [databaseKey(old, 'desk').material, databaseKey(ring.dataKey(), 'desk').material];
    const input = { folder, backup: file, backupKey, key, profileId: ring.profileId };
    const done = connect(storeApi, worker.port).call('store.restore', input);
    backupKey.fill(0);
    key.fill(0);
    await done;
  } finally {
    await worker.terminate();
    lock.release();
  }
}
