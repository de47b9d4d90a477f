import { type Dossier, dossierSchema, type Sitting, sittingSchema } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import { type Shift, shiftSchema } from '#contract/shift.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { isDraft } from '#domain/dossier/change.ts';
import type {
  DossierChange,
  DossierStore,
  KeptDossier,
  KeptPacket,
  Outbox,
  OutboxItem,
  PacketRef,
} from '#ports/dossier-store.ts';

type Row = { readonly id: number; readonly item: OutboxItem; readonly sealed: Uint8Array };
type Kept = {
  readonly dossiers: Map<string, KeptDossier>;
  readonly sittings: Map<string, Sitting>;
  readonly shifts: Map<string, Shift>;
  readonly rows: Row[];
  readonly records: AuditDraft[];
};

type Store = Omit<DossierStore, 'discard' | 'ofPerson'>;
type Queue = Pick<
  Outbox,
  'next' | 'complete' | 'one' | 'inState' | 'newest' | 'packet' | 'poison' | 'release' | 'replace' | 'board'
>;

/**
 * The desk's file in memory: each call is one transaction that is seen whole or not at all, and what the file itself refuses
 * (a lost entry of a shift, a closed one that changes, two open ones, a gap in the numbers, an edit that goes back) is refused here.
 */
export class FakeDeskFile implements Store, Queue {
  #kept: Kept = { dossiers: new Map(), sittings: new Map(), shifts: new Map(), rows: [], records: [] };
  /** What happens in the middle of the next transaction, after everything was written and before it counts. */
  beforeCommit: () => void = () => undefined;
  /** How many transactions were made. */
  commits = 0;

  get records(): readonly AuditDraft[] {
    return this.#kept.records;
  }

  /** What a dossier is, for expectations. @throws Error for none */
  dossier(id: string): Dossier {
    return this.#one(id).dossier;
  }

  packets(): readonly KeptPacket[] {
    return this.#kept.rows.map(({ item, sealed }) => ({ metadata: item.metadata, sealed }));
  }

