import type { AuditPlace } from '#domain/audit/record.ts';
import type { DossierStore, Outbox, PacketBook } from '#ports/dossier-store.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import type { StoreLink } from './store-link.ts';

type Link = Pick<StoreLink<StoreOperations>, 'run'>;

/** Dossiers, sittings and shifts through the database threads. */
export function storedDossiers(link: Link, place: AuditPlace): DossierStore {
  return {
    save: (change) => link.run('dossiers.save', { change, place }),
    one: (id) => link.run('dossiers.one', id),
    drafts: (of) => link.run('dossiers.drafts', of),
    ofPerson: (mark) => link.run('dossiers.ofPerson', mark),
    inState: (page) => link.run('dossiers.inState', page),
    counts: () => link.run('dossiers.counts', undefined),
    firstDue: (state) => link.run('dossiers.firstDue', state),
    discard: (id, records) => link.run('dossiers.discard', { id, records, place }),
    sitting: (id) => link.run('sittings.one', id),
    openShift: (station) => link.run('shifts.open', station),
    shift: (id) => link.run('shifts.one', id),
    shifts: (limit) => link.run('shifts.newest', limit),
    ofShift: (shift) => link.run('dossiers.ofShift', shift),
  };
}

/** Packets that wait to be acknowledged, through the database threads. */
export function storedOutbox(link: Link, place: AuditPlace): Outbox {
  return {
    next: (deskId) => link.run('outbox.next', deskId),
    complete: (change, packet) => link.run('outbox.complete', { change, packet, place }),
    toSend: (request) => link.run('outbox.toSend', request),
    one: (ref) => link.run('outbox.one', ref),
    inState: (page) => link.run('outbox.inState', page),
    newest: (page) => link.run('outbox.newest', page),
    packet: (ref) => link.run('outbox.packet', ref),
    attempted: (ref, why) => link.run('outbox.attempted', { ref, ...why }),
    poison: (ref, failure, records) => link.run('outbox.poison', { ref, failure, records, place }),
    release: (ref, records) => link.run('outbox.release', { ref, records, place }),
    replace: (ref, packet, change) => link.run('outbox.replace', { ref, packet, change, place }),
    acknowledge: (acknowledgement) => link.run('outbox.acknowledge', { ...acknowledgement, place }),
    board: () => link.run('outbox.board', undefined),
  };
}

/** The desk's book of packets through the database threads. */
export function storedPacketBook(link: Link, place: AuditPlace): PacketBook {
  return {
    epochs: (deskId) => link.run('book.epochs', deskId),
    days: (desk) => link.run('book.days', desk),
    range: (range) => link.run('book.range', range),
    items: (range) => link.run('book.items', range),
    note: (reconciliation, records) => link.run('book.note', { reconciliation, records, place }),
    lastReconciliation: (desk) => link.run('book.last', desk),
    purgeable: (page) => link.run('book.purgeable', page),
    purge: (purge) => link.run('book.purge', { ...purge, place }),
  };
}
