import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until the bytes of a file are on the disk. Not for a database that is open: closing the file ends its locks. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Gives a file another name, durably: after a power cut it has the one or the other. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  // Windows cannot open a folder and does not need it.
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(to), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
