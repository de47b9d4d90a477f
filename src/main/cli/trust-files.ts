import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';
import { wording } from '#contract/wording/wording.ts';
import type { Desk } from '#main/compose.ts';
import type { TrustFiles } from '#ports/verifier.ts';
import type { Output } from './output.ts';

/** The largest list of certificates there is has one megabyte. */
const longestFile = 20_000_000;

async function readOne(path: string): Promise<TrustFiles> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) {
      const names = (await readdir(path)).sort();
      const nested = await Promise.all(names.map((name) => plainFile(join(path, name))));
      return nested.flat();
    }
    if (info.size > longestFile) throw new FailureError(failure('file.tooLarge', { file: path }));
    return [{ name: basename(path), bytes: Uint8Array.from(await readFile(path)) }];
  } catch (error) {
    if (error instanceof FailureError) throw error;
    throw new FailureError(failure('file.unreadable', { file: path }), error);
  }
}

/** A file in a given folder; what is no file there is passed over. */
async function plainFile(path: string): Promise<TrustFiles> {
  const info = await stat(path).catch(() => null);
  return info?.isFile() ? readOne(path) : [];
}

/** Reads the files, and the files of the folders, that were named. @throws FailureError `file.unreadable`, `file.tooLarge` */
export async function readTrustFiles(paths: readonly string[]): Promise<TrustFiles> {
  return (await Promise.all(paths.map(readOne))).flat();
}

/** Believes files for this run only, and says what is refused. @throws FailureError `file.unreadable`, `file.tooLarge` */
export async function believeFiles(desk: Desk, paths: readonly string[], output: Output): Promise<void> {
  if (paths.length === 0) return;
  const { refused } = await desk.services.trust.believe(await readTrustFiles(paths));
  const { failures } = wording('vi');
  for (const { subject, code } of refused) output.remark(`${subject}: ${failures[code].text({})} [${code}]\n`);
}
