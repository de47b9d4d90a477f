import type { Settings } from '#contract/desk.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';

/** What a profile keeps between starts. Every writer throws FailureError `storage.full` or `storage.denied`. */
export type ProfileStore = {
  /** Where the profile is kept, for people. */
  readonly place: string;
  readonly anchors: {
    /** @throws FailureError `storage.damaged` naming the file; it is left as it is */
    load(): Promise<readonly StoredAnchor[]>;
    /** Replaces all anchors, or nothing; a damaged file is set aside under another name. */
    save(anchors: readonly StoredAnchor[]): Promise<void>;
  };
  readonly settings: {
    /** Null when none are kept or they cannot be read: settings are never worth a refusal. */
    load(): Promise<Settings | null>;
    save(settings: Settings): Promise<void>;
  };
  /** Adds a line to the log; never throws and never makes anyone wait. */
  appendLog(line: string): void;
  /** Whether the profile can be written, and how many bytes are free. @throws FailureError `storage.*` */
  probe(): Promise<{ readonly freeBytes: number }>;
};
