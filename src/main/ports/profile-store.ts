import type { Settings } from '#contract/desk.ts';
import type { Station } from '#contract/profile.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';

/** What a profile keeps between starts. Every writer throws FailureError `storage.full` or `storage.denied`. */
export type ProfileStore = {
  /** Where the profile is kept, for people. */
  readonly place: string;
  /** The plain file of anchors that an earlier version kept: taken over once, and then removed. */
  readonly plainAnchors: {
    /** None where there is no file. @throws FailureError `storage.damaged` naming the file; it is left as it is */
    load(): Promise<readonly StoredAnchor[]>;
    remove(): Promise<void>;
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

/** The trust anchors of the desk. Every call may throw FailureError `storage.*`. */
export type AnchorStore = {
  load(): Promise<readonly StoredAnchor[]>;
  /** Replaces all anchors together with the records of the act, or nothing. */
  save(anchors: readonly StoredAnchor[], records?: readonly AuditDraft[]): Promise<void>;
};

/** Where the desk stands and how it keeps its data. Every call may throw FailureError `storage.*`. */
export type StationStore = {
  /** Null when nothing was set yet. */
  load(): Promise<Station | null>;
  /** Keeps it together with the records of the act, or nothing. */
  save(station: Station, records?: readonly AuditDraft[]): Promise<void>;
};
