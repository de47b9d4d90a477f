import type { Approval, Officer } from '#contract/officers.ts';
import type { AuditDraft } from '#domain/audit/record.ts';

/** A change to keep: an officer (revision 1 is a new one) or an approval as it is now. */
export type OfficerWrite =
  | { readonly kind: 'officer'; readonly officer: Officer }
  | { readonly kind: 'approval'; readonly approval: Approval };

/** The officers of a desk. Every call may throw FailureError `storage.*`. */
export type OfficerStore = {
  officers(): Promise<readonly Officer[]>;
  approval(id: string): Promise<Approval | null>;
  /** The newest approvals, newest first. */
  approvals(limit: number): Promise<readonly Approval[]>;
  /**
   * Keeps all changes together with their records, or nothing.
   * @throws FailureError `officer.changedMeanwhile` when an officer is not at the revision before
   */
  write(writes: readonly OfficerWrite[], records: readonly AuditDraft[]): Promise<void>;
};
