import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';
import { writeAtomically } from './atomic-file.ts';
import { errnoOf, storageFailure } from './storage-failure.ts';

/** A file of a folder, whole. */
export type FolderFile = { readonly name: string; readonly bytes: Uint8Array };

/** A file much longer than a portrait is none of a chip; many shorter ones are not read beyond what a chip could hold many times over. */
const longestFile = 4_000_000;
const mostFiles = 10_000;
const mostBytes = 64_000_000;

/** Writes files into a folder, which is made if need be. @throws FailureError `storage.full`, `storage.denied` */
export async function writeFolder(folder: string, files: readonly FolderFile[]): Promise<void> {
  for (const { name, bytes } of files) await writeAtomically(join(folder, name), bytes);
}

/** Takes the named files out of a folder; those that are not there, and the folder itself, may be missing. @throws FailureError `storage.denied` */
export async function clearFolder(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const path = join(folder, name);
    await rm(path, { force: true }).catch((error) => {
      throw storageFailure(error, path);
    });
  }
}

/**
 * Reads the files of a folder, by name; folders in it, and files too long or too many to be of a chip, are listed in `skipped`.
 * @throws FailureError `evidence.notFound`, `file.unreadable`
 */
export async function readFolder(
  folder: string,
): Promise<{ readonly files: readonly FolderFile[]; readonly skipped: readonly string[] }> {
  const names = await readdir(folder).catch((error) => {
    const code = errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR' ? 'evidence.notFound' : 'file.unreadable';
    throw new FailureError(failure(code, { file: folder }), error);
  });
  const files: FolderFile[] = [];
  const skipped: string[] = [];
  let room = mostBytes;
  for (const name of names.sort()) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    const fits = info?.isFile() && info.size <= Math.min(longestFile, room) && files.length < mostFiles;
    if (!fits) skipped.push(name);
    else {
      const bytes = await readWhole(path);
      files.push({ name, bytes });
      room -= bytes.length;
    }
  }
  return { files, skipped };
}

/** @throws FailureError `file.unreadable` */
async function readWhole(path: string): Promise<Uint8Array> {
  try {
    return Uint8Array.from(await readFile(path));
  } catch (error) {
    throw new FailureError(failure('file.unreadable', { file: path }), error);
  }
}
