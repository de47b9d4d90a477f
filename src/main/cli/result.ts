import type { Evidence } from '#contract/evidence.ts';
import type { Holder } from '#contract/holder.ts';
import type { Verdict } from '#contract/verdict.ts';
import { maskHolder } from '#domain/chip/holder.ts';
import type { CheckedEvidence } from '#services/card-check.ts';
import { exitCode, exitCodeOf } from './exit-code.ts';

/** What `read` and `verify` say (docs/cli.md). */
export type CardResult = {
  readonly verdict: Verdict['verdict'] | null;
  readonly data: Verdict['data'] | null;
  readonly chip: Verdict['chip'] | null;
  readonly expired: boolean | null;
  readonly signedAt: Verdict['signedAt'];
  readonly anchor: Verdict['anchor'];
  readonly at: string | null;
  readonly checks: Verdict['checks'];
  readonly holder: Holder | null;
  readonly access: Evidence['access'];
  readonly files: readonly { readonly name: string; readonly length: number }[];
  readonly gaps: Evidence['gaps'];
  /** Names of files in the folder that are no file of a chip. */
  readonly unrecognised: readonly string[];
  readonly failure: Evidence['failure'];
};

export type ResultOptions = { readonly unmasked: boolean; readonly unrecognised: readonly string[] };

/** The result of a read or verification; numbers are masked unless they are asked for. */
export function resultOf({ evidence, verdict, holder }: CheckedEvidence, options: ResultOptions): CardResult {
  return {
    verdict: verdict?.verdict ?? null,
    data: verdict?.data ?? null,
    chip: verdict?.chip ?? null,
    expired: verdict?.expired ?? null,
    signedAt: verdict?.signedAt ?? null,
    anchor: verdict?.anchor ?? null,
    at: verdict?.at ?? null,
    checks: verdict?.checks ?? [],
    holder: holder === null || options.unmasked ? holder : maskHolder(holder),
    access: evidence.access,
    files: evidence.files.map(({ name, bytes }) => ({ name, length: bytes.length })),
    gaps: evidence.gaps,
    unrecognised: options.unrecognised,
    failure: evidence.failure,
  };
}

/** The exit code of a result: what was proved, else that it failed. */
export function exitCodeOfResult({ verdict }: CardResult): number {
  return verdict === null ? exitCode.failure : exitCodeOf(verdict);
}
