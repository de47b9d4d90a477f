import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import type { SyncMetadata } from '#contract/packet.ts';
import type { Announced, DeskStanding, UpstreamInfo } from '#contract/upstream.ts';
import type { ConnectUpstream, ProvedReceipt, Upstream } from '#ports/upstream.ts';
import type { BoundUpstream, UpstreamStore } from '#ports/upstream-store.ts';
import { fakeDesk } from './fake-queue.ts';

type Operation = 'info' | 'enrol' | 'standing' | 'announce' | 'upload' | 'finalise';
type Fault = {
  readonly on: Operation;
  readonly code: FailureCode;
  /** Of this dossier alone. */
  readonly of?: string;
  times: number;
  readonly params?: Readonly<Record<string, number>>;
  /** The work is done, and the answer is lost. */
  readonly after?: boolean;
};

const keyNamed = (kid: string) => ({ kid: kid.repeat(64), publicKey: 'AAAA' });

/** An upstream in memory that says how often it was asked for what. */
export class FakeUpstream {
  readonly asked: string[] = [];
  readonly received = new Map<string, { readonly jws: string; readonly sha256: string }>();
  readonly held = new Map<string, number>();
  readonly limits: (number | null)[] = [];
  stands: DeskStanding['standing'] | 'unknown' = 'approved';
  keys = { sealing: keyNamed('a'), signing: keyNamed('b') };
  /** What it refuses when it is announced, by dossier. */
  readonly refuses = new Map<string, FailureCode>();
  /** Called for every request. */
  onAsked: (operation: Operation, dossierId: string | null) => void | Promise<void> = () => undefined;
  /** A dossier that makes it refuse the announcement it is in. */
  refusesWhole: string | null = null;
  closed = 0;
  #faults: Fault[] = [];
  #number = 100;

  fail(on: Operation, code: FailureCode, over: Partial<Fault> = {}): void {
    this.#faults.push({ on, code, times: Number.POSITIVE_INFINITY, ...over });
  }

  recover(): void {
    this.#faults = [];
  }

  count(operation: Operation): number {
    return this.asked.filter((each) => each === operation).length;
  }

  get bound(): BoundUpstream {
    return {
      ...{ url: 'https://mau.invalid', authorityPem: 'PEM', name: 'Tuyến trên MẪU', kind: 'reference' },
      ...{ ...this.keys, standing: 'approved', since: '2026-11-22T00:00:00.000Z', limit: null },
    };
  }

  readonly connect: ConnectUpstream = () => this.line();

  line(): Upstream {
    const absent = () => Promise.reject(new Error('nobody asks for this here'));
    return {
      info: () => this.#does('info', null, () => this.#info()),
      enrol: () => this.#does('enrol', null, () => this.#enrol()),
      standing: () => this.#does('standing', null, () => this.#standing()),
      announce: (items) => this.#does('announce', null, () => this.#announce(items)),
      upload: async ({ metadata }, _place, { sent, signal }) => {
        signal.throwIfAborted();
        sent(this.held.get(metadata.dossierId) ?? 0);
        await this.#does('upload', metadata.dossierId, () => this.held.set(metadata.dossierId, metadata.size));
        sent(metadata.size);
      },
      finalise: (metadata) => this.#does('finalise', metadata.dossierId, () => this.#take(metadata)),
      verify: async (jws, metadata) => this.#prove(jws, metadata),
      ...{ reconcile: absent, ranges: absent, items: absent, decisions: absent },
      ...{ registryChanges: absent, trust: absent, codeLists: absent },
      skewMs: () => 420_000,
      limit: (bytes) => void this.limits.push(bytes),
      close: async () => void this.closed++,
    };
  }

  async #does<T>(operation: Operation, dossierId: string | null, work: () => T): Promise<T> {
    this.asked.push(operation);
    await this.onAsked(operation, dossierId);
    const fault = this.#faults.find(
      ({ on, times, of }) => on === operation && times > 0 && (of === undefined || of === dossierId),
    );
    if (fault === undefined) return work();
    fault.times -= 1;
    if (fault.after) work();
    throw new FailureError(failure(fault.code, fault.params ?? {}));
  }

  #info(): UpstreamInfo {
    const time = '2026-11-22T01:00:00.000Z';
    return { name: 'Tuyến trên MẪU', kind: 'reference', version: 'v1', time, keys: this.keys };
  }

  #enrol(): DeskStanding {
    if (this.stands === 'unknown') this.stands = 'requested';
    return this.#standing();
  }

  #standing(): DeskStanding {
    if (this.stands === 'unknown') throw new FailureError(failure('enrolment.unknown'));
    const since = '2026-11-22T00:00:00.000Z';
    return { deskId: fakeDesk, station: '99999', name: 'Bàn MẪU', standing: this.stands, since };
  }

  #announce(items: readonly SyncMetadata[]): readonly Announced[] {
    if (items.some(({ dossierId }) => dossierId === this.refusesWhole))
      throw new FailureError(failure('request.invalid'));
    return items.map((item) => this.#announced(item));
  }

  #announced({ dossierId, rev }: SyncMetadata): Announced {
    const ids = { dossierId, rev };
    const code = this.refuses.get(dossierId);
    if (code !== undefined) {
      const problem = { type: 'about:blank', title: code, status: 422, code, params: {} };
      return { is: 'refused', ...ids, problem } as Announced;
    }
    const known = this.received.get(dossierId);
    if (known !== undefined) return { is: 'have', ...ids, receipt: known.jws };
    return { is: 'want', ...ids, upload: `/v1/uploads/${dossierId}`, offset: this.held.get(dossierId) ?? 0 };
  }

  #take(metadata: SyncMetadata): ProvedReceipt {
    const { dossierId, size, sha256 } = metadata;
    if (this.held.get(dossierId) !== size) throw new FailureError(failure('sync.incomplete'));
    const jws = this.received.get(dossierId)?.jws ?? `receipt.${this.#number++}.of`;
    this.received.set(dossierId, { jws, sha256 });
    return this.#prove(jws, metadata);
  }

  #prove(jws: string, { size: _, sig: __, ...bound }: SyncMetadata): ProvedReceipt {
    if (this.received.get(bound.dossierId)?.jws !== jws) throw new FailureError(failure('sync.receiptFalse'));
    const receiptNumber = Number(jws.split('.')[1]);
    return { jws, receipt: { ...bound, receivedAt: '2026-11-22T01:00:00.000Z', receiptNumber } };
  }
}

/** What a desk knows of its upstream, in memory. */
export function fakeUpstreamStore(bound: BoundUpstream | null) {
  const kept = { bound, records: [] as unknown[] };
  const store: Pick<UpstreamStore, 'bound' | 'bind'> = {
    bound: async () => kept.bound,
    bind: async (next, records) => {
      kept.bound = next;
      kept.records.push(...records);
    },
  };
  return { ...store, kept };
}
