import type { Attention } from '#contract/comparison.ts';
import type { Verdict } from '#contract/verdict.ts';

/** Exit codes of the desk's commands; they are part of what scripts rely on (docs/cli.md). */
export const exitCode = {
  done: 0,
  failure: 1,
  usage: 2,
  /** Done, and some lines of a file, or some packets of the queue, were set aside. */
  setAside: 3,
  /** Nobody was found. */
  nobody: 4,
  /** Something waits in the queue, for its moment or for this desk. */
  left: 5,
  /** No upstream takes what this desk sends: none is named, it cannot be reached, or it lets this desk in no more. */
  away: 6,
  /** This desk's book and the upstream's differ. */
  differ: 7,
  genuine: 0,
  notGenuine: 10,
  cannotTell: 11,
  /** Two faces: of one person, of two, or left to the officer. */
  match: 0,
  noMatch: 10,
  officer: 11,
  /** A portrait that fails a pre-check. */
  notPassed: 10,
  /** A comparison that found something worth knowing, to be cleared up, or not to go on with. */
  notice: 20,
  warning: 21,
  blocking: 22,
  /** Stopped by Ctrl+C, as shells say it. */
  interrupted: 130,
} as const;

/** The exit code that says a verdict. */
export function exitCodeOf(verdict: Verdict['verdict']): number {
  return exitCode[verdict];
}

/** The exit code that says how loud a comparison is. */
export function exitCodeOfAttention(level: Attention): number {
  return level === 'quiet' ? exitCode.done : exitCode[level];
}
