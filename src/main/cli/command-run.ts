import { FailureError } from '#contract/failures.ts';
import type { Permission } from '#contract/officers.ts';
import type { ComposeOptions, Desk } from '#main/compose.ts';
import type { Invocation } from './arguments.ts';
import type { Context } from './command.ts';
import { Interrupted, type Keyboard } from './keyboard.ts';
import type { Output } from './output.ts';
import { purposeOf } from './purpose.ts';
import { secretsOf } from './secrets.ts';
import { arriveAt, enterOffice, whoIs } from './session.ts';

export type CommandSurroundings = {
  readonly output: Output;
  readonly options: ComposeOptions;
  readonly compose: (options: ComposeOptions) => Promise<Desk>;
  readonly keyboard: Keyboard;
  readonly onInterrupt: (stop: () => void) => () => void;
};

/** A command under way: what it works with, and the desk it opened, if it did. */
export type CommandRun = { readonly context: Context; close(): Promise<void> };

/** What was asked to stop says so; anything else that went wrong is told as it is. */
const isStop = (error: unknown) =>
  error instanceof FailureError
    ? error.failure.code === 'read.cancelled'
    : error instanceof Error && error.name === 'AbortError';

/** Prepares the run of a command; nothing is opened yet. */
export function openRun({ values }: Invocation, surroundings: CommandSurroundings): CommandRun {
  const { output, options, compose, keyboard, onInterrupt } = surroundings;
  const secrets = secretsOf(values, keyboard, output.remark);
  let opened: Promise<Desk> | null = null;
  const desk: Context['desk'] = (looks = {}) => {
    opened ??= compose({ ...options, ...looks });
    return opened;
  };
  const entering = async (permission: Permission | null) => {
    const { officer } = values;
    return { desk: await desk(), officer, permission, secret: secrets.of };
  };
  const context: Context = {
    output,
    json: values.json ?? false,
    desk,
    office: async (permission) => enterOffice(await entering(permission)),
    whoIs: async (permission) => whoIs(await entering(permission)),
    arrive: async () => arriveAt(await entering(null)),
    purpose: () => purposeOf(values, options.profile === 'demo'),
    secret: secrets.of,
    async stoppable(work) {
      const controller = new AbortController();
      const unhear = onInterrupt(() => controller.abort());
      try {
        return await work(controller.signal);
      } catch (error) {
        throw controller.signal.aborted && isStop(error) ? new Interrupted() : error;
      } finally {
        unhear();
      }
    },
  };
  return {
    context,
    async close() {
      const composed = await opened?.catch(() => null);
      await composed?.close();
    },
  };
}
