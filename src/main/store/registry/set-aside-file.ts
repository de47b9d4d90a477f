import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { FailureError } from '#contract/failures.ts';
import type { ReadDb } from '../database/database.ts';
import { storageFailure } from '../storage-failure.ts';
import { csvLine } from './csv.ts';
import { setAsideAfter } from './import-run.ts';

/**
 * Writes the records an import set aside to a CSV file: line, reason, and the record as it was, so that it can be put
 * right and imported. It holds personal data like the file it came from. Returns how many there were.
 * @throws FailureError `storage.*`
 */
export async function exportSetAside(db: ReadDb, run: number, path: string): Promise<number> {
  const out = createWriteStream(path, { mode: 0o600 });
  const done = finished(out);
  let count = 0;
  try {
    out.write(csvLine(['dong', 'lyDo', 'banGhi']));
    for (let page = setAsideAfter(db, run, 0); page.length > 0; page = setAsideAfter(db, run, page.at(-1)?.line ?? 0)) {
      count += page.length;
      const cells = page.map(({ line, reason, raw }) => [String(line), reason, Buffer.from(raw).toString('utf8')]);
      if (!out.write(cells.map(csvLine).join(''))) await Promise.race([once(out, 'drain'), done]);
    }
    out.end();
    await done;
    return count;
  } catch (error) {
    out.destroy();
    throw error instanceof FailureError ? error : storageFailure(error, path);
  }
}
