import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AuditReport } from '#contract/audit.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Purpose } from '#contract/officers.ts';
import { viOfficers } from '#contract/wording/vi-officers.ts';
import { type ExportReport, parseSealsFile, verifyExportLines } from '#domain/audit/export.ts';
import { parseSeal } from '#domain/audit/seal.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import type { AuditDesk } from '#services/audit-desk.ts';
import { exitCode } from './exit-code.ts';
import { jsonLine, type Output } from './output.ts';

/** How a command shows its result. */
export type Showing = { readonly json: boolean; readonly output: Output };

/** Files of an export, and what is vouched for from elsewhere: public keys (DER) and heads that were kept apart. */
export type ExportFiles = {
  readonly lines: string;
  readonly seals: string;
  readonly keys: readonly string[];
  readonly heads: readonly string[];
};

const words = viOfficers;
const noWork = { signal: new AbortController().signal, onProgress: () => undefined };

/** `audit verify`: the log of this desk. Exit code 0 when it is sound, 1 when it is not. @throws FailureError `session.*` */
export async function verifyDeskLog(audit: AuditDesk, showing: Showing): Promise<number> {
  return showReport(await audit.verify(noWork), showing);
}

/** `audit verify <file>`: an export, with no desk and no officer. @throws FailureError `audit.unreadable` */
export async function verifyExportFiles(files: ExportFiles, showing: Showing): Promise<number> {
  return showReport(await reportOf(files), showing);
}

async function reportOf({ lines, seals, keys, heads }: ExportFiles): Promise<ExportReport> {
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

function showReport(report: AuditReport | ExportReport, { json, output }: Showing): number {
  if (json) output.result(jsonLine(report));
  else {
    for (const { fault, level, from, to } of report.findings) {
      const where = level === null ? '' : `${words.levels[level]} `;
      output.result(`✗ ${words.faults[fault]}: ${where}${from === to ? from : `${from}–${to}`}\n`);
    }
    const verdict = report.sound
      ? '✓ Nhật ký còn nguyên vẹn'
      : `✗ Nhật ký không còn nguyên vẹn (${report.findingCount} chỗ)`;
    output.result(`${verdict}: ${report.records} dòng, ${report.seals} chữ ký, ${report.unsealed} dòng chưa ký.\n`);
    if (report.clockMoved.length > 0) output.result(`! Đồng hồ máy bị lùi ở ${report.clockMoved.length} chỗ.\n`);
    if ('keys' in report && report.keys.some(({ vouched }) => !vouched))
      output.result('! Khóa ký chưa được đối chiếu với nguồn ngoài (--key).\n');
  }
  return report.sound ? 0 : exitCode.failure;
}

/** `audit export`: writes `<name>.ndjson` and `<name>.seals.json`, for their owner only. @throws FailureError `session.*`, `storage.*` */
export async function exportDeskLog(
  audit: AuditDesk,
  { folder, purpose, from }: { readonly folder: string; readonly purpose: Purpose; readonly from: string | null },
  { json, output }: Showing,
): Promise<number> {
  const { name, lines, seals } = await audit.export({ purpose, from });
  const [linesFile, sealsFile] = [join(folder, `${name}.ndjson`), join(folder, `${name}.seals.json`)];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(linesFile, lines, { mode: 0o600, flag: 'wx' });
  await writeFile(sealsFile, `${JSON.stringify(seals, null, 1)}\n`, { mode: 0o600, flag: 'wx' });
  const head = seals.seals.at(-1);
  const result = { lines: linesFile, seals: sealsFile, sequence: head?.sequence ?? 0, key: head?.key ?? null };
  output.result(json ? jsonLine(result) : `Đã xuất ${linesFile}\n         ${sealsFile}\n`);
  return 0;
}
