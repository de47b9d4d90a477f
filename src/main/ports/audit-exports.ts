import type { AuditSealsFile } from '#contract/audit.ts';

/** Where exports of the log are put. */
export type AuditExports = {
  /** Writes the lines and what they are verified with as two new files, for their owner only; tells both paths. @throws FailureError `storage.*` */
  write(given: {
    readonly name: string;
    readonly lines: AsyncIterable<Uint8Array>;
    readonly seals: AuditSealsFile;
  }): Promise<{ readonly lines: string; readonly seals: string }>;
};
