import { createHash } from 'node:crypto';
import type { AuditAction } from '#contract/audit.ts';
import type { Dossier, Sitting } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import type { SyncMetadata } from '#contract/packet.ts';
import type { Shift } from '#contract/shift.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { DossierChange, KeptPacket, NextNumber } from '#ports/dossier-store.ts';
import { sampleMark } from '../../captures/testing/sample-capture.ts';

/** A number of a dossier, sitting or shift, for tests. */
export const sampleId = (n: number): string => `019a9e00-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const sampleShiftId = sampleId(800);
export const sampleSittingId = sampleId(900);
/** The key of a made-up desk. */
export const sampleDesk = 'd5'.repeat(32);
const instant = '2026-11-22T08:00:00.000Z';

/** A made-up draft as it is opened, in a sitting and a shift of the samples. */
export function sampleDossier(n: number, over: Partial<Dossier> = {}): Dossier {
  return {
    ...{ id: sampleId(n), revision: 1, edit: 1, content: 1, kind: { code: 'cardExchange', regime: '2024' } },
    ...{ sitting: sampleSittingId, shift: sampleShiftId, officer: 'CB001', openedAt: instant },
    subject: { number: '001099000901', name: 'NGUYỄN VĂN MẪU', birth: '1999-02-03' },
    circumstances: {
      ...{ age: 'from14', card: 'valid', holds: 'CCCD', chip: true, represented: false, channel: 'desk', reason: null },
    },
    ...{ state: 'new', step: 'identify', focus: null, left: [], identified: null, fields: [], guardian: null },
    ...{ captures: [], exceptions: [], documents: [], reviewed: null, consent: null, exemption: null, fee: null },
    ...{ deadline: null, history: [], ...over },
  };
}

/** The dossier one edit later, with what changed. */
export function edited(dossier: Dossier, over: Partial<Dossier> = {}): Dossier {
  return { ...dossier, edit: dossier.edit + 1, ...over };
}

/** The dossier in another state, with the step there in its history. */
export function moved(dossier: Dossier, to: DossierState, over: Partial<Dossier> = {}): Dossier {
  const step = { from: dossier.state, to, by: { is: 'desk' }, at: instant, why: null } as const;
  return edited(dossier, { state: to, history: [...dossier.history, step], ...over });
}

/** The dossier ready to be sent, its result due on a day (ISO). */
export function queued(dossier: Dossier, due: string | null = '2026-12-02'): Dossier {
  const deadline = due === null ? null : { from: '2026-11-22', workingDays: 7, due, law: 'MẪU' };
  return moved(moved(dossier, 'complete'), 'queued', { deadline });
}

/** A capture a dossier refers to. */
export const captured = (record: string) =>
  ({ capture: 'portrait', record, at: instant, by: 'CB001', content: 1 }) as const;

export function sampleSitting(dossiers: readonly number[] = [1], over: Partial<Sitting> = {}): Sitting {
  const own = { id: sampleSittingId, subject: '001099000901', openedAt: instant, officer: 'CB001', captures: [] };
  return { ...own, dossiers: dossiers.map(sampleId), ...over };
}

/** A made-up shift that answers for these dossiers. */
export function sampleShift(dossiers: readonly number[] = [], over: Partial<Shift> = {}): Shift {
  const entry = { came: 'taken', at: instant, by: 'CB001', outcome: 'open', reason: null } as const;
  return {
    ...{ id: sampleShiftId, station: '99999', plan: 'Ca 1', reason: null, openedBy: 'CB001', openedAt: instant },
    ...{ entries: dossiers.map((n) => ({ dossier: sampleId(n), ...entry })), closed: null, ...over },
  };
}

export function sampleRecord(action: AuditAction = 'dossier.changed', code: string | null = null): AuditDraft {
  return {
    ...{ at: instant, monotonic: 7, officer: 'CB001', role: 'thuNhan', action, object: null, purpose: null },
    result: { outcome: 'done', code, count: 1 },
  };
}

/** A change of dossiers of the sample person alone, unless more is said. */
export function changeOf(dossiers: readonly Dossier[], over: Partial<DossierChange> = {}): DossierChange {
  const kept = dossiers.map((dossier) => ({ dossier, mark: sampleMark }));
  return { dossiers: kept, sittings: [], shifts: [], records: [], at: instant, ...over };
}

/** A made-up packet of a dossier, in place of a sealed one; the same dossier and number give the same bytes. */
export function samplePacket({ id, revision }: Dossier, next: NextNumber, length = 4000): KeptPacket {
  const seed = createHash('sha256').update(`${id} ${revision} ${next.epoch} ${next.deskSeq}`).digest();
  const sealed = Uint8Array.from({ length }, (_, at) => (seed[at & 31] ?? 0) ^ (at >> 5));
  const sha256 = createHash('sha256').update(sealed).digest('hex');
  const ids = { dossierId: id, rev: revision, deskId: sampleDesk, epoch: next.epoch, deskSeq: next.deskSeq };
  return { metadata: { ...ids, size: length, sha256, sig: `e30..${'A'.repeat(86)}` }, sealed };
}

/** What the upstream would say of a packet. */
export function sampleReceipt({ size, sig, ...bound }: SyncMetadata, over: { number?: number; at?: string } = {}) {
  const { number = 100 + bound.deskSeq, at = '2026-11-22T09:00:00.000Z' } = over;
  return { ...bound, receivedAt: at, receiptNumber: number };
}
