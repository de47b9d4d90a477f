import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditExports } from '#ports/audit-exports.ts';
import { storageFailure } from '../storage-failure.ts';

/** Exports of the log in a folder: `<name>.ndjson` and `<name>.seals.json`; another one of the same day gets a number. */
export function createAuditExports(folder: string): AuditExports {
  return {
    async write({ name, lines, seals }) {
      const own = freeName(folder, name);
      const [linesFile, sealsFile] = [join(folder, `${own}.ndjson`), join(folder, `${own}.seals.json`)];
      const made = { mode: 0o600, flag: 'wx', flush: true } as const;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(linesFile, lines, made);
        await writeFile(sealsFile, `${JSON.stringify(seals, null, 1)}\n`, made);
      } catch (error) {
        // Half an export proves nothing and looks as if it did.
        await Promise.all([linesFile, sealsFile].map((file) => rm(file, { force: true }))).catch(() => undefined);
        throw storageFailure(error, linesFile);
      }
      return { lines: linesFile, seals: sealsFile };
    },
  };
}

function freeName(folder: string, name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
  for (let number = 1; ; number++) {
    const own = number === 1 ? plain : `${plain}-${number}`;
    if (!existsSync(join(folder, `${own}.ndjson`)) && !existsSync(join(folder, `${own}.seals.json`))) return own;
  }
}
