import { readFile, stat } from 'node:fs/promises';
import { FailureError, failure } from '#contract/failures.ts';

/** A file longer than this is no picture of a card or a face. */
const longestFile = 64_000_000;

/** Bytes of a picture file. @throws FailureError `file.tooLarge`, `file.unreadable` */
export async function readPicture(file: string): Promise<Uint8Array> {
  try {
    if ((await stat(file)).size > longestFile) throw new FailureError(failure('file.tooLarge', { file }));
    return Uint8Array.from(await readFile(file));
  } catch (error) {
    throw error instanceof FailureError ? error : new FailureError(failure('file.unreadable', { file }), error);
  }
}
