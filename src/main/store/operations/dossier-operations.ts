import type { DossierState } from '#contract/dossier-kind.ts';
import type { FailureCode } from '#contract/failures.ts';
import type { AuditDraft, AuditPlace } from '#domain/audit/record.ts';
import type {
  Acknowledgement,
  BookRange,
  Completed,
  DossierChange,
  DraftOwner,
  OutboxState,
  PacketRef,
  Purge,
  Reconciliation,
  StatePage,
  WorkRequest,
} from '#ports/dossier-store.ts';
import {
  dossierCounts,
  dossierOf,
  dossiersInState,
  dossiersOfPerson,
  dossiersOfShift,
  draftsOf,
  firstDueOf,
  sittingOf,
} from '../dossiers/read-dossiers.ts';
import { newestShifts, openShiftAt, shiftOf } from '../dossiers/shift-store.ts';
import { discardDraft, writeDossiers } from '../dossiers/write-dossiers.ts';
import { acknowledge } from '../outbox/acknowledge.ts';
import { type Completing, completeDossier, nextNumber } from '../outbox/complete-dossier.ts';
import {
  markAttempt,
  newestPackets,
  nextToSend,
  outboxBoard,
  packetBytes,
  packetOf,
  packetsInState,
  poison,
  release,
} from '../outbox/outbox.ts';
import {
  bookDays,
  bookEpochs,
  bookItems,
  bookRange,
  lastReconciliation,
  noteReconciliation,
} from '../outbox/packet-book.ts';
import { purgeablePackets, purgePacket } from '../outbox/purge.ts';
import { type Replacing, replacePacket } from '../outbox/replace-packet.ts';
import { reads, writes } from './operation.ts';

type Placed<T> = T & { readonly place: AuditPlace };
type Recorded = { readonly ref: PacketRef; readonly records: readonly AuditDraft[]; readonly place: AuditPlace };
type Attempt = { readonly ref: PacketRef; readonly failure: FailureCode; readonly nextAt: string };
type OutboxPage = { readonly state: OutboxState; readonly after: number; readonly limit: number };
type NewestPage = { readonly state: OutboxState; readonly before: number | null; readonly limit: number };
type PurgePage = { readonly receivedBefore: string; readonly after: number; readonly limit: number };
type DeskEpoch = { readonly deskId: string; readonly epoch: number };
type Discarding = { readonly id: string; readonly records: readonly AuditDraft[] };

/** Dossiers, sittings and shifts. Each writes all it was given with the records of the act, or nothing. */
const dossiers = {
  'dossiers.save': writes('desk', (db, { change, place }: Placed<{ readonly change: DossierChange }>): void =>
    writeDossiers(db, change, place),
  ),
  'dossiers.discard': writes('desk', (db, given: Placed<Discarding>): void => discardDraft(db, given)),
  'dossiers.one': reads('desk', (db, id: string) => dossierOf(db, id)),
  'dossiers.drafts': reads('desk', (db, of: DraftOwner) => draftsOf(db, of)),
  'dossiers.ofPerson': reads('desk', (db, mark: string) => dossiersOfPerson(db, mark)),
  'dossiers.inState': reads('desk', (db, page: StatePage) => dossiersInState(db, page)),
  'dossiers.counts': reads('desk', (db, _: undefined) => dossierCounts(db)),
  'dossiers.firstDue': reads('desk', (db, state: DossierState) => firstDueOf(db, state)),
  'dossiers.ofShift': reads('desk', (db, shift: string) => dossiersOfShift(db, shift)),
  'sittings.one': reads('desk', (db, id: string) => sittingOf(db, id)),
  'shifts.open': reads('desk', (db, station: string) => openShiftAt(db, station)),
  'shifts.one': reads('desk', (db, id: string) => shiftOf(db, id)),
  'shifts.newest': reads('desk', (db, limit: number) => newestShifts(db, limit)),
} as const;

/** Packets that wait to be acknowledged. */
const outbox = {
  'outbox.next': reads('desk', (db, deskId: string) => nextNumber(db, deskId)),
  'outbox.complete': writes('desk', (db, given: Completing): Completed => completeDossier(db, given)),
  'outbox.toSend': reads('desk', (db, request: WorkRequest) => nextToSend(db, request)),
  'outbox.one': reads('desk', (db, ref: PacketRef) => packetOf(db, ref)),
  'outbox.inState': reads('desk', (db, page: OutboxPage) => packetsInState(db, page)),
  'outbox.newest': reads('desk', (db, page: NewestPage) => newestPackets(db, page)),
  'outbox.packet': reads('desk', (db, ref: PacketRef) => packetBytes(db, ref)),
  'outbox.attempted': writes('desk', (db, { ref, ...why }: Attempt): void => markAttempt(db, ref, why)),
  'outbox.poison': writes('desk', (db, { ref, ...why }: Recorded & { readonly failure: FailureCode }): void =>
    poison(db, ref, why),
  ),
  'outbox.release': writes('desk', (db, { ref, ...recorded }: Recorded): void => release(db, ref, recorded)),
  'outbox.replace': writes('desk', (db, given: Replacing): void => replacePacket(db, given)),
  'outbox.acknowledge': writes('desk', (db, given: Placed<Acknowledgement>): void => acknowledge(db, given)),
  'outbox.board': reads('desk', (db, _: undefined) => outboxBoard(db)),
} as const;

/** The desk's book of packets, for reconciling and purging. */
const book = {
  'book.epochs': reads('desk', (db, deskId: string) => bookEpochs(db, deskId)),
  'book.days': reads('desk', (db, asked: DeskEpoch) => bookDays(db, asked)),
  'book.range': reads('desk', (db, asked: BookRange) => bookRange(db, asked)),
  'book.items': reads('desk', (db, asked: BookRange) => bookItems(db, asked)),
  'book.last': reads('desk', (db, asked: DeskEpoch) => lastReconciliation(db, asked)),
  'book.note': writes(
    'desk',
    (db, given: Placed<{ readonly reconciliation: Reconciliation; readonly records: readonly AuditDraft[] }>): void =>
      noteReconciliation(db, given),
  ),
  'book.purgeable': reads('desk', (db, page: PurgePage) => purgeablePackets(db, page)),
  'book.purge': writes('desk', (db, purge: Placed<Purge>): void => purgePacket(db, purge)),
} as const;

/** What the desk takes in, and what goes upstream of it. */
export const dossierOperations = { ...dossiers, ...outbox, ...book } as const;
