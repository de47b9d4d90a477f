import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takesPictures } from './pictures.ts';

/** A profile folder for one run. */
export type PictureHome = { readonly home: string; remove(): Promise<void> };

/**
 * A fresh profile folder whose path may stand in a picture: the same in every run that takes pictures, and for one such run at
 * a time. Other runs get a folder of their own.
 */
export async function pictureHome(): Promise<PictureHome> {
  if (!takesPictures) {
    const home = mkdtempSync(join(tmpdir(), 'truc-ban-e2e-'));
    return { home, remove: () => rm(home, { recursive: true, force: true }) };
  }
  const home = join(tmpdir(), 'truc-ban-mau');
  const lock = `${home}.lock`;
  await take(lock);
  await rm(home, { recursive: true, force: true });
  mkdirSync(home, { mode: 0o700 });
  return {
    home,
    async remove() {
      await rm(home, { recursive: true, force: true });
      await rm(lock, { force: true });
    },
  };
}

/** Waits for the lock and takes it; one of a run that is gone is cleared away. */
async function take(lock: string): Promise<void> {
  for (;;) {
    try {
      const file = openSync(lock, 'wx', 0o600);
      writeSync(file, String(process.pid));
      return closeSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (isGone(lock)) await rm(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function isGone(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
