import type { ComposeOptions } from '#main/compose.ts';
import '#store/testing/scrypt-once.ts';
import type { Keyboard } from '../keyboard.ts';
import { runInTerminal, type Terminal } from '../run-in-terminal.ts';
import type { FakeDesk } from './fake-desk.ts';

/** What a command left behind. */
export type Ran = {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly progress: readonly string[];
  readonly composed: readonly ComposeOptions[];
};

/** Somebody who types these lines where a secret is asked for; nobody types without any. */
export function typist(...lines: readonly string[]): Keyboard {
  const left = [...lines];
  return {
    isTerminal: lines.length > 0,
    askHidden: async () => {
      const line = left.shift();
      if (line === undefined) throw new Error('nothing more is typed');
      return line;
    },
    readAll: async () => '',
  };
}

export type RunOptions = Partial<Omit<Terminal, 'args' | 'output'>> & {
  readonly fake?: FakeDesk;
  /** Hears each word of progress. */
  readonly onProgress?: (text: string) => void;
};

/** Runs a command line in this process and gathers what it says. */
export async function runGathering(
  args: readonly string[],
  { fake, onProgress, ...options }: RunOptions,
): Promise<Ran> {
  const said = { out: '', err: '' };
  const progress: string[] = [];
  const composed: ComposeOptions[] = [];
  const code = await runInTerminal({
    args,
    keyboard: typist(),
    onInterrupt: () => () => undefined,
    desk: { profile: fake?.desk.snapshot().profile.kind ?? 'demo', host: 'web' },
    ...options,
    ...(fake === undefined
      ? {}
      : {
          compose: async (asked) => {
            composed.push(asked);
            return fake.desk;
          },
        }),
    output: {
      result: (text) => {
        said.out += text;
      },
      remark: (text) => {
        said.err += text;
      },
      progress: (text) => {
        if (text === null) return;
        progress.push(text);
        onProgress?.(text);
      },
    },
  });
  return { code, ...said, progress, composed };
}
