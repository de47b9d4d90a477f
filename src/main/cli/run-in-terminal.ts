import { type Failure, FailureError, failure } from '#contract/failures.ts';
import { describeFailure } from '#contract/wording/wording.ts';
import { type ComposeOptions, compose, type Desk } from '#main/compose.ts';
import { reportOnStandardError } from '#workers/report.ts';
import { type Invocation, parseInvocation, UsageError, usage } from './arguments.ts';
import { runCommand } from './commands.ts';
import { exitCode } from './exit-code.ts';
import { jsonLine, type Output } from './output.ts';

function tellFailure(error: unknown, json: boolean, output: Output): number {
  if (error instanceof UsageError) {
    if (json) output.result(jsonLine({ usage: error.message }));
    output.remark(`${error.message}\n\n${usage}`);
    return exitCode.usage;
  }
  const cause = failureOf(error);
  const { text, remedy } = describeFailure(cause, 'vi');
  if (json) output.result(jsonLine({ failure: { ...cause, text, remedy } }));
  else output.remark(`${text} ${remedy} [${cause.code}]\n`);
  return exitCode.failure;
}

function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return failure('internal', { incident: reportOnStandardError({ where: 'cli', error }) });
}

export type Terminal = {
  readonly args: readonly string[];
  readonly output: Output;
  /** Which desk the command runs on; cards on its readers open no reading by themselves. */
  readonly desk: ComposeOptions;
};

/** Runs one command of the desk from a terminal; returns the exit code. */
export async function runInTerminal({ args, output, desk: options }: Terminal): Promise<number> {
  let invocation: Invocation | null = null;
  let desk: Desk | null = null;
  try {
    invocation = parseInvocation(args);
    if (invocation.command.name === 'help') {
      output.result(invocation.json ? jsonLine({ usage }) : usage);
      return 0;
    }
    desk = await compose({ ...options, unattended: true });
    return await runCommand({ desk, invocation, output });
  } catch (error) {
    return tellFailure(error, invocation?.json ?? args.includes('--json'), output);
  } finally {
    await desk?.close();
  }
}
