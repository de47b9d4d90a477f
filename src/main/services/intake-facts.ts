import type { Citizen } from '#contract/citizen.ts';
import type { DeskDevice } from '#contract/devices.ts';
import type { Dossier, Sitting } from '#contract/dossier.ts';
import type { CaptureName } from '#contract/dossier-kind.ts';
import { type DossierFacts, factsOn, type OtherDossier } from '#domain/dossier/facts.ts';
import { localDay } from '#domain/shift/local-time.ts';
import type { IntakeDeskParts } from './intake-desk.ts';
import type { CardOnDesk } from './registry-desk.ts';

/** What cache and desk said of somebody when they were last asked. */
export type Known = {
  readonly citizen: Citizen | null;
  /** Records of those who came along, by their numbers. */
  readonly guardians: ReadonlyMap<string, Citizen | null>;
  /** Other dossiers of the person at this desk. */
  readonly others: readonly OtherDossier[];
};

/** Whom something is to be known of: their number, and the dossiers that are on the desk. */
export type Asked = { readonly number: string; readonly dossiers: readonly Dossier[] };

/** Asks cache and desk anew. @throws FailureError `storage.*`: of whom the cache cannot be asked nothing is taken in */
export async function lookUp({ people, dossiers, log }: IntakeDeskParts, asked: Asked): Promise<Known> {
  const { mark } = await log.object('citizen', asked.number);
  const numbers = new Set(asked.dossiers.flatMap(({ guardian }) => (guardian === null ? [] : [guardian.number])));
  const [citizen, kept, guardians] = await Promise.all([
    people.byNumber(asked.number),
    mark === null ? [] : dossiers.ofPerson(mark),
    Promise.all([...numbers].map(async (number) => [number, await people.byNumber(number)] as const)),
  ]);
  const here = new Set(asked.dossiers.map(({ id }) => id));
  const others = kept.map(({ dossier }) => dossier).filter(({ id }) => !here.has(id));
  return { citizen, guardians: new Map(guardians), others };
}

/** Facts of the day about a person, and about whoever came along with them. */
export function factsFrom(
  parts: Pick<IntakeDeskParts, 'card' | 'reading' | 'devices' | 'clock'>,
  { citizen, guardians, others }: Known,
  { number, guardian }: { readonly number: string; readonly guardian: string | null },
): DossierFacts {
  const card = theirCard(parts.card(), number, citizen);
  const compared = card === null ? null : (parts.reading()?.comparison ?? null);
  return factsOn(localDay(parts.clock.now()), {
    citizen,
    card,
    comparison: compared?.state === 'done' ? compared.comparison.fields : null,
    guardian: guardian === null ? null : (guardians.get(guardian) ?? null),
    others,
    equipment: equipmentOf(parts.devices()),
  });
}

/**
 * The card on the desk if it is the person's: also one that bears a number that was cancelled since. What another's card says
 * is no fact about them.
 */
function theirCard(card: CardOnDesk | null, number: string, citizen: Citizen | null): DossierFacts['card'] {
  const holder = card?.holder ?? null;
  const own = holder?.number?.value ?? null;
  if (card === null || holder === null || own === null) return null;
  if (own !== number && !(citizen?.cancelledNumbers.includes(own) ?? false)) return null;
  return { holder, verdict: { verdict: card.genuine ? 'genuine' : 'cannotTell' } };
}

/** What this desk can take now: a portrait where a camera is there, a signature on any pad or screen. */
function equipmentOf(devices: readonly DeskDevice[]): readonly CaptureName[] {
  const sees = devices.some(({ kind, condition }) => kind === 'camera' && condition.is !== 'away');
  return sees ? ['portrait', 'signature'] : ['signature'];
}

/** The person of a sitting for the desk of captures: their number, and those they had before. */
export function seatedPerson({ subject }: Sitting, { citizen }: Known) {
  return { number: subject, formerly: citizen?.cancelledNumbers ?? [] };
}
