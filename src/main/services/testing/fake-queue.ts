import type { Dossier } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import type { SyncMetadata } from '#contract/packet.ts';
import type { QueueFigures } from '#contract/sync.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { Acknowledgement, KeptDossier, Outbox, OutboxItem, OutboxState, PacketRef } from '#ports/dossier-store.ts';

/** A number of a dossier, for tests. */
export const fakeId = (n: number): string => `019a9e00-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const fakeDesk = 'd5'.repeat(32);
const instant = '2026-11-22T01:00:00.000Z';

type Row = { -readonly [name in keyof OutboxItem]: OutboxItem[name] };
type SyncOutbox = Pick<Outbox, 'toSend' | 'packet' | 'attempted' | 'poison' | 'acknowledge'>;

/** Queued dossiers and their packets in memory, stricter than the file: what the file would refuse is a bug here. */
export class FakeQueue {
  readonly rows: Row[] = [];
  readonly dossiers = new Map<string, Dossier>();
  readonly records: AuditDraft[] = [];
  readonly receipts = new Map<string, string>();
  /** How large each page was. */
  readonly pages: number[] = [];
  /** Fails acknowledgements while it is set. */
  full: FailureCode | null = null;
  /** What is asked is answered in time: a packet that is read. */
  readonly read: string[] = [];

  /** Queues a dossier; without a day it is due last. */
  add(n: number, due: string | null = '2026-12-02', size = 1000): SyncMetadata {
    const deskSeq = this.rows.length + 1;
    const sha256 = deskSeq.toString(16).padStart(64, '0');
    const ids = { dossierId: fakeId(n), rev: 1, deskId: fakeDesk, epoch: 1, deskSeq };
    const metadata = { ...ids, size, sha256, sig: `e30..${'A'.repeat(86)}` };
    this.dossiers.set(fakeId(n), dossierOf(n));
    this.rows.push({
      ...{ metadata, state: 'waiting', due, queuedAt: instant, attempts: 0, nextAttemptAt: null, failure: null },
      cursor: { due: due ?? '9999-12-31', id: deskSeq },
    });
    return metadata;
  }

  numbers(state: OutboxState): readonly number[] {
    return this.rows.filter((row) => row.state === state).map(({ metadata }) => metadata.deskSeq);
  }

  states(): readonly DossierState[] {
    return [...this.dossiers.values()].map(({ state }) => state);
  }

  figures(): QueueFigures {
    const waiting = this.rows.filter(({ state }) => state === 'waiting');
    return {
      ...{ drafts: 0, unsealed: 0, waiting: waiting.length, poisoned: this.numbers('poisoned').length },
      ...{ returned: 0, lapsed: 0, acknowledged: this.numbers('acknowledged').length },
      bytesWaiting: waiting.reduce((sum, { metadata }) => sum + metadata.size, 0),
      ...{ oldest: null, firstDue: null },
    };
  }

  one(id: string): Promise<KeptDossier> {
    const dossier = this.dossiers.get(id);
    if (dossier === undefined) throw new FailureError(failure('dossier.unknown'));
    return Promise.resolve({ dossier, mark: 'ab'.repeat(16) });
  }

  readonly outbox: SyncOutbox = {
    toSend: async ({ now, limit, after }) => {
      const page = this.rows
        .filter(({ state, nextAttemptAt }) => state === 'waiting' && (nextAttemptAt ?? '') <= now)
        .toSorted((a, b) => placeOf(a).localeCompare(placeOf(b)))
        .filter((row) => after === null || placeOf(row) > placeOf({ cursor: after }))
        .slice(0, limit);
      this.pages.push(page.length);
      return page.map((row) => ({ ...row }));
    },
    packet: async (ref) => {
      const { metadata } = this.#row(ref);
      this.read.push(metadata.dossierId);
      return new Uint8Array(metadata.size);
    },
    attempted: async (ref, why) => {
      const row = this.#row(ref);
      if (row.state !== 'waiting') return;
      Object.assign(row, { attempts: row.attempts + 1, failure: why.failure, nextAttemptAt: why.nextAt });
    },
    poison: async (ref, why, records) => {
      const row = this.#row(ref);
      if (row.state !== 'waiting') throw new Error('only what waits is set aside');
      Object.assign(row, { state: 'poisoned', failure: why });
      this.records.push(...records);
    },
    acknowledge: async (given) => this.#acknowledge(given),
  };

  #acknowledge({ receipt, jws, change }: Acknowledgement): void {
    if (this.full !== null) throw new FailureError(failure(this.full));
    const row = this.#row(receipt);
    if (row.metadata.sha256 !== receipt.sha256) throw new FailureError(failure('sync.receiptFalse'));
    if (row.state === 'acknowledged') throw new Error('a receipt is kept once');
    Object.assign(row, { state: 'acknowledged', failure: null, nextAttemptAt: null });
    this.receipts.set(receipt.dossierId, jws);
    for (const { dossier } of change.dossiers) this.dossiers.set(dossier.id, dossier);
    if (this.dossiers.get(receipt.dossierId)?.state === 'queued') throw new Error('a dossier is sent with its receipt');
    this.records.push(...change.records);
  }

  #row({ dossierId, rev }: PacketRef): Row {
    const found = this.rows.find(({ metadata }) => metadata.dossierId === dossierId && metadata.rev === rev);
    if (found === undefined) throw new FailureError(failure('dossier.unknown'));
    return found;
  }
}

const placeOf = ({ cursor }: Pick<OutboxItem, 'cursor'>) => `${cursor.due} ${String(cursor.id).padStart(9, '0')}`;

function dossierOf(n: number): Dossier {
  return {
    ...{ id: fakeId(n), revision: 1, edit: 9, content: 1, kind: { code: 'cardExchange', regime: 'R2026' } },
    ...{ sitting: fakeId(900_000), shift: fakeId(800_000), officer: 'CB001', openedAt: instant },
    subject: { number: '001099000901', name: 'NGUYỄN VĂN MẪU', birth: '1999-02-03' },
    circumstances: {
      ...{ age: 'from14', card: 'valid', holds: 'CCCD', chip: true, represented: false, channel: 'desk', reason: null },
    },
    ...{ state: 'queued', step: 'sign', focus: null, left: [], identified: null, fields: [], guardian: null },
    ...{ captures: [], exceptions: [], documents: [], reviewed: null, consent: null, exemption: null, fee: null },
    ...{ deadline: null, history: [] },
  };
}
