import type { AuditObject } from '#contract/audit.ts';
import type { CaptureTask } from '#contract/capture.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Permission, Purpose } from '#contract/officers.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { CaptureStore } from '#ports/capture-store.ts';
import type { Happening, Permit } from './permit.ts';
import type { SessionDesk } from './session-desk.ts';

/** What captures are taken and kept with once somebody is there. */
export type CaptureOffice = {
  readonly session: Pick<SessionDesk, 'state' | 'permit' | 'show'>;
  readonly log: Pick<AuditLog, 'append' | 'object'>;
  readonly store: CaptureStore;
};

/** What each use of a camera asks of the officer. */
export const permissionOf: Readonly<Record<CaptureTask['is'], Permission>> = {
  code: 'card.read',
  portrait: 'dossier.capture',
  document: 'dossier.capture',
  faceMatch: 'face.match',
};

/**
 * Leave to do something with captures. First whether they may do anything with a citizen here at all: what is wrong with the
 * task or the capture that was named is said to nobody else. @throws FailureError `session.*`, `purpose.*`
 */
export async function permitCapture(
  { session }: CaptureOffice,
  permission: Permission,
  purpose: Purpose | null,
): Promise<Permit> {
  return session.permit({ permission, purpose });
}

/** @throws FailureError `session.*` for whoever may not work with a citizen's card here */
export async function admitToCaptures({ session }: CaptureOffice): Promise<void> {
  await session.permit({ permission: 'card.read' });
}

/** Whether the officer who is there may know that something is kept of a person. */
export function mayKnowOfKept({ session }: CaptureOffice): boolean {
  const state = session.state();
  if (state.state !== 'signedIn') return false;
  return state.permissions.some(
    (permission) => permission === 'dossier.capture' || permission === 'citizen.biometrics',
  );
}

/** A person as the log names them; null for nobody. */
export async function personOf({ log }: CaptureOffice, number: string | null): Promise<AuditObject | null> {
  return number === null ? null : log.object('citizen', number);
}

/** Keeps the record of something before it is shown. */
export async function note(
  office: CaptureOffice,
  permit: Permit,
  { number, ...happening }: Omit<Happening, 'object'> & { readonly number: string | null },
): Promise<void> {
  const object = await personOf(office, number);
  await office.log.append([permit.record({ ...happening, object })]);
}

/** The record of an act, for a store that keeps both together. */
export async function draftOf(
  office: CaptureOffice,
  permit: Permit,
  { number, ...happening }: Omit<Happening, 'object'> & { readonly number: string | null },
): Promise<AuditDraft> {
  return permit.record({ ...happening, object: await personOf(office, number) });
}

/** @throws FailureError `capture.gone` */
export function gone(): never {
  throw new FailureError(failure('capture.gone'));
}
