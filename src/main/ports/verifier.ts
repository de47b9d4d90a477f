import type { Evidence } from '#contract/evidence.ts';
import type { Anchor, ImportProgress, Refused } from '#contract/trust.ts';
import type { Verdict } from '#contract/verdict.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';

/** Files that may hold certificates or lists of them, as the officer gave them. */
export type TrustFiles = readonly { readonly name: string; readonly bytes: Uint8Array }[];

/** How evidence is judged. `partial`: more files are still on their way; `recorded`: it comes out of a folder, not from a chip just read. */
export type Judging = { readonly now: Date; readonly partial: boolean; readonly recorded: boolean };

/** Judges evidence and certificates against the anchors it was given last; the arithmetic runs elsewhere. */
export type Verifier = {
  /** Replaces the anchors; returns how lists show them, in the same order. */
  load(anchors: readonly StoredAnchor[]): Promise<readonly Anchor[]>;
  /** Judges certificates and lists; loads nothing. Aborting `signal` ends it with `read.cancelled`. */
  judge(
    request: { readonly importId: string; readonly files: TrustFiles; readonly now: Date },
    hooks: { readonly signal: AbortSignal; readonly onProgress: (progress: ImportProgress) => void },
  ): Promise<{ readonly accepted: readonly StoredAnchor[]; readonly refused: readonly Refused[] }>;
  verify(evidence: Evidence, how: Judging): Promise<Verdict>;
  close(): Promise<void>;
};
