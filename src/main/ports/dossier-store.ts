import type { Dossier, Sitting } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import type { FailureCode } from '#contract/failures.ts';
import type { SyncMetadata } from '#contract/packet.ts';
import type { Shift } from '#contract/shift.ts';
import type { Receipt, SequenceRange } from '#contract/upstream.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { DeskLedgerItem } from '#domain/packet/ledger.ts';

/** A dossier with the pseudonym of its person as the log has it (32 hexadecimal digits). */
export type KeptDossier = { readonly dossier: Dossier; readonly mark: string };

/** What is written together, at a moment (ISO), with the records of the act. Every list may be empty. */
export type DossierChange = {
  readonly dossiers: readonly KeptDossier[];
  readonly sittings: readonly Sitting[];
  readonly shifts: readonly Shift[];
  readonly records: readonly AuditDraft[];
  readonly at: string;
};

/** Whose drafts, and whose that came back: an officer's, or those a shift answers for. */
export type DraftOwner = { readonly officer: string } | { readonly shift: string };

/** Dossiers in a state, oldest first, after a number of a dossier (null: from the beginning). */
export type StatePage = { readonly state: DossierState; readonly after: string | null; readonly limit: number };

/** How a dossier of a shift stands. */
export type ShiftDossier = Pick<Dossier, 'id' | 'state' | 'shift'>;

/** Dossiers of this desk, encrypted. Every call is one transaction, and may throw FailureError `storage.*`. */
export type DossierStore = {
  /**
   * Keeps all of it, or nothing: a step of a draft, a dossier that is opened with its sitting and its place in the shift, a shift
   * that is closed. The same text again changes nothing. A shift or sitting is written as it is given.
   * @throws FailureError `dossier.changedMeanwhile` when a dossier here is of a later edit, `capture.unknown` when a dossier
   * or sitting names a capture that is not kept
   */
  save(change: DossierChange): Promise<void>;
  /** @throws FailureError `dossier.unknown` */
  one(id: string): Promise<KeptDossier>;
  /** What is to be gone on with: those the upstream sent back first, then drafts, each the last one touched first. */
  drafts(of: DraftOwner): Promise<readonly KeptDossier[]>;
  ofPerson(mark: string): Promise<readonly KeptDossier[]>;
  inState(page: StatePage): Promise<readonly KeptDossier[]>;
  counts(): Promise<Readonly<Partial<Record<DossierState, number>>>>;
  /** The first day (ISO) a dossier in a state is due; null where none of them has a deadline. */
  firstDue(state: DossierState): Promise<string | null>;
  /** Forgets a draft that no shift answers for, and its sitting if nobody else sits there. @throws FailureError `dossier.unknown`, `dossier.notDraft` */
  discard(id: string, records: readonly AuditDraft[]): Promise<void>;
  /** @throws FailureError `dossier.unknown` */
  sitting(id: string): Promise<Sitting>;
  /** The shift that is open at a station, or null. */
  openShift(station: string): Promise<Shift | null>;
  shift(id: string): Promise<Shift | null>;
  /** Newest first. */
  shifts(limit: number): Promise<readonly Shift[]>;
  /** Every dossier that says it is of this shift, for its figures. */
  ofShift(shift: string): Promise<readonly ShiftDossier[]>;
};

/** A packet by its dossier and revision. */
export type PacketRef = Pick<SyncMetadata, 'dossierId' | 'rev'>;

/** The number the next packet must be sealed with. */
export type NextNumber = Pick<SyncMetadata, 'epoch' | 'deskSeq'>;

/** A sealed packet with its signed metadata. */
export type KeptPacket = { readonly metadata: SyncMetadata; readonly sealed: Uint8Array };

/** `moved`: another packet took the number meanwhile, nothing was kept; seal it again with `next`. */
export type Completed =
  | { readonly is: 'kept'; readonly metadata: SyncMetadata }
  | { readonly is: 'moved'; readonly next: NextNumber };

/** How a packet stands in the outbox. `poisoned` is set aside until somebody releases it. */
export type OutboxState = 'waiting' | 'poisoned' | 'acknowledged';

/** A packet of the outbox. `due` is a day (ISO) or null; moments are ISO, `nextAttemptAt` null is at once. */
export type OutboxItem = {
  readonly metadata: SyncMetadata;
  readonly state: OutboxState;
  readonly due: string | null;
  readonly queuedAt: string;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly failure: FailureCode | null;
  /** Where to go on after this one. */
  readonly cursor: OutboxCursor;
};
export type OutboxCursor = { readonly due: string; readonly id: number };

/** Packets that may be sent at a moment (ISO), after the last one seen. */
export type WorkRequest = { readonly now: string; readonly limit: number; readonly after: OutboxCursor | null };

/** What a board shows of one state; `oldest` is a moment, `firstDue` a day, null when there is none. Purged ones still count. */
export type OutboxFigures = {
  readonly count: number;
  readonly bytes: number;
  readonly oldest: string | null;
  readonly firstDue: string | null;
};

/** A verified receipt, what was signed, and what it makes of the dossier (its state `sent`). */
export type Acknowledgement = { readonly receipt: Receipt; readonly jws: string; readonly change: DossierChange };

