import { parseArgs } from 'node:util';

/** How a card is opened, as it was typed: six digits, or a file or text with the machine readable zone. */
export type KeyArgument = { readonly kind: 'can' | 'mrz'; readonly text: string };

/** What the command line asks for. */
export type Command =
  | { readonly name: 'readers' | 'trust list' | 'doctor' | 'help' }
  | {
      readonly name: 'read';
      readonly reader: string;
      readonly person: string | null;
      readonly key: KeyArgument;
      readonly out: string | null;
    }
  | { readonly name: 'verify'; readonly folder: string; readonly trust: readonly string[] }
  | { readonly name: 'trust import'; readonly files: readonly string[] };

export type Invocation = { readonly command: Command; readonly json: boolean; readonly unmasked: boolean };

/** The command line cannot be understood; `message` says why, for the person who typed it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

const options = {
  json: { type: 'boolean' },
  unmasked: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  reader: { type: 'string' },
  person: { type: 'string' },
  can: { type: 'string' },
  mrz: { type: 'string' },
  out: { type: 'string' },
  trust: { type: 'string', multiple: true },
} as const;

type Values = {
  readonly [name in keyof typeof options]?: name extends 'trust'
    ? string[]
    : name extends 'json' | 'unmasked' | 'help'
      ? boolean
      : string;
};

function parse(args: readonly string[]): { readonly values: Values; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(reasonOf(error));
  }
}

/** What Node says in English about a command line. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) return 'không hiểu lệnh';
  const option = /'(-[^ ']*)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `không có tùy chọn ${option}`;
  const takesValue = !/does not take an argument/.test(error.message);
  return takesValue ? `${option} cần một giá trị` : `${option} không nhận giá trị`;
}

/** Options that each command knows besides `--json`. */
const known: Readonly<Record<Command['name'], readonly (keyof Values)[]>> = {
  readers: [],
  read: ['reader', 'person', 'can', 'mrz', 'out', 'unmasked'],
  verify: ['trust', 'unmasked'],
  'trust import': [],
  'trust list': [],
  doctor: [],
  help: [],
};

function keyOf({ can, mrz }: Values): KeyArgument {
  if ((can === undefined) === (mrz === undefined))
    throw new UsageError('read cần đúng một trong hai: --can hoặc --mrz');
  if (can === undefined) return { kind: 'mrz', text: mrz ?? '' };
  if (!/^\d{6}$/.test(can)) throw new UsageError('--can phải là sáu chữ số');
  return { kind: 'can', text: can };
}

function readCommand(values: Values): Command {
  if (values.reader === undefined) throw new UsageError('read cần --reader <tên|demo>');
  if (values.person !== undefined && values.reader !== 'demo')
    throw new UsageError('--person chỉ đi với --reader demo');
  const { reader, person = null, out = null } = values;
  return { name: 'read', reader, person, key: keyOf(values), out };
}

function verifyCommand(values: Values, [folder, ...more]: readonly string[]): Command {
  if (folder === undefined) throw new UsageError('verify cần một thư mục');
  // `--trust a b c`: a shell pattern gives several names, of which the parser takes the first one.
  if (more.length > 0 && values.trust === undefined) throw new UsageError(`thừa: ${more.join(' ')}`);
  return { name: 'verify', folder, trust: [...(values.trust ?? []), ...more] };
}

function commandOf(values: Values, [first, ...rest]: readonly string[]): Command {
  if (values.help || first === undefined || first === 'help') return { name: 'help' };
  if (first === 'trust') {
    const [action, ...files] = rest;
    if (action === 'list' && files.length === 0) return { name: 'trust list' };
    if (action !== 'import') throw new UsageError('trust cần import <tệp…> hoặc list');
    if (files.length === 0) throw new UsageError('trust import cần ít nhất một tệp');
    return { name: 'trust import', files };
  }
  if (first === 'verify') return verifyCommand(values, rest);
  if (rest.length > 0) throw new UsageError(`thừa: ${rest.join(' ')}`);
  if (first === 'read') return readCommand(values);
  if (first === 'readers' || first === 'doctor') return { name: first };
  throw new UsageError(`không có lệnh ${first}`);
}

/** Understands a command line. @throws UsageError */
export function parseInvocation(args: readonly string[]): Invocation {
  const { values, positionals } = parse(args);
  const command = commandOf(values, positionals);
  const stray = (Object.keys(values) as (keyof Values)[]).find(
    (name) => name !== 'json' && name !== 'help' && !known[command.name].includes(name),
  );
  if (stray !== undefined && command.name !== 'help') throw new UsageError(`${command.name} không dùng --${stray}`);
  return { command, json: values.json ?? false, unmasked: values.unmasked ?? false };
}

/** How to use the commands. */
export const usage = `Cách dùng: npm run desk -- <lệnh> [--json]
  readers                                   các đầu đọc và thẻ trên đó
  read --reader <tên|demo> [--person <mã>] (--can <6 số> | --mrz <tệp|90 ký tự>) [--out <thư mục>] [--unmasked]
                                            đọc và chứng minh thẻ
  verify <thư mục> [--trust <tệp|thư mục>…] [--unmasked]
                                            chứng minh lại dữ liệu đã đọc
  trust import <tệp|thư mục…>               nhập chứng thư gốc (CSCA), danh sách (master list)
  trust list                                các chứng thư gốc đang tin
  doctor                                    tự kiểm tra máy
Mã thoát: 0 thật · 10 không thật · 11 chưa đủ căn cứ · 2 sai cách dùng · 1 không làm được
`;
