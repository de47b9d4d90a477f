import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

const flag = { type: 'boolean' } as const;
const value = { type: 'string' } as const;
const values = { type: 'string', multiple: true } as const;

/** Every option of every command. */
const optionTable = {
  json: flag,
  help: { type: 'boolean', short: 'h' },
  profile: value,
  officer: value,
  'secret-file': value,
  'new-secret-file': value,
  approver: value,
  'approver-secret-file': value,
  purpose: value,
  note: value,
  unmasked: flag,
  reader: value,
  person: value,
  can: value,
  mrz: value,
  out: value,
  trust: values,
  format: value,
  area: value,
  year: value,
  limit: value,
  findings: value,
  name: value,
  role: values,
  unit: value,
  seals: value,
  key: values,
  head: values,
  from: value,
  list: flag,
  second: flag,
  authority: value,
  signing: value,
} as const;

type Table = typeof optionTable;
export type OptionName = keyof Table;

/** Options as they were typed. */
export type OptionValues = {
  readonly [name in OptionName]?: Table[name] extends { type: 'boolean' }
    ? boolean
    : Table[name] extends { multiple: true }
      ? readonly string[]
      : string;
};

/** What follows the name of a command. */
export type Arguments = { readonly values: OptionValues; readonly words: readonly string[] };

/** Options that every command takes: how it speaks, on which profile, and who it is. */
export const commonOptions: readonly OptionName[] = ['json', 'help', 'profile', 'officer', 'secret-file'];
/** Options of commands that show people. */
export const purposeOptions: readonly OptionName[] = ['purpose', 'note'];

/** Takes a command line apart. @throws UsageError */
export function readOptions(args: readonly string[]): Arguments {
  try {
    const parsed = parseArgs({ args: [...args], options: optionTable, allowPositionals: true, strict: true });
    return { values: parsed.values, words: parsed.positionals };
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

/** The one word that a command takes. @throws UsageError when there is none or there are more */
export function oneWord({ words }: Arguments, what: string): string {
  const [first, ...more] = words;
  if (first === undefined) throw new UsageError(`cần ${what}`);
  if (more.length > 0) throw new UsageError(`thừa: ${more.join(' ')}`);
  return first;
}

/** @throws UsageError when words follow a command that takes none */
export function noWords({ words }: Arguments): void {
  if (words.length > 0) throw new UsageError(`thừa: ${words.join(' ')}`);
}

/** One of a list of codes. @throws UsageError that names them */
export function oneOf<T extends string>(list: readonly T[], typed: string, option: string): T {
  const found = list.find((each) => each === typed);
  if (found === undefined) throw new UsageError(`${option} là một trong: ${list.join(', ')}`);
  return found;
}

/** A whole number between two bounds. @throws UsageError */
export function wholeNumber(typed: string, [least, most]: readonly [number, number], option: string): number {
  const number = /^\d{1,15}$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(number >= least && number <= most)) throw new UsageError(`${option} là một số từ ${least} đến ${most}`);
  return number;
}