/** Packets that wait to be acknowledged upstream. Every call is one transaction, and may throw FailureError `storage.*`. */
export type Outbox = {
  next(deskId: string): Promise<NextNumber>;
  /**
   * Keeps a dossier that is queued now (first or later revision) with its packet under the next number, or nothing. Done again,
   * it says what was kept the first time. @throws FailureError as `DossierStore.save`
   */
  complete(change: DossierChange, packet: KeptPacket): Promise<Completed>;
  /** What may be sent, earliest legal deadline first; poisoned ones and those that wait for their moment are left out. */
  toSend(request: WorkRequest): Promise<readonly OutboxItem[]>;
  /** @throws FailureError `dossier.unknown` */
  one(ref: PacketRef): Promise<OutboxItem>;
  /** Packets in a state in the order they were queued, after a cursor's id. */
  inState(page: {
    readonly state: OutboxState;
    readonly after: number;
    readonly limit: number;
  }): Promise<readonly OutboxItem[]>;
  /** Packets in a state, the one queued last first, before a cursor's id (null: from the last on). */
  newest(page: {
    readonly state: OutboxState;
    readonly before: number | null;
    readonly limit: number;
  }): Promise<readonly OutboxItem[]>;
  /** Sealed bytes, checked against their hash. @throws FailureError `dossier.unknown` (also after a purge), `storage.damaged` */
  packet(ref: PacketRef): Promise<Uint8Array>;
  /** Notes an attempt that failed, and when the next may be. Of one that is not waiting nothing is noted. */
  attempted(ref: PacketRef, why: { readonly failure: FailureCode; readonly nextAt: string }): Promise<void>;
  /** Sets one aside that will not go by itself. */
  poison(ref: PacketRef, why: FailureCode, records: readonly AuditDraft[]): Promise<void>;
  /** Puts one back among those that wait, from now on: a poisoned one, or one the upstream has lost. */
  release(ref: PacketRef, records: readonly AuditDraft[]): Promise<void>;
  /**
   * Puts a newly sealed packet in the place of one the upstream never took, under the same number: sealed for another key, or as
   * a later revision of its dossier. It waits again. @throws FailureError `dossier.unknown`, `sync.mayNotReplace` for one that has a
   * receipt or another number, and as `DossierStore.save`
   */
  replace(ref: PacketRef, packet: KeptPacket, change: DossierChange): Promise<void>;
  /**
   * Keeps a receipt that was verified, with what it makes of the dossier, or nothing. Done again it changes nothing.
   * @throws FailureError `sync.receiptFalse` for one that is of no packet here, and as `DossierStore.save`
   */
  acknowledge(acknowledgement: Acknowledgement): Promise<void>;
  board(): Promise<Readonly<Record<OutboxState, OutboxFigures>>>;
};

/** How many packets a digest (`ledgerDigest`) is of. */
export type Digested = { readonly count: number; readonly digest: string };

/** A desk's numbers of one epoch; without a fault `count` is `highest`, and there are no gaps. */
export type EpochBook = {
  readonly epoch: number;
  readonly highest: number;
  readonly count: number;
  readonly gaps: readonly SequenceRange[];
};

/** What a comparison of both books came to, up to a number, with its signed minute. */
export type Reconciliation = {
  readonly deskId: string;
  readonly epoch: number;
  readonly upTo: number;
  readonly agreed: boolean;
  readonly at: string;
  readonly minute: string;
};

/** A purge: of one packet, at a moment, if its receipt is of before another (retention). Moments are ISO in UTC. */
export type Purge = PacketRef & {
  readonly receivedBefore: string;
  readonly at: string;
  readonly records: readonly AuditDraft[];
};

/** The desk's book of packets, for reconciling and purging. */
export type PacketBook = {
  epochs(deskId: string): Promise<readonly EpochBook[]>;
  /** Digests of what was acknowledged, by the day of its newest receipt. */
  days(desk: {
    readonly deskId: string;
    readonly epoch: number;
  }): Promise<readonly (Digested & { readonly day: string })[]>;
  /** The digest of what was acknowledged of a range: what waits is nothing another book could have. */
  range(range: BookRange): Promise<Digested>;
  items(range: BookRange): Promise<readonly DeskLedgerItem[]>;
  note(reconciliation: Reconciliation, records: readonly AuditDraft[]): Promise<void>;
  /** The last one of an epoch, or null. */
  lastReconciliation(desk: { readonly deskId: string; readonly epoch: number }): Promise<Reconciliation | null>;
  /** What may be purged now, in the order it was queued. */
  purgeable(page: {
    readonly receivedBefore: string;
    readonly after: number;
    readonly limit: number;
  }): Promise<readonly OutboxItem[]>;
  /** Takes the bytes of a packet off the desk and leaves its tombstone. @throws FailureError `sync.mayNotPurge` */
  purge(purge: Purge): Promise<void>;
};
/** Numbers of a desk in an epoch, both ends included. */
export type BookRange = SequenceRange & { readonly deskId: string; readonly epoch: number };
