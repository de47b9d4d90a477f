import { open } from 'node:fs/promises';
import { FailureError, failure } from '#contract/failures.ts';
import type { WantedSecret } from './command.ts';
import type { Keyboard } from './keyboard.ts';
import type { OptionValues } from './options.ts';
import { UsageError } from './usage-error.ts';

/** Where the secrets of a command come from: files named on its command line, else the keyboard. Never the command line itself. */
export type Secrets = { of(wanted: WantedSecret): Promise<string> };

const fileOptions = { own: 'secret-file', approver: 'approver-secret-file', new: 'new-secret-file' } as const;
const labels: Readonly<Record<WantedSecret['kind'], string>> = {
  own: 'Mật khẩu của',
  approver: 'Mật khẩu của người đồng ý',
  new: 'Mật khẩu mới cho',
};
const longestFile = 1024;

/** The secrets that a command's options name. With several `-` each takes the next line of standard input. */
export function secretsOf(values: OptionValues, keyboard: Keyboard, tell: (text: string) => void): Secrets {
  let piped: string[] | null = null;
  const nextLine = async () => {
    piped ??= (await keyboard.readAll()).split(/\r?\n/);
    return piped.shift() ?? '';
  };
  let own: Promise<string> | null = null;
  const find = async (wanted: WantedSecret) => {
    const option = fileOptions[wanted.kind];
    const file = values[option];
    if (file === undefined) return asked(wanted, keyboard, tell);
    const secret = file === '-' ? await nextLine() : await lineOf(file, tell);
    if (secret === '') throw new UsageError(`--${option}: không có mật khẩu nào ở dòng đầu`);
    return secret;
  };
  return {
    of(wanted) {
      if (wanted.kind !== 'own') return find(wanted);
      // Asked for once, however often the command proves who its officer is.
      own ??= find(wanted);
      return own;
    },
  };
}

async function asked(
  { kind, officer }: WantedSecret,
  keyboard: Keyboard,
  tell: (text: string) => void,
): Promise<string> {
  if (!keyboard.isTerminal)
    throw new UsageError(`cần --${fileOptions[kind]} <tệp|-> khi không có ai gõ mật khẩu của ${officer}`);
  const label = `${labels[kind]} ${officer}: `;
  for (;;) {
    const secret = await keyboard.askHidden(label);
    if (kind !== 'new' || secret === (await keyboard.askHidden('Gõ lại lần nữa: '))) return secret;
    tell('Hai lần gõ khác nhau.\n');
  }
}

/** The first line of a file. @throws FailureError `file.unreadable` */
async function lineOf(file: string, tell: (text: string) => void): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const info = await handle.stat();
      const othersRead = process.platform !== 'win32' && info.isFile() && (info.mode & 0o077) !== 0;
      if (othersRead) tell(`${file}: người khác trên máy cũng đọc được tệp mật khẩu này (chmod 600).\n`);
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(longestFile) });
      return buffer.toString('utf8', 0, bytesRead).split(/\r?\n/)[0] ?? '';
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new FailureError(failure('file.unreadable', { file }), error);
  }
}
