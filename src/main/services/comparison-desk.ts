import type { DeskApi } from '#contract/api.ts';
import type { ComparedField } from '#contract/comparison.ts';
import type { ReadingComparison } from '#contract/desk.ts';
import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import type { Handlers } from '#contract/rpc.ts';
import { contradictedFields } from '#domain/citizen/compare.ts';
import { maskComparison } from '#domain/citizen/mask-citizen.ts';
import type { ComparedCard, TakingRefusal } from '#ports/registry-store.ts';
import { refuse } from './office.ts';
import type { CardOnDesk } from './registry-desk.ts';
import { type RegistryOffice, recorded } from './registry-office.ts';

/** A card beside the cache, and the acts it may lead to. */
export type ComparisonDesk = {
  /** Masked. Never throws: what fails is the comparison's state. */
  compare(card: ComparedCard): Promise<ReadingComparison>;
  readonly handlers: Pick<Handlers<DeskApi>, 'registry.takeFromCard' | 'registry.confirm'>;
};

/** Comparing at this desk. */
export function comparisonOf(office: RegistryOffice): ComparisonDesk {
  return {
    compare: async (card) => {
      try {
        return await compared(office, card);
      } catch (error) {
        if (error instanceof FailureError) return { state: 'failed', failure: error.failure };
        return { state: 'failed', failure: failure('internal', { incident: office.report('comparison', error) }) };
      }
    },
    handlers: {
      'registry.takeFromCard': ({ fields, reason }) => take(office, fields, reason),
      'registry.confirm': ({ act }) => confirm(office, act),
    },
  };
}

async function compared(
  { keeper, store, today }: RegistryOffice,
  { holder, mrz, qr, genuine }: ComparedCard,
): Promise<ReadingComparison> {
  const { state, failure: damage, asOf } = keeper.state();
  if (damage !== null) return { state: 'failed', failure: damage };
  if (state === 'empty') return { state: 'noData', contradicted: [...contradictedFields({ holder, mrz, qr })] };
  const found = await keeper.using(() => store.compare({ holder, mrz, qr, genuine }, today()));
  return { ...found, state: 'done', comparison: maskComparison(found.comparison), asOf };
}

/** @throws FailureError `registry.noGenuineCard` */
function genuineCard({ card }: RegistryOffice): CardOnDesk & { readonly number: string } {
  const there = card();
  const number = there?.holder?.number?.value;
  if (there === null || number === undefined || !there.genuine) return refuse('registry.noGenuineCard');
  return { ...there, number };
}

const refusals: Readonly<Record<TakingRefusal, FailureCode>> = {
  unknown: 'registry.unknownPerson',
  dead: 'registry.personDead',
  contradicted: 'registry.contradicted',
  nothingToTake: 'registry.nothingToTake',
};

type Acting = {
  readonly code: string;
  readonly note: string | null;
  readonly count: number;
  readonly act: (card: ComparedCard, by: string) => Promise<TakingRefusal | null>;
};

/** The record of the act is kept before the act; that it was refused is kept after it. */
async function acting(office: RegistryOffice, { code, note, count, act }: Acting): Promise<void> {
  const { session, log, keeper } = office;
  const permit = await session.permit({ permission: 'citizen.update', purpose: { code: 'doiChieu', note } });
  const { number, compareAgain, holder, mrz, qr, genuine } = genuineCard(office);
  const object = await log.object('citizen', number);
  await recorded(office, permit, {
    action: 'citizen.changed',
    object,
    before: { code, count },
    count: null,
    work: async () => {
      const refused = await keeper.using(() => act({ holder, mrz, qr, genuine }, permit.officer.id));
      if (refused !== null) refuse(refusals[refused]);
    },
  });
  compareAgain();
}

function take(office: RegistryOffice, fields: readonly ComparedField[], reason: string): Promise<void> {
  const { store, today } = office;
  const act: Acting['act'] = (card, by) => store.take({ card, fields, by, reason, on: today() });
  return acting(office, { code: 'takeFromCard', note: reason, count: fields.length, act });
}

function confirm(office: RegistryOffice, how: 'doiChieu' | 'xacThuc'): Promise<void> {
  const { store, today } = office;
  const act: Acting['act'] = (card, by) => store.confirm({ card, act: how, by, on: today() });
  return acting(office, { code: how, note: null, count: 1, act });
}
