import type { DeskState } from '#contract/desk.ts';
import type { Command, Understood } from './command.ts';
import { commands } from './commands.ts';
import { commonOptions, type OptionName, type OptionValues, oneOf, readOptions } from './options.ts';
import { UsageError } from './usage-error.ts';

/** What a command line asks for. `command` is null for help. */
export type Invocation = {
  readonly command: (Understood & Pick<Command, 'name'>) | null;
  readonly values: OptionValues;
  /** The profile that was named, or null. */
  readonly profile: DeskState['profile']['kind'] | null;
};

const profiles = ['demo', 'training', 'production'] as const;

/** Understands a command line. @throws UsageError */
export function parseInvocation(args: readonly string[]): Invocation {
  const { values, words } = readOptions(args);
  const profile = values.profile === undefined ? null : oneOf(profiles, values.profile, '--profile');
  const [first] = words;
  if (values.help === true || first === undefined || first === 'help') return { command: null, values, profile };
  const found = commandOf(words);
  const rest = { values, words: words.slice(found.name.split(' ').length) };
  const stray = (Object.keys(values) as OptionName[]).find((name) => !takes(found, name));
  if (stray !== undefined) throw new UsageError(`${found.name} không dùng --${stray}`);
  return { command: { name: found.name, ...understood(found, rest) }, values, profile };
}

const takes = ({ options }: Command, name: OptionName) => commonOptions.includes(name) || options.includes(name);

/** Says which command could not be understood, too. */
function understood(found: Command, rest: Parameters<Command['understand']>[0]): Understood {
  try {
    return found.understand(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${found.name}: ${error.message}`);
  }
}

function commandOf([first = '', second = '']: readonly string[]): Command {
  const found =
    commands.find(({ name }) => name === `${first} ${second}`) ?? commands.find(({ name }) => name === first);
  if (found !== undefined) return found;
  const siblings = commands.flatMap(({ name }) => (name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : []));
  throw new UsageError(
    siblings.length > 0 ? `${first} cần một trong: ${siblings.join(', ')}` : `không có lệnh ${first}`,
  );
}
