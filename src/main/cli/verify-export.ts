import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { FailureError, failure } from '#contract/failures.ts';
import { type ExportReport, parseSealsFile, verifyExportLines } from '#domain/audit/export.ts';
import { parseSeal } from '#domain/audit/seal.ts';
import { Malformed } from '#domain/chip/malformed.ts';

/** Files of an export, and what is vouched for from elsewhere: public keys (DER) and heads that were kept apart. */
export type ExportFiles = {
  readonly lines: string;
  readonly seals: string;
  readonly keys: readonly string[];
  readonly heads: readonly string[];
};

/** Verifies an export, with no desk and no officer. @throws FailureError `audit.unreadable` */
export async function reportOfExport({ lines, seals, keys, heads }: ExportFiles): Promise<ExportReport> {
  try {
    const file = parseSealsFile(await readFile(seals, 'utf8'));
    const kept = await Promise.all(heads.map(async (path) => parseSeal(await readFile(path, 'utf8'))));
    const vouched = await Promise.all(keys.map(async (path) => Uint8Array.from(await readFile(path))));
    const given = createInterface({ input: createReadStream(lines, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
    return await verifyExportLines(given, file, {
      ...(keys.length > 0 ? { vouched } : {}),
      seals: kept,
      digest: (text) => hash('sha256', text, 'hex'),
    });
  } catch (error) {
    const isTheirs = error instanceof Malformed || (error instanceof Error && 'code' in error);
    if (isTheirs) throw new FailureError(failure('audit.unreadable', { file: lines }), error);
    throw error;
  }
}
