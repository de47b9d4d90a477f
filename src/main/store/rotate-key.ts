import { existsSync, rmSync } from 'node:fs';
import { FailureError, failure } from '#contract/failures.ts';
import { openReadDb, openWriteDb, rekeyCopy } from './database/database.ts';
import { databaseFailure } from './database/database-failure.ts';
import { type DatabaseKey, databaseKey, forgetKey, inspectHead } from './database/database-key.ts';
import type { DatabaseRole } from './database/database-role.ts';
import { renameDurably, syncFile } from './database/durable-file.ts';
import { checkFile, wasLeftOpen } from './database/health.ts';
import type { KeyRing } from './keys/key-ring.ts';

const roles: readonly DatabaseRole[] = ['desk', 'registry'];

/** Puts the file of `role` under another key: `changeKey`, here or in another thread. The keys are wiped when it is done. */
export type ChangeFileKey = (role: DatabaseRole, from: DatabaseKey, to: DatabaseKey) => void | Promise<void>;

/**
 * Changes the data key of a profile none of whose files is open, or goes on with a change that was stopped: a profile whose
 * ring has a next key must come through here before its files are opened. @throws FailureError `storage.*`
 */
export async function rotateDataKey(ring: KeyRing, change: ChangeFileKey): Promise<void> {
  const next = await ring.beginRotation();
  for (const role of roles) {
    const [from, to] = [databaseKey(ring.dataKey(), role), databaseKey(next, role)];
    try {
      await change(role, from, to);
    } finally {
      forgetKey(from);
      forgetKey(to);
    }
  }
  await ring.finishRotation();
}

/** Puts one file under another key by way of a checked copy: at every moment the file is whole, under the one key or the other. */
export function changeKey(file: string, from: DatabaseKey, to: DatabaseKey): void {
  if (!existsSync(file) || inspectHead(file, to) === 'fits') return;
  const copy = `${file}.rekeyed`;
  try {
    rmSync(copy, { force: true });
    rmSync(`${copy}-journal`, { force: true });
    const source = openWriteDb({ file, key: from });
    try {
      source.copyInto(copy);
    } finally {
      source.close();
    }
    // A log of another connection would be played into the new file.
    if (wasLeftOpen(file)) throw new FailureError(failure('storage.inUse', { file }));
    rekeyCopy(copy, from, to);
    syncFile(copy);
    checkCopy(copy, to);
    renameDurably(copy, file);
  } catch (error) {
    throw databaseFailure(error, file);
  }
}

function checkCopy(copy: string, key: DatabaseKey): void {
  const db = openReadDb({ file: copy, key });
  try {
    checkFile(db);
  } finally {
    db.close();
  }
}
