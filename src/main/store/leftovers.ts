import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFailure } from './database/database-failure.ts';

/** How many of each kind are kept: the last one, and the one before in case the last act was the mistake. */
const kept = 2;

/** Files that were given another name so that nothing is lost: the desk's before a restore, a registry that was set aside. */
const kinds = [/^(desk\.db\.before-\d{8}T\d{9}Z)(-wal|-shm)?$/, /^(registry\.db\.aside-\d{8}T\d{9}Z)(-wal|-shm)?$/];

/**
 * Removes what acts of long ago left in a profile's folder, but for the newest two of each kind, each with its log. Nothing
 * may be restoring meanwhile. Returns the names of the files that are gone. @throws FailureError `storage.denied`
 */
export function pruneLeftovers(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder);
  try {
    const old = [...kinds.flatMap((kind) => oldOnes(names, kind)), ...names.filter(isHalfCopy)];
    for (const name of old) rmSync(join(folder, name), { force: true });
    return old;
  } catch (error) {
    throw databaseFailure(error, folder);
  }
}

function oldOnes(names: readonly string[], kind: RegExp): readonly string[] {
  const stems = names.flatMap((name) => kind.exec(name)?.[1] ?? []);
  // The stamp in the name is a time: names in order are files in order.
  const newest = new Set([...new Set(stems)].sort().slice(-kept));
  return names.filter((name) => {
    const stem = kind.exec(name)?.[1];
    return stem !== undefined && !newest.has(stem);
  });
}

/** The copy of a restore that was stopped before it counted. */
function isHalfCopy(name: string): boolean {
  return /^desk\.db\.preparing(-wal|-shm|-journal)?$/.test(name);
}
