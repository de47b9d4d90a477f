import type { Permission } from '#contract/officers.ts';

/** Where an officer can be in the window. */
export const places = [
  'reading',
  'capture',
  'intake',
  'lookUp',
  'shift',
  'quality',
  'queue',
  'officers',
  'audit',
  'registry',
  'profile',
  'trust',
  'upstream',
] as const;
export type Place = (typeof places)[number];

/** The places behind “Quản trị”, in the order of their tabs. */
export const administration = [
  'officers',
  'audit',
  'registry',
  'profile',
  'trust',
  'upstream',
] as const satisfies readonly Place[];

/** What a place asks for: any one of these is enough. The host refuses on its own account; this only tells beforehand. */
const asked: Readonly<Record<Place, readonly Permission[]>> = {
  reading: ['card.read'],
  capture: ['dossier.capture'],
  intake: ['dossier.receive', 'dossier.capture'],
  lookUp: ['citizen.lookUp'],
  shift: ['shift.manage'],
  quality: ['quality.see', 'statistics.see'],
  queue: ['queue.see'],
  officers: ['officers.see'],
  audit: ['audit.see', 'audit.verify'],
  registry: ['registry.import', 'statistics.see'],
  profile: ['backup.make', 'settings.manage', 'keys.change'],
  trust: ['trust.manage', 'card.read'],
  upstream: ['upstream.manage'],
};

/** Whether somebody with these permissions has anything to do there. */
export function mayGo(place: Place, permissions: readonly Permission[]): boolean {
  return asked[place].some((permission) => permissions.includes(permission));
}

/** The first place where somebody with these permissions has something to do. */
export function firstPlace(permissions: readonly Permission[]): Place {
  return places.find((place) => mayGo(place, permissions)) ?? 'reading';
}

export function isAdministration(place: Place): boolean {
  return (administration as readonly Place[]).includes(place);
}
