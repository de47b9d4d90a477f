import type { Dossier } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Decision, DecisionsAnswer } from '#contract/upstream.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { DossierChange, DossierStore, Outbox, PacketRef } from '#ports/dossier-store.ts';
import { dossierObject } from './dossier-object.ts';
import { type DossierRules, movedBy, refusedBy } from './dossier-sealing.ts';
import type { Happening } from './permit.ts';
import { poisonedPacket } from './queue-packets.ts';

/** What decisions are taken over with. */
export type DecisionDeskParts = DossierRules & {
  readonly store: Pick<DossierStore, 'one'>;
  readonly outbox: Pick<Outbox, 'one'>;
  /** A record of what this desk did by itself. */
  readonly record: (happening: Happening) => AuditDraft;
};

/** A decision as it came down. */
export type DecisionItem = DecisionsAnswer['decisions'][number];

/** What the upstream's word makes of a dossier. */
export type DecisionDesk = {
  /**
   * What a decision makes of its dossier, with its record; null when it was made already. A card that is ready changes nothing here
   * until it is counted in: its batch stands in the record.
   * @throws FailureError `dossier.unknown`; `dossier.refused` for another revision or a state that does not allow it: to be passed
   * over; `sync.inProgress` for one whose receipt is still on its way: to be asked again later, with the same cursor
   */
  changeOf(item: DecisionItem): Promise<DossierChange | null>;
};

/** The card's arrival is counted at the desk, by whoever gives cards out. */
const leadsTo: Readonly<Record<Exclude<Decision['is'], 'cardReady'>, DossierState>> = {
  accepted: 'approved',
  returned: 'returned',
  refused: 'refused',
};

export function openDecisionDesk(parts: DecisionDeskParts): DecisionDesk {
  return { changeOf: (item) => changeOf(parts, item) };
}

async function changeOf(parts: DecisionDeskParts, item: DecisionItem): Promise<DossierChange | null> {
  const { dossierId, rev, decision } = item;
  const { dossier, mark } = await parts.store.one(dossierId);
  if (dossier.revision !== rev) throw refusedBy([{ code: 'state.noWay', about: `rev ${rev}` }]);
  if (isMade(dossier, decision)) return null;
  if (dossier.state === 'queued') await refuseUnacknowledged(parts, { dossierId, rev });
  const moved = decision.is === 'cardReady' ? [] : [{ dossier: decided(parts, dossier, decision), mark }];
  const code = decision.is === 'cardReady' ? `cardReady ${decision.batch}` : decision.is;
  const record = parts.record({ action: 'dossier.decided', object: dossierObject(dossierId), result: { code } });
  return { dossiers: moved, sittings: [], shifts: [], records: [record], at: parts.clock.now().toISOString() };
}

/** Whether the upstream's word has led here before: a cursor that was lost brings it again. */
function isMade({ state, history }: Dossier, decision: Decision): boolean {
  if (decision.is === 'cardReady') return false;
  return state === leadsTo[decision.is] && history.at(-1)?.by.is === 'upstream';
}

function decided(
  parts: DecisionDeskParts,
  dossier: Dossier,
  decision: Exclude<Decision, { is: 'cardReady' }>,
): Dossier {
  const note = decision.is === 'accepted' ? null : decision.reason.normalize('NFC').trim();
  const why = note === null ? null : { code: null, note: note === '' ? noReason : note };
  return movedBy(parts, dossier, { to: leadsTo[decision.is], by: { is: 'upstream' }, why });
}

/** The upstream decides for reasons; a blank one must not keep a dossier from coming back to whoever can ask. */
const noReason = '–';

/** What is decided upon was taken: its receipt comes with the next run, unless this very packet was set aside here. */
async function refuseUnacknowledged({ outbox }: DecisionDeskParts, ref: PacketRef): Promise<void> {
  if ((await poisonedPacket(outbox, ref)) === null) throw new FailureError(failure('sync.inProgress'));
}
