import type { ReadingComparison } from '#contract/desk.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Purpose } from '#contract/officers.ts';
import type { Desk } from '#main/compose.ts';
import type { ComparedCard } from '#ports/registry-store.ts';
import type { CheckedEvidence } from '#services/card-check.ts';
import type { ReadingOffice } from '#services/reading-office.ts';

/** Cards at a terminal: permitted and put on record as at the desk. Every method may throw FailureError `session.*`, `storage.*`. */
export type CardOffice = {
  /** Reads or verifies a card; what it says is given on once that is on record. */
  look(how: { readonly unmasked: boolean }, read: () => Promise<CheckedEvidence>): Promise<CheckedEvidence>;
  /** Leave to keep the files of a chip; taken before the card is read. The returned record is kept when they are. */
  keep(): Promise<(card: CheckedEvidence) => Promise<void>>;
  /** The card beside the population cache. */
  compare(card: CheckedEvidence): Promise<ReadingComparison>;
};

/** Opens the card office of whoever is signed in. `purpose` says why, where that must be said. */
export async function openCardOffice(desk: Desk, purpose: () => Purpose): Promise<CardOffice> {
  const office = await desk.services.office();
  const { session, log } = office;
  return {
    look: (how, read) => look(office, how.unmasked ? purpose() : null, read),
    async keep() {
      const permit = await session.permit({ permission: 'card.keepEvidence', purpose: purpose() });
      return async (card) => {
        const object = await cardObject(office, card);
        const count = card.evidence.files.length;
        await log.append([permit.record({ action: 'card.evidenceKept', object, result: { count } })]);
      };
    },
    async compare(card) {
      const permit = await session.permit({ permission: 'citizen.compare', purpose: purpose() });
      const object = await cardObject(office, card);
      const count = (found: ReadingComparison) => (found.state === 'done' && found.person !== null ? 1 : 0);
      return session.show(permit, { action: 'citizen.compared', object, count }, () =>
        office.registry.compare(comparedCard(card)),
      );
    },
  };
}

async function look(
  office: ReadingOffice,
  revealFor: Purpose | null,
  read: () => Promise<CheckedEvidence>,
): Promise<CheckedEvidence> {
  const { session, log } = office;
  const permit = await session.permit({ permission: 'card.read' });
  const reveal = revealFor && (await session.permit({ permission: 'citizen.reveal', purpose: revealFor }));
  const card = await read();
  const object = await cardObject(office, card);
  const code = card.verdict?.verdict ?? card.evidence.failure?.code ?? null;
  const result = { outcome: card.verdict === null ? 'failed' : 'done', code } as const;
  const records = [permit.record({ action: 'card.read', object, result })];
  if (reveal !== null && card.holder !== null) records.push(reveal.record({ action: 'citizen.revealed', object }));
  await log.append(records);
  return card;
}

async function cardObject({ log }: ReadingOffice, { holder }: CheckedEvidence) {
  const number = holder?.number?.value ?? null;
  return number === null ? null : log.object('citizen', number);
}

/** The zone is the one in the chip: nobody typed the printed one. @throws FailureError `evidence.empty` where the card names nobody */
function comparedCard({ holder, verdict }: CheckedEvidence): ComparedCard {
  if (holder === null) throw new FailureError(failure('evidence.empty'));
  return { holder, mrz: null, qr: null, genuine: verdict?.verdict === 'genuine' };
}
