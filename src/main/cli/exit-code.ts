import type { Verdict } from '#contract/verdict.ts';

/** Exit codes of the desk's commands; they are part of what scripts rely on (docs/cli.md). */
export const exitCode = { genuine: 0, failure: 1, usage: 2, notGenuine: 10, cannotTell: 11 } as const;

/** The exit code that says a verdict. */
export function exitCodeOf(verdict: Verdict['verdict']): number {
  return exitCode[verdict];
}
