import type { Diagnosis } from '../desk.ts';
import type { Access, FileName, Gap, ReadProgress } from '../evidence.ts';
import type { Failure, FailureCode } from '../failures.ts';
import type { ReaderState } from '../readers.ts';
import type { Check, CheckId, Reason, Verdict } from '../verdict.ts';

/** What happened and why (`text`, may name params), and what to do about it (`remedy`). */
export type FailureWords = { readonly text: (params: Failure['params']) => string; readonly remedy: string };

/** A reason of a check: `text` for the line itself, `meaning` for what it means to the officer. */
export type ReasonWords = { readonly text: string; readonly meaning: string };

/** The headline of a verdict and what the officer may do now. */
export type VerdictWords = { readonly headline: string; readonly now: string };

/** The four headlines: `genuineData` is `genuine` with a chip that could not be checked for cloning. */
export type VerdictKind = Verdict['verdict'] | 'genuineData';

/** All words of the contract in one language; exhaustive, so a new code without words does not compile. */
export type Wording = {
  readonly failures: Readonly<Record<FailureCode, FailureWords>>;
  readonly reasons: Readonly<Record<Reason, ReasonWords>>;
  readonly checks: Readonly<Record<CheckId, string>>;
  readonly outcomes: Readonly<Record<Check['outcome'], string>>;
  readonly verdicts: Readonly<Record<VerdictKind, VerdictWords>>;
  readonly steps: Readonly<Record<ReadProgress['step'], string>>;
  readonly files: Readonly<Record<FileName, string>>;
  readonly gaps: Readonly<Record<Gap['cause'], string>>;
  readonly access: Readonly<Record<Access['protocol'], string>>;
  readonly cards: Readonly<Record<ReaderState['card'], string>>;
  readonly diagnoses: Readonly<Record<Diagnosis['item'], string>>;
  readonly expired: string;
};
