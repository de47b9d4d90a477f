import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { AuditReport } from '#contract/audit.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { viOfficers } from '#contract/wording/vi-officers.ts';
import type { ExportReport } from '#domain/audit/export.ts';
import { type Command, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { figure, percentOf } from './figures.ts';
import { oneWord, purposeOptions } from './options.ts';
import { jsonLine } from './output.ts';
import { UsageError } from './usage-error.ts';
import { type ExportFiles, reportOfExport } from './verify-export.ts';

const words = viOfficers;

/** `audit verify`: the log of this desk, or with a file an export, which needs no desk and no officer. */
const verify: Command = command({
  name: 'audit verify',
  synopsis: '[<tệp.ndjson> [--seals <tệp>] [--key <tệp.der>…] [--head <tệp.json>…]]',
  does: 'kiểm nhật ký của bàn này, hoặc một bản đã xuất (không cần bàn, không cần đăng nhập)',
  options: ['seals', 'key', 'head'],
  understand: (args): ExportFiles | null => {
    const { seals, key, head } = args.values;
    if (args.words.length === 0) {
      if ((seals ?? key ?? head) !== undefined) throw new UsageError('--seals, --key, --head đi với một tệp đã xuất');
      return null;
    }
    const lines = oneWord(args, 'một tệp');
    return {
      lines,
      seals: seals ?? `${lines.replace(/\.ndjson$/, '')}.seals.json`,
      keys: key ?? [],
      heads: head ?? [],
    };
  },
  async run({ office, stoppable, json, output }, files) {
    if (files !== null) return said(await reportOfExport(files), json, output.result);
    const { desk, call } = await office('audit.verify');
    const deaf = desk.onEvent((event, payload) => {
      if (event === 'audit.progressed' && 'total' in payload)
        output.progress(`Đang kiểm ${percentOf(payload.done, payload.total)}`);
    });
    try {
      const report = await stoppable((signal) => call('audit.verify', undefined, { signal }));
      output.progress(null);
      return said(report, json, output.result);
    } finally {
      deaf();
      output.progress(null);
    }
  },
});

function said(report: AuditReport | ExportReport, json: boolean, say: (text: string) => void): number {
  say(json ? jsonLine(report) : showReport(report));
  return report.sound ? exitCode.done : exitCode.failure;
}

function showReport(report: AuditReport | ExportReport): string {
  const { findings, findingCount, records, seals, unsealed, clockMoved } = report;
  const places = findings.map(({ fault, level, from, to }) => {
    const where = level === null ? '' : `${words.levels[level]} `;
    return `✗ ${words.faults[fault]}: ${where}${from === to ? from : `${from}–${to}`}\n`;
  });
  const verdict = report.sound
    ? '✓ Nhật ký còn nguyên vẹn'
    : `✗ Nhật ký không còn nguyên vẹn (${figure(findingCount)} chỗ)`;
  const isUnknown = 'keys' in report && report.keys.some(({ vouched }) => !vouched);
  return [
    ...places,
    `${verdict}: ${figure(records)} dòng, ${figure(seals)} chữ ký, ${figure(unsealed)} dòng chưa ký.\n`,
    clockMoved.length > 0 ? `! Đồng hồ máy bị lùi ở ${figure(clockMoved.length)} chỗ.\n` : '',
    isUnknown ? '! Khóa ký chưa được đối chiếu với nguồn ngoài (--key).\n' : '',
  ].join('');
}

/** `audit export <folder>` */
const exportLog: Command = command({
  name: 'audit export',
  synopsis: '<thư mục> [--from <ngày>] --purpose <mã>',
  does: 'xuất nhật ký và chữ ký ra thư mục; việc xuất cũng được ghi',
  options: ['from', ...purposeOptions],
  understand: (args) => ({ folder: resolve(oneWord(args, 'một thư mục')), from: fromOf(args.values.from) }),
  async run({ office, purpose, json, output }, { folder, from }) {
    const why = purpose();
    const { call } = await office('audit.export');
    await makeFolder(folder);
    const { lines, seals, sequence } = await call('audit.export', { purpose: why, from });
    const [linesFile, sealsFile] = [await moved(lines, folder), await moved(seals, folder)];
    const result = { lines: linesFile, seals: sealsFile, sequence };
    output.result(json ? jsonLine(result) : `Đã xuất ${linesFile}\n         ${sealsFile}\n`);
    return exitCode.done;
  },
});

/** Việt Nam is at UTC+7 all year. */
const vietNamAhead = 7 * 3_600_000;

/** A day as the moment it begins in Việt Nam, whatever the machine's zone. @throws UsageError */
function fromOf(typed: string | undefined): string | null {
  if (typed === undefined) return null;
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed) ?? /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(typed)?.toReversed();
  const [year = 0, month = 0, day = 0] = (parts ?? []).map(Number).filter((part) => !Number.isNaN(part));
  const begins = new Date(Date.UTC(year, month - 1, day));
  if (parts === undefined || begins.getUTCDate() !== day || begins.getUTCMonth() !== month - 1)
    throw new UsageError('--from là một ngày, như 2026-11-22 hoặc 22/11/2026');
  return new Date(begins.getTime() - vietNamAhead).toISOString();
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new FailureError(failure('storage.denied', { file: folder }), error);
  }
}

/** The desk writes beside its data; whoever asked for a folder gets the file there, and nowhere else. */
async function moved(file: string, folder: string): Promise<string> {
  const target = join(folder, basename(file));
  if (target === resolve(file)) return target;
  try {
    await rename(file, target).catch(async () => {
      await copyFile(file, target);
      await rm(file);
    });
    return target;
  } catch (error) {
    throw new FailureError(failure('storage.denied', { file: target }), error);
  }
}

export const auditCommands: readonly Command[] = [verify, exportLog];
