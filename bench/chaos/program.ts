import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Remark, Word } from './words.ts';

export type ProgramOptions = {
  readonly file: URL;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly hear: (said: Word | Remark) => void;
};

/** A program under way, until it is killed or ends. */
export type Program = {
  readonly ready: Promise<{ readonly port: number }>;
  /** Null when it was killed, else its exit code. */
  readonly ended: Promise<number | null>;
  order(message: object | string): void;
  kill(): void;
};

/** Starts a program that says what it does on its standard output, a line of JSON each. */
export function startProgram({ file, args, env, hear }: ProgramOptions): Program {
  const child: ChildProcess = fork(file, [...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'truc-ban-compiled'), ...process.env, ...env },
  });
  const ready = Promise.withResolvers<{ readonly port: number }>();
  const ended = Promise.withResolvers<number | null>();
  // Who waits for either is not always there.
  ready.promise.catch(() => undefined);
  let text = '';
  child.stdout?.on('data', (bytes) => {
    text += String(bytes);
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const said = wordIn(text.slice(0, end));
      text = text.slice(end + 1);
      if (said === null) continue;
      if (said.is === 'ready') ready.resolve({ port: said.port ?? 0 });
      hear(said);
    }
  });
  child.stderr?.on('data', (bytes) => hear({ is: 'failed', what: String(bytes).slice(0, 2000) }));
  child.on('error', (error) => hear({ is: 'failed', what: String(error) }));
  child.on('close', (code) => {
    ready.reject(new Error('it ended before it was ready'));
    ended.resolve(code);
  });
  return {
    ready: ready.promise,
    ended: ended.promise,
    order: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** A program that is killed within a line leaves half of one: nothing was promised by it. */
function wordIn(line: string): Word | Remark | null {
  try {
    return JSON.parse(line) as Word | Remark;
  } catch {
    return null;
  }
}
