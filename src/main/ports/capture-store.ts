import type { CapturePartName, CaptureRecord } from '#contract/capture.ts';
import type { AuditDraft } from '#domain/audit/record.ts';

/** A capture to keep: its record, the pseudonym of its person as the log has it, and the bytes of every part. */
export type KeptCapture = {
  readonly record: CaptureRecord;
  /** Keyed pseudonym of the full number: 32 hexadecimal digits. */
  readonly mark: string;
  readonly parts: readonly { readonly name: CapturePartName; readonly bytes: Uint8Array }[];
};

/** Captures that outlast the desk's sitting, encrypted. Every call may throw FailureError `storage.*`. */
export type CaptureStore = {
  /** Records of a person, oldest first; their bytes stay where they are. */
  of(mark: string): Promise<readonly CaptureRecord[]>;
  /** Bytes of one part, checked against their hash. @throws FailureError `capture.unknown`, `capture.damaged` */
  part(id: string, name: CapturePartName): Promise<Uint8Array>;
  /** Keeps all of them together with the records of the act, or nothing. */
  save(captures: readonly KeptCapture[], records: readonly AuditDraft[]): Promise<void>;
  /** Removes a capture and its bytes together with the records of the act. @throws FailureError `capture.unknown`, `capture.inDossier` */
  remove(id: string, records: readonly AuditDraft[]): Promise<void>;
};