  #write<T>(work: (draft: Kept) => T): T {
    const draft: Kept = {
      dossiers: new Map(this.#kept.dossiers),
      sittings: new Map(this.#kept.sittings),
      shifts: new Map(this.#kept.shifts),
      rows: [...this.#kept.rows],
      records: [...this.#kept.records],
    };
    const done = work(draft);
    this.beforeCommit();
    this.#kept = draft;
    this.commits += 1;
    return done;
  }

  async append(records: readonly AuditDraft[]): Promise<void> {
    this.#write((draft) => draft.records.push(...records));
  }

  async save(change: DossierChange): Promise<void> {
    this.#write((draft) => writeChange(draft, change));
  }

  one: Store['one'] & Queue['one'] = (async (asked: string | PacketRef) =>
    structuredClone(
      typeof asked === 'string'
        ? this.#one(asked)
        : (this.#kept.rows[this.#at(asked)]?.item ?? fail('dossier.unknown')),
    )) as never;

  #one(id: string): KeptDossier {
    return this.#kept.dossiers.get(id) ?? fail('dossier.unknown');
  }

  #where(is: (dossier: Dossier) => boolean): readonly KeptDossier[] {
    const found = [...this.#kept.dossiers.values()].filter(({ dossier }) => is(dossier));
    return structuredClone(found.toSorted((one, other) => (one.dossier.id < other.dossier.id ? -1 : 1)));
  }

  drafts: DossierStore['drafts'] = async (of) =>
    this.#where(
      (each) =>
        (isDraft(each) || each.state === 'returned') &&
        ('officer' in of ? each.officer === of.officer : each.shift === of.shift),
    );

  inState: Store['inState'] & Queue['inState'] = (async (page: { state: string; after: unknown; limit: number }) => {
    if (typeof page.after === 'number') {
      const after = page.after;
      const found = this.#kept.rows.filter(({ id, item }) => item.state === page.state && id > after);
      return found.slice(0, page.limit).map(({ item }) => item);
    }
    const after = (page.after as string | null) ?? '';
    return this.#where(({ id, state }) => state === page.state && id > after).slice(0, page.limit);
  }) as never;

  newest: Queue['newest'] = async ({ state, before, limit }) => {
    const found = this.#kept.rows.filter(({ id, item }) => item.state === state && id < (before ?? Number.MAX_VALUE));
    return found
      .toReversed()
      .slice(0, limit)
      .map(({ item }) => item);
  };

  async counts(): Promise<Readonly<Partial<Record<DossierState, number>>>> {
    const states = Map.groupBy(this.#kept.dossiers.values(), ({ dossier }) => dossier.state);
    return Object.fromEntries([...states].map(([state, all]) => [state, all.length]));
  }

  async firstDue(state: DossierState): Promise<string | null> {
    const dues = this.#where((each) => each.state === state).map(({ dossier }) => dossier.deadline?.due ?? null);
    return dues.filter((due) => due !== null).toSorted()[0] ?? null;
  }

  async sitting(id: string): Promise<Sitting> {
    return this.#kept.sittings.get(id) ?? fail('dossier.unknown');
  }

  async openShift(station: string): Promise<Shift | null> {
    return (await this.shifts(1000)).find((shift) => shift.station === station && shift.closed === null) ?? null;
  }

  async shift(id: string): Promise<Shift | null> {
    return structuredClone(this.#kept.shifts.get(id) ?? null);
  }

  async shifts(limit: number): Promise<readonly Shift[]> {
    const all = [...this.#kept.shifts.values()].toSorted((one, other) => (one.id < other.id ? 1 : -1));
    return structuredClone(all.slice(0, limit));
  }

  ofShift: DossierStore['ofShift'] = async (shift) =>
    this.#where((each) => each.shift === shift).map(({ dossier: { id, state } }) => ({ id, state, shift }));

  next: Outbox['next'] = async () => ({ epoch: 1, deskSeq: this.#kept.rows.length + 1 });

  async complete(change: DossierChange, packet: KeptPacket) {
    const deskSeq = this.#kept.rows.length + 1;
    if (packet.metadata.deskSeq !== deskSeq) return { is: 'moved', next: { epoch: 1, deskSeq } } as const;
    const queued = change.dossiers.find(({ dossier }) => dossier.id === packet.metadata.dossierId)?.dossier;
    if (queued?.state !== 'queued' || queued.revision !== packet.metadata.rev || change.records.length === 0)
      throw new TypeError('a packet goes with its dossier, queued in this revision, and its record');
    this.#write((draft) => {
      draft.rows.push(rowOf(draft.rows.length + 1, packet, { queued, at: change.at }));
      writeChange(draft, change);
    });
    return { is: 'kept', metadata: packet.metadata } as const;
  }

  packet: Outbox['packet'] = async (ref) => this.#kept.rows[this.#at(ref)]?.sealed ?? fail('dossier.unknown');

  poison: Outbox['poison'] = async (ref, why, records) =>
    this.#change(ref, records, (item) => ({ ...item, state: 'poisoned', failure: why }));

  release: Outbox['release'] = async (ref, records) =>
    this.#change(ref, records, (item) => ({ ...item, state: 'waiting', failure: null }));

  async replace(ref: PacketRef, packet: KeptPacket, change: DossierChange): Promise<void> {
    const at = this.#at(ref);
    const row = this.#kept.rows[at];
    const queued = change.dossiers.find(({ dossier }) => dossier.revision === packet.metadata.rev)?.dossier;
    if (row === undefined || queued?.state !== 'queued') throw new TypeError('a packet goes with its dossier');
    const isThere = row.item.metadata.deskSeq === packet.metadata.deskSeq && row.item.state !== 'acknowledged';
    if (!isThere) fail('sync.mayNotReplace');
    this.#write((draft) => {
      draft.rows[at] = rowOf(row.id, packet, { queued, at: row.item.queuedAt });
      writeChange(draft, change);
    });
  }

  async board() {
    const of = (state: OutboxItem['state']) => {
      const items = this.#kept.rows.flatMap(({ item }) => (item.state === state ? [item] : []));
      const bytes = items.reduce((sum, { metadata }) => sum + metadata.size, 0);
      const dues = items.flatMap(({ due }) => due ?? []).toSorted();
      return { count: items.length, bytes, oldest: items[0]?.queuedAt ?? null, firstDue: dues[0] ?? null };
    };
    return { waiting: of('waiting'), poisoned: of('poisoned'), acknowledged: of('acknowledged') };
  }

  /** A packet counts as received, as the run that sends would have it. */
  acknowledge(ref: PacketRef): void {
    this.#change(ref, [], (item) => ({ ...item, state: 'acknowledged' }));
  }

  #change(ref: PacketRef, records: readonly AuditDraft[], change: (item: OutboxItem) => OutboxItem): void {
    const at = this.#at(ref);
    this.#write((draft) => {
      const row = draft.rows[at];
      if (row === undefined) fail('dossier.unknown');
      draft.rows[at] = { ...row, item: change(row.item) };
      draft.records.push(...records);
    });
  }

  #at({ dossierId, rev }: PacketRef): number {
    return this.#kept.rows.findIndex(
      ({ item: { metadata } }) => metadata.dossierId === dossierId && metadata.rev === rev,
    );
  }
}

