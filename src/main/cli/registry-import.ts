import { resolve } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';
import { type DeltaRun, type ImportRun, importFormats, type SetAsideReason } from '#contract/registry.ts';
import { setAsideWords } from './citizen-words.ts';
import { type Command, type Context, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { figure, moment, percentOf, size } from './figures.ts';
import { noWords, oneOf, oneWord, purposeOptions, wholeNumber } from './options.ts';
import { jsonLine } from './output.ts';
import type { Office } from './session.ts';
import { table } from './table.ts';

type Reasons = Readonly<Partial<Record<SetAsideReason, number>>>;

/** `registry import <file>`: goes on with a file that was stopped. */
const importPeople: Command = command({
  name: 'registry import',
  synopsis: '<tệp> [--format ndjson|csv]',
  does: 'nạp dữ liệu dân cư; Ctrl+C dừng, gọi lại thì làm tiếp',
  options: ['format'],
  understand: (args) => ({
    path: resolve(oneWord(args, 'một tệp')),
    format: args.values.format === undefined ? null : oneOf(importFormats, args.values.format, '--format'),
  }),
  run: (context, request) => bringIn(context, (call) => call('registry.import', request)),
});

/** `registry apply-delta <file>`: the changes of a feed that follow those applied before. */
const applyDelta: Command = command({
  name: 'registry apply-delta',
  synopsis: '<tệp>',
  does: 'áp tệp thay đổi của cấp trên; Ctrl+C dừng, gọi lại thì làm tiếp',
  options: [],
  understand: (args) => ({ path: resolve(oneWord(args, 'một tệp')) }),
  run: (context, request) => bringIn(context, (call) => call('registry.applyDelta', request)),
});

type Bringing = (call: Office['call']) => Promise<ImportRun | DeltaRun>;

/** Brings a file in, and says what that did; it can be stopped. */
async function bringIn(context: Context, bring: Bringing): Promise<number> {
  const office = await context.office('registry.import');
  const ended = await context.stoppable((signal) => imported(context, office, { bring, signal }));
  // A stopped import has no answer; the newest one of the list is it.
  const listed = await office.call('registry.imports', undefined);
  const of = listed.find(({ id, endedAt }) => (ended === null ? endedAt === null : id === ended.id));
  if (of === undefined) throw new FailureError(failure('read.cancelled'));
  const { reasons, ...run } = of;
  const finished = run.endedAt !== null;
  const delta = ended !== null && 'feed' in ended ? feedOf(ended) : null;
  const shown = showRun(run, reasons) + (delta === null ? '' : showFeed(delta));
  context.output.result(context.json ? jsonLine({ run, reasons, finished, ...delta }) : shown);
  if (!finished) return exitCode.interrupted;
  return run.setAside > 0 ? exitCode.setAside : exitCode.done;
}

type Feed = Pick<DeltaRun, 'feed' | 'cursor' | 'removed' | 'repeated'>;
const feedOf = ({ feed, cursor, removed, repeated }: DeltaRun): Feed => ({ feed, cursor, removed, repeated });

function showFeed({ feed, cursor, removed, repeated }: Feed): string {
  const counts = `rút khỏi dữ liệu ${figure(removed)} · đã áp từ trước ${figure(repeated)}`;
  return `  nguồn ${feed}: đến thay đổi ${cursor} · ${counts}\n`;
}

type Importing = { readonly bring: Bringing; readonly signal: AbortSignal };

/** The import as it ended, with its progress shown; null when it was stopped. */
async function imported(
  { output }: Context,
  { desk, call }: Office,
  { signal, bring }: Importing,
): Promise<ImportRun | DeltaRun | null> {
  const deaf = desk.onEvent((event, payload) => {
    const under = event === 'desk.changed' && 'registry' in payload ? payload.registry?.importing : null;
    if (under) output.progress(progressOf(under));
  });
  const stop = () => void call('registry.stopImport', undefined).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await bring(call);
  } catch (error) {
    // What was reported as stored stays.
    if (signal.aborted) return null;
    throw error;
  } finally {
    deaf();
    output.progress(null);
  }
}

function progressOf(run: ImportRun): string {
  const { line, byteOffset, size: whole, added, changed, setAside } = run;
  const counts = `thêm ${figure(added)} · đổi ${figure(changed)} · để riêng ${figure(setAside)}`;
  return `${percentOf(byteOffset, whole)} · ${figure(line)} dòng · ${counts}`;
}

function showRun(run: ImportRun, reasons: Reasons): string {
  const { added, changed, unchanged, setAside } = run;
  const end = run.endedAt === null ? `Dừng ở dòng ${figure(run.line)}; gọi lại lệnh này để làm tiếp` : 'Đã nạp xong';
  return [
    `${end} (lần nạp ${run.id}, ${run.file}).\n`,
    `  thêm ${figure(added)} · đổi ${figure(changed)} · giữ nguyên ${figure(unchanged)} · để riêng ${figure(setAside)}\n`,
    ...reasonLines(reasons),
    setAside > 0 ? `Xuất các dòng để riêng: registry export-set-aside ${run.id}\n` : '',
  ].join('');
}

function reasonLines(reasons: Reasons): readonly string[] {
  const counted = Object.entries(reasons) as [SetAsideReason, number][];
  return counted.sort(([, a], [, b]) => b - a).map(([code, count]) => `    ${setAsideWords[code]}: ${figure(count)}\n`);
}

/** `registry imports` */
const listImports: Command = command({
  name: 'registry imports',
  synopsis: '',
  does: 'các lần nạp, mới nhất trước',
  options: [],
  understand: noWords,
  async run({ office, json, output }) {
    const imports = await (await office('quality.see')).call('registry.imports', undefined);
    if (json) output.result(jsonLine({ imports }));
    else output.result(table(importColumns, imports.map(importRow)));
    return exitCode.done;
  },
});

const importColumns = [
  { title: 'Lần', right: true },
  { title: 'Bắt đầu' },
  { title: 'Tệp' },
  { title: 'Cỡ', right: true },
  { title: 'Xong', right: true },
  { title: 'Thêm', right: true },
  { title: 'Đổi', right: true },
  { title: 'Giữ', right: true },
  { title: 'Để riêng', right: true },
] as const;

function importRow(run: ImportRun): readonly string[] {
  return [
    String(run.id),
    moment(run.beganAt),
    run.file,
    size(run.size),
    run.endedAt === null ? percentOf(run.byteOffset, run.size) : 'rồi',
    ...[run.added, run.changed, run.unchanged, run.setAside].map(figure),
  ];
}

/** `registry export-set-aside <run>` */
const exportSetAside: Command = command({
  name: 'registry export-set-aside',
  synopsis: '<lần nạp> [--out <thư mục>] --purpose <mã>',
  does: 'ghi các dòng để riêng ra tệp, mỗi dòng một lý do',
  options: ['out', ...purposeOptions],
  understand: (args) => ({
    run: wholeNumber(oneWord(args, 'số của lần nạp'), [1, 1e15], 'lần nạp'),
    folder: args.values.out === undefined ? null : resolve(args.values.out),
  }),
  async run({ office, purpose, json, output }, request) {
    const why = purpose();
    const { call } = await office('registry.import');
    const written = await call('registry.exportSetAside', { ...request, purpose: why });
    output.result(json ? jsonLine(written) : `Đã ghi ${figure(written.lines)} dòng vào ${written.path}\n`);
    return exitCode.done;
  },
});

export const registryImportCommands: readonly Command[] = [importPeople, applyDelta, listImports, exportSetAside];
