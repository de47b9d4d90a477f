import type { Reading } from '#contract/desk.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import type { ChosenPerson } from '../../../state/window-store.ts';

/** Whom a dossier can be opened for. */
export type PersonWay = 'card' | 'record' | 'papers';

/** The card on the desk, as far as a dossier may be opened by it. */
export type CardPerson = {
  readonly name: string;
  readonly number: string;
  readonly state: 'unread' | 'false' | 'unproved' | 'proved';
};

/** Who the card on the desk says it is of; null without one, and before it said so. */
export function useCardPerson(): CardPerson | null {
  const reading = useDesk((desk) => desk.reading);
  return reading === null ? null : cardPerson(reading);
}

export function cardPerson({ holder, phase, verdict }: Reading): CardPerson | null {
  if (holder === null) return null;
  const named = { name: holder.name?.value ?? '', number: holder.number?.value ?? '' };
  if (phase !== 'finished' || verdict === null) return { ...named, state: 'unread' };
  if (verdict.verdict === 'notGenuine') return { ...named, state: 'false' };
  return { ...named, state: verdict.verdict === 'genuine' ? 'proved' : 'unproved' };
}

/** The ways there are now, the likeliest first: somebody who was asked for, the card, papers. */
export function offeredPersons(card: CardPerson | null, found: ChosenPerson | null): readonly PersonWay[] {
  const byRecord: PersonWay[] = found === null ? [] : ['record'];
  const byCard: PersonWay[] = card?.state === 'proved' ? ['card'] : [];
  return [...byRecord, ...byCard, 'papers'];
}