type Queued = { readonly queued: Dossier; readonly at: string };

function rowOf(id: number, { metadata, sealed }: KeptPacket, { queued, at }: Queued): Row {
  const due = queued.deadline?.due ?? null;
  const item: OutboxItem = {
    ...{ metadata, state: 'waiting', due, queuedAt: at, attempts: 0, nextAttemptAt: null, failure: null },
    cursor: { due: due ?? '9999-12-31', id },
  };
  return { id, item, sealed: Uint8Array.from(sealed) };
}

function writeChange(draft: Kept, { dossiers, sittings, shifts, records }: DossierChange): void {
  for (const shift of shifts) writeShift(draft, shiftSchema.parse(shift));
  for (const sitting of sittings) draft.sittings.set(sitting.id, sittingSchema.parse(sitting));
  for (const kept of dossiers) writeDossier(draft, { ...kept, dossier: dossierSchema.parse(kept.dossier) });
  draft.records.push(...records);
}

function writeShift(draft: Kept, shift: Shift): void {
  const before = draft.shifts.get(shift.id);
  if (before !== undefined && shift.entries.length < before.entries.length) throw new Error('a shift loses no dossier');
  if (before?.closed != null && !isOnlyTakenOver(before, shift)) throw new Error('a closed shift is final');
  draft.shifts.set(shift.id, shift);
  const open = [...draft.shifts.values()].filter(({ closed, station }) => closed === null && station === shift.station);
  if (open.length > 1) throw new Error('two open shifts');
}

function isOnlyTakenOver(before: Shift, after: Shift): boolean {
  const text = (shift: Shift) =>
    JSON.stringify({
      ...shift,
      closed: { ...shift.closed, handOver: { ...shift.closed?.handOver, takenOverBy: null } },
    });
  return text(before) === text(after) && before.closed?.handOver.takenOverBy === null;
}

const queuedOn: readonly DossierState[] = ['queued', 'sent', 'returned', 'approved', 'cardArrived', 'handedOver'];

function writeDossier(draft: Kept, kept: KeptDossier): void {
  const { id, edit, shift, state, revision } = kept.dossier;
  const before = draft.dossiers.get(id)?.dossier;
  if (JSON.stringify(before) === JSON.stringify(kept.dossier)) return;
  if (before !== undefined && edit <= before.edit) fail('dossier.changedMeanwhile');
  if (before !== undefined && ![before.revision, before.revision + 1].includes(revision)) throw new Error('goes back');
  if (!draft.shifts.has(shift)) throw new Error('a shift that is not kept');
  if (!/^[0-9a-f]{32}$/.test(kept.mark)) throw new Error('a dossier without a mark');
  const isQueued = draft.rows.some(({ item: { metadata } }) => metadata.dossierId === id && metadata.rev === revision);
  if (before !== undefined && queuedOn.includes(state) && !isQueued)
    throw new Error('a dossier is queued with its packet');
  draft.dossiers.set(id, structuredClone(kept));
}

function fail(code: FailureCode): never {
  throw new FailureError(failure(code));
}
