import type { Dossier } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import { daysBetween } from '../citizen/dates.ts';
import { stateSince } from './opening.ts';

/** Days (of the calendar) after which a dossier is kept past its term. Settings of the station, each with its reason. */
export type LapsePolicy = { readonly unfinished: number; readonly unclaimedCard: number };

/** Unfinished dossiers are let go with minutes after thirty days; cards nobody fetched after half a year. No text of law was found. */
export const defaultLapsePolicy: LapsePolicy = { unfinished: 30, unclaimedCard: 180 };

const waiting: readonly DossierState[] = ['new', 'capturing', 'awaitingCorrection', 'awaitingSignature', 'returned'];

/** Whether nobody has touched a dossier's state for too long on a day (ISO): the desk may then move it to `lapsed`. */
export function hasLapsed(
  dossier: Pick<Dossier, 'state' | 'history' | 'openedAt'>,
  on: string,
  policy: LapsePolicy = defaultLapsePolicy,
): boolean {
  const days = daysBetween(stateSince(dossier).slice(0, 10), on);
  if (waiting.includes(dossier.state)) return days > policy.unfinished;
  return dossier.state === 'cardArrived' && days > policy.unclaimedCard;
}
