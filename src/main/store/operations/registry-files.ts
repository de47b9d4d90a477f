import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';
import type { ImportRun, RunFormat } from '#contract/registry.ts';
import type { ReadDb } from '../database/database.ts';
import { longestHead, saysDelta } from '../registry/delta-lines.ts';
import { importRun, type ImportRun as StoredRun } from '../registry/import-run.ts';
import { exportSetAside } from '../registry/set-aside-file.ts';
import { storageFailure } from '../storage-failure.ts';

const byEnding: Readonly<Record<string, RunFormat>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
};

/**
 * What a file is: a delta if its first line says so, else a list of people in the format that its name tells, or how it begins.
 * @throws FailureError `file.unreadable`
 */
export async function formatOf(path: string): Promise<RunFormat> {
  try {
    const handle = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(2 * longestHead), position: 0 });
      const beginning = buffer.subarray(0, bytesRead);
      if (saysDelta(beginning)) return 'delta';
      const named = byEnding[extname(path).toLowerCase()];
      if (named !== undefined) return named;
      const head = beginning
        .toString('utf8')
        .replace(/^\ufeff/, '')
        .trimStart();
      return head.startsWith('{') ? 'ndjson' : 'csv';
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new FailureError(failure('file.unreadable', { file: basename(path) }), cause);
  }
}

/** A run as the contract has it. */
export function shownRun({ recording: _, ...run }: StoredRun): ImportRun {
  return run;
}

/** Writes what an import set aside to a new file of a folder; null for a run nobody knows. @throws FailureError `storage.*` */
export async function writeSetAside(
  db: ReadDb,
  { run, folder }: { readonly run: number; readonly folder: string },
): Promise<{ readonly path: string; readonly lines: number } | null> {
  const known = importRun(db, run);
  if (known === null) return null;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw storageFailure(error, folder);
  }
  const path = freePath(join(folder, `${basename(known.file, extname(known.file))}-de-lai`));
  return { path, lines: await exportSetAside(db, run, path) };
}

function freePath(stem: string): string {
  for (let count = 1; ; count++) {
    const path = `${stem}${count === 1 ? '' : `-${count}`}.csv`;
    if (!existsSync(path)) return path;
  }
}
