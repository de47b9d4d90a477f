import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';
import { writeAtomically } from './atomic-file.ts';
import { errnoOf } from './storage-failure.ts';

/** A file of a folder, whole. */
export type FolderFile = { readonly name: string; readonly bytes: Uint8Array };

/** No elementary file is longer than 64 KiB; a file much longer than a portrait is none. */
const longestFile = 4_000_000;
const mostFiles = 200;

/** Writes files into a folder, which is made if need be. @throws FailureError `storage.full`, `storage.denied` */
export async function writeFolder(folder: string, files: readonly FolderFile[]): Promise<void> {
  for (const { name, bytes } of files) await writeAtomically(join(folder, name), bytes);
}

/**
 * Reads the files of a folder, by name; folders in it and files too long to be of a chip are listed in `skipped`.
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
  for (const name of names.sort()) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info === null || !info.isFile() || info.size > longestFile || files.length >= mostFiles) skipped.push(name);
    else files.push({ name, bytes: await readWhole(path) });
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
