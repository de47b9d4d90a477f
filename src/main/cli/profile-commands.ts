import type { ProfileHealth } from '#contract/profile.ts';
import { describeFailure } from '#contract/wording/wording.ts';
import { type Command, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { moment, size } from './figures.ts';
import { noWords, oneOf, oneWord } from './options.ts';
import { jsonLine } from './output.ts';
import { labelled } from './table.ts';

type FileHealth = ProfileHealth['files'][number];
const fileWords: Readonly<Record<FileHealth['role'], string>> = { desk: 'Sổ của bàn', registry: 'Dữ liệu dân cư' };
const roles = ['desk', 'registry'] as const;
const holderWords: Readonly<Record<string, string>> = {
  secret: 'mật khẩu cán bộ',
  osStore: 'kho chìa của máy',
  recovery: 'chìa khôi phục',
  nothing: 'không cần ai',
};

/** `profile health` */
const health: Command = command({
  name: 'profile health',
  synopsis: '',
  does: 'tệp dữ liệu, bản sao lưu, chìa và chỗ trống của hồ sơ máy',
  options: [],
  understand: noWords,
  async run({ office, json, output }) {
    const found = await (await office('settings.manage')).call('profile.health', undefined);
    output.result(json ? jsonLine(found) : showHealth(found));
    return found.files.some(isBad) ? exitCode.failure : exitCode.done;
  },
});

/** What stands against a file: it did not open, or its check found something. */
function faultOf({ opened, checked }: FileHealth): ReturnType<typeof describeFailure> | null {
  const failure = 'code' in opened ? opened : (checked?.failure ?? null);
  return failure === null ? null : describeFailure(failure, 'vi');
}
const isBad = (file: FileHealth) => faultOf(file) !== null;

function showHealth(found: ProfileHealth): string {
  return [
    labelled([
      ['Thư mục', found.place],
      ['Mã hồ sơ máy', found.profileId],
      ['Đời dữ liệu', String(found.epoch)],
      ['Chỗ trống', size(found.freeBytes)],
      [
        'Chìa',
        `đời ${found.keyGeneration}: ${found.keyHolders.map(({ by, count }) => `${holderWords[by] ?? by} ${count}`).join(' · ')}`,
      ],
      ['Bản sao lưu', backupLine(found.backups)],
      [
        'Truy vấn chậm',
        found.slow.map(({ name, times, worstMs }) => `${name} ${times} lần, lâu nhất ${worstMs} ms`).join(' · '),
      ],
    ]),
    ...found.files.map(fileLines),
  ].join('');
}

function backupLine(backups: ProfileHealth['backups']): string {
  const [newest] = backups;
  return newest === undefined ? 'chưa có bản nào' : `${backups.length}, mới nhất ${moment(newest.madeAt)}`;
}

function fileLines(file: FileHealth): string {
  const fault = faultOf(file);
  const checked = file.checked === null ? 'chưa kiểm từ khi mở' : `kiểm lúc ${moment(file.checked.at)}`;
  const line = `${fault === null ? '✓' : '✗'} ${fileWords[file.role]} (${file.file}): ${size(file.bytes)}, ${checked}\n`;
  return fault === null ? line : `${line}    ${fault.text} ${fault.remedy}\n`;
}

/** `profile check` */
const check: Command = command({
  name: 'profile check',
  synopsis: '[desk|registry]',
  does: 'kiểm từng trang của tệp dữ liệu',
  options: [],
  understand: (args) => ({
    files: args.words.length === 0 ? roles : [oneOf(roles, oneWord(args, 'một tệp'), 'tệp')],
  }),
  async run({ office, json, output }, { files }) {
    const { call } = await office('settings.manage');
    const checked: FileHealth[] = [];
    for (const role of files) checked.push(await call('profile.check', { role }));
    output.result(json ? jsonLine({ files: checked }) : checked.map(fileLines).join(''));
    return checked.some(isBad) ? exitCode.failure : exitCode.done;
  },
});

export const profileCommands: readonly Command[] = [health, check];
