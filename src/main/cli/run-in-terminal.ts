import { type Failure, FailureError, failure } from '#contract/failures.ts';
import { describeFailure } from '#contract/wording/wording.ts';
import { type ComposeOptions, compose, type Desk } from '#main/compose.ts';
import { reportOnStandardError } from '#workers/report.ts';
import { type Invocation, parseInvocation } from './arguments.ts';
import { type CommandRun, openRun } from './command-run.ts';
import { exitCode } from './exit-code.ts';
import { Interrupted, type Keyboard, standardKeyboard } from './keyboard.ts';
import { jsonLine, type Output } from './output.ts';
import { usage } from './usage.ts';
import { UsageError } from './usage-error.ts';

export type Terminal = {
  readonly args: readonly string[];
  readonly output: Output;
  /** Which desk the command runs on; cards on its readers open no reading by themselves. */
  readonly desk: ComposeOptions;
  /** Where secrets are typed; by default at this process. */
  readonly keyboard?: Keyboard;
  /** Calls back at Ctrl+C; returns the way to stop hearing it. */
  readonly onInterrupt?: (stop: () => void) => () => void;
  /** Puts the desk together. */
  readonly compose?: (options: ComposeOptions) => Promise<Desk>;
};

/** Runs one command of the desk from a terminal; returns the exit code. */
export async function runInTerminal(terminal: Terminal): Promise<number> {
  const { args, output } = terminal;
  let invocation: Invocation | null = null;
  let run: CommandRun | null = null;
  try {
    invocation = parseInvocation(args);
    const json = invocation.values.json ?? false;
    if (invocation.command === null) {
      output.result(json ? jsonLine({ usage: usage() }) : usage());
      return exitCode.done;
    }
    run = openRun(invocation, {
      output,
      options: optionsFor(terminal.desk, invocation),
      compose: terminal.compose ?? compose,
      keyboard: terminal.keyboard ?? standardKeyboard(),
      onInterrupt: terminal.onInterrupt ?? onSignal,
    });
    return await invocation.command.run(run.context);
  } catch (error) {
    return tell(error, invocation?.values.json ?? args.includes('--json'), output);
  } finally {
    await run?.close();
  }
}

/** The profile that was named; the source tree's desk is not for duty. @throws UsageError */
function optionsFor(desk: ComposeOptions, { profile }: Invocation): ComposeOptions {
  if (profile === 'production' && desk.host === 'web')
    throw new UsageError('hồ sơ nghiệp vụ chỉ mở bằng chương trình đã cài đặt');
  return { ...desk, profile: profile ?? desk.profile, unattended: true };
}

function onSignal(stop: () => void): () => void {
  // Once: whoever presses it again means it.
  process.once('SIGINT', stop);
  return () => process.off('SIGINT', stop);
}

function tell(error: unknown, json: boolean, output: Output): number {
  if (error instanceof Interrupted) return exitCode.interrupted;
  if (error instanceof UsageError) {
    if (json) output.result(jsonLine({ usage: error.message }));
    output.remark(`${error.message}\nCách dùng: npm run desk -- help\n`);
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
