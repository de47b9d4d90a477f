import { FailureError } from '#contract/failures.ts';
import type { StoredBackup } from '#contract/store.ts';
import { type Command, type Context, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { moment, percentOf, size } from './figures.ts';
import { noWords, oneWord } from './options.ts';
import { jsonLine } from './output.ts';
import { approvedBy } from './second-officer.ts';
import { type Office, plainCall } from './session.ts';
import { table } from './table.ts';
import { UsageError } from './usage-error.ts';

/** `backup` */
const backup: Command = command({
  name: 'backup',
  synopsis: '[--list]',
  does: 'sao lưu sổ của bàn, hoặc kể các bản đang có',
  options: ['list'],
  understand: (args) => {
    noWords(args);
    return { list: args.values.list ?? false };
  },
  async run(context, { list }) {
    const { json, output } = context;
    if (list) {
      const backups = await listed(context);
      output.result(json ? jsonLine({ backups }) : showBackups(backups));
      return exitCode.done;
    }
    const made = await backedUp(context);
    output.result(json ? jsonLine(made) : `Đã sao lưu vào ${made.file} (${size(made.bytes)}).\n`);
    return exitCode.done;
  },
});

/** The backups there are; also while the files are no good and nobody can sign in. */
async function listed(context: Context): Promise<readonly StoredBackup[]> {
  try {
    const { call } = await context.office('settings.manage');
    return (await call('profile.health', undefined)).backups;
  } catch (error) {
    return backupsAtTheDoor(context, error);
  }
}

/** What may take the place of files that do not open. @throws whatever kept them closed, where nothing may */
async function backupsAtTheDoor({ desk }: Context, why: unknown): Promise<readonly StoredBackup[]> {
  const isFiles = why instanceof FailureError && /^(?:storage|keys)\./.test(why.failure.code);
  const backups = isFiles ? await plainCall(await desk())('vault.backups', undefined) : [];
  if (backups.length === 0) throw why;
  return backups;
}

async function backedUp({ office, output }: Context): Promise<StoredBackup> {
  const { desk, call } = await office('backup.make');
  const deaf = desk.onEvent((event, payload) => {
    if (event === 'profile.backupProgressed' && 'step' in payload && 'of' in payload)
      output.progress(`Sao lưu ${percentOf(payload.done, payload.of)}`);
  });
  try {
    return await call('profile.backup', undefined);
  } finally {
    deaf();
    output.progress(null);
  }
}

function showBackups(backups: readonly StoredBackup[]): string {
  if (backups.length === 0) return 'Chưa có bản sao lưu nào.\n';
  const columns = [
    { title: 'Lúc' },
    { title: 'Cỡ', right: true },
    { title: 'Đời chìa', right: true },
    { title: 'Tệp' },
  ] as const;
  return table(
    columns,
    backups.map(({ madeAt, bytes, generation, file }) => [moment(madeAt), size(bytes), String(generation), file]),
  );
}

/** `restore <file>`: two people. */
const restore: Command = command({
  name: 'restore',
  synopsis: '<tên bản sao lưu> --approver <mã>',
  does: 'đưa một bản sao lưu vào thay sổ của bàn: quản trị, và một chỉ huy đồng ý',
  options: ['approver', 'approver-secret-file'],
  understand: (args) => ({
    file: backupName(oneWord(args, 'tên bản sao lưu (backup --list)')),
    approver: args.values.approver ?? null,
  }),
  async run(context, request) {
    const restored = await restoredAs(context, request);
    const { json, output } = context;
    output.result(json ? jsonLine(restored) : `Đã khôi phục ${restored.file}; đăng nhập lại rồi làm tiếp.\n`);
    return exitCode.done;
  },
});

type RestoreRequest = { readonly file: string; readonly approver: string | null };
/** `epoch` and who approved; null and nobody where the files were no good and one secret was enough. */
type Restored = { readonly file: string; readonly epoch: number | null; readonly approvedBy: readonly string[] };

async function restoredAs(context: Context, request: RestoreRequest): Promise<Restored> {
  let at: Office;
  try {
    at = await context.office('backup.restore');
  } catch (error) {
    return restoredAtTheDoor(context, request.file, error);
  }
  const { file, approver } = request;
  if (approver === null) throw new UsageError('restore: cần --approver <mã của cán bộ đồng ý>');
  const approval = await approvedBy({ context, at, approver, kind: 'restore', subject: file });
  const { epoch } = await at.call('profile.restore', { file, approval: approval.id });
  return { file, epoch, approvedBy: approval.votes.map(({ officer }) => officer) };
}

/** The files do not open, so nobody can be signed in: whose secret opens the keys may put a backup in their place. */
async function restoredAtTheDoor(context: Context, file: string, why: unknown): Promise<Restored> {
  await backupsAtTheDoor(context, why);
  const by = await context.whoIs('backup.restore');
  await plainCall(await context.desk())('vault.restore', { ...by, file });
  return { file, epoch: null, approvedBy: [] };
}

/** Backups are named, never pointed at: the desk looks in its own folder. */
function backupName(typed: string): string {
  const name = typed.split(/[\\/]/).at(-1) ?? '';
  if (name === '' || name.length > 255) throw new UsageError('tên bản sao lưu không đúng');
  return name;
}

export const backupCommands: readonly Command[] = [backup, restore];
