import type { Citizen, CitizenField } from '#contract/citizen.ts';
import type { FieldComparison } from '#contract/comparison.ts';
import type { Dossier } from '#contract/dossier.ts';
import type { CaptureName, Channel, Circumstances, HeldDocument } from '#contract/dossier-kind.ts';
import type { Expiry, Holder } from '#contract/holder.ts';
import type { Verdict } from '#contract/verdict.ts';
import { provenanceOf } from '../citizen/citizen.ts';
import { type DatePolicy, defaultDatePolicy } from '../citizen/dates.ts';
import { ageGroup, cardState, heldCard, isExpired } from '../citizen/validity/card-validity.ts';

/** A dossier as another one of the same person is judged by it. */
export type OtherDossier = Pick<Dossier, 'id' | 'kind' | 'subject' | 'state'>;

/** What is known of the person on the day, from the card on the desk and from the cache. What is not known is null or empty. */
export type DossierFacts = {
  /** The day everything is judged for, ISO. */
  readonly on: string;
  readonly policy: DatePolicy;
  readonly citizen: Citizen | null;
  readonly card: { readonly holder: Holder; readonly verdict: Pick<Verdict, 'verdict'> } | null;
  /** What comparing chip and cache found, by field; null where there was nothing to compare. */
  readonly comparison: readonly Pick<FieldComparison, 'level' | 'meaning'>[] | null;
  /** The record of whoever came along, if the cache has one. */
  readonly guardian: Citizen | null;
  /** Other dossiers of this desk. */
  readonly others: readonly OtherDossier[];
  /** What this desk can take at this moment or has the device for. */
  readonly equipment: readonly CaptureName[];
  readonly channel: Channel;
};

/** Facts of a day on which nothing is known but what is handed in. */
export function factsOn(on: string, known: Partial<Omit<DossierFacts, 'on'>> = {}): DossierFacts {
  return {
    on,
    policy: defaultDatePolicy,
    citizen: null,
    card: null,
    comparison: null,
    guardian: null,
    others: [],
    equipment: ['portrait', 'signature'],
    channel: 'desk',
    ...known,
  };
}

/** The holder of the card on the desk where its data are proved; a card that is not genuine, or cannot be told, says nothing. */
export function provedHolder({ card }: Pick<DossierFacts, 'card'>): Holder | null {
  return card !== null && card.verdict.verdict === 'genuine' ? card.holder : null;
}

/** The birth date (ISO, possibly a year alone) by chip or cache. */
export function birthOf(facts: Pick<DossierFacts, 'card' | 'citizen'>): string | null {
  const holder = provedHolder(facts);
  const { citizen } = facts;
  const [chip, cache] = [holder?.birth?.iso ?? null, citizen?.birth?.iso ?? null];
  return (isCorrected('birth', holder, citizen) ? (cache ?? chip) : (chip ?? cache)) ?? null;
}

/**
 * Whether an officer put a field of the record right after the card was issued, or the card's number was cancelled since: then the
 * record says what is true and the chip what was.
 */
export function isCorrected(field: CitizenField, holder: Holder | null, citizen: Citizen | null): boolean {
  if (holder === null || citizen === null) return false;
  if (field === 'number') return citizen.cancelledNumbers.includes(holder.number?.value ?? '');
  const { act, at } = provenanceOf(citizen, field);
  return act === 'capNhat' && holder.issued?.iso != null && at.slice(0, 10) > holder.issued.iso;
}

/** Cards issued from this day on are those of the Law of 2023. */
const cardsOfLaw2023From = '2024-07-01';

/** The end of the card somebody holds, by chip or cache; null without a card. */
export function heldExpiry(facts: Pick<DossierFacts, 'card' | 'citizen'>): Expiry | null {
  const holder = presentedHolder(facts);
  if (holder !== null) return holder.expiry;
  return facts.citizen === null ? null : (heldCard(facts.citizen.cards)?.expiry ?? null);
}

/** The card on the desk counts as the one held, unless the cache knows that very card to be replaced, lost or taken. */
function presentedHolder(facts: Pick<DossierFacts, 'card' | 'citizen'>): Holder | null {
  const holder = provedHolder(facts);
  const same = facts.citizen?.cards.filter(({ issued }) => issued?.iso != null && issued.iso === holder?.issued?.iso);
  return same?.some(({ state }) => state !== 'held') ? null : holder;
}

/** What a dossier itself says: the reason asked for, and the birth date (ISO) on its form. */
export type Said = { readonly reason: string | null; readonly birth: string | null };

/** What decides which rules apply, on the day of the facts. */
export function circumstancesOf(facts: DossierFacts, { reason, birth: said }: Said): Circumstances {
  const birth = said ?? birthOf(facts);
  const holder = presentedHolder(facts);
  return {
    // Nobody whose age is not known gets past its finding.
    age: birth === null ? 'from14' : ageGroup(birth, facts.on, facts.policy),
    card: holder === null ? cardState(facts.citizen?.cards ?? [], facts.on) : chipCardState(holder, facts.on),
    holds: holder === null ? heldInCache(facts.citizen) : heldOnChip(holder),
    chip: provedHolder(facts) !== null,
    represented: facts.citizen?.relatives.some(({ kind }) => kind === 'representative') ?? false,
    channel: facts.channel,
    reason,
  };
}

function chipCardState({ expiry }: Holder, on: string): Circumstances['card'] {
  if (expiry.kind === 'unknown') return 'unknown';
  return isExpired(expiry, on) ? 'expired' : 'valid';
}

function heldOnChip({ issued }: Holder): HeldDocument {
  return (issued?.iso ?? '') < cardsOfLaw2023From ? 'CCCD' : 'CC';
}

function heldInCache(citizen: Citizen | null): HeldDocument {
  if (citizen === null) return 'none';
  const card = heldCard(citizen.cards);
  // Somebody who never had a card and has a number of nine digits has the old document; a lost card is another matter.
  if (card === null) return citizen.cards.length === 0 && citizen.oldNumbers.length > 0 ? 'CMND' : 'none';
  const kinds = { CMND12: 'CMND', CCCDMaVach: 'CCCD', CCCD2021: 'CCCD', CC2024: 'CC', GCNCC: 'none' } as const;
  return kinds[card.kind];
}
