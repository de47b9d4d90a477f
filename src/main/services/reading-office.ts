import { FailureError, failure } from '#contract/failures.ts';
import type { Permission } from '#contract/officers.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { Permit } from './permit.ts';
import type { RegistryDesk } from './registry-desk.ts';
import type { SessionDesk } from './session-desk.ts';

/** What a card on the desk is read with once somebody is there: who they are, the log, and the population cache. */
export type ReadingOffice = {
  readonly session: Pick<SessionDesk, 'state' | 'permit' | 'show'>;
  readonly log: Pick<AuditLog, 'append' | 'object'>;
  readonly registry: Pick<RegistryDesk, 'compare' | 'onFilled'>;
};

/** Leave to read one card, and to compare it where its reader may. */
export type ReadingPermits = { readonly office: ReadingOffice; readonly read: Permit; readonly compare: Permit | null };

/** Leave for a reading, taken when it begins: a desk that locks meanwhile ends nothing. @throws FailureError `session.*` */
export async function permitReading(office: ReadingOffice): Promise<ReadingPermits> {
  const read = await office.session.permit({ permission: 'card.read' });
  const compare = holds(office, 'citizen.compare')
    ? await office.session.permit({ permission: 'citizen.compare', purpose: { code: 'doiChieu', note: null } })
    : null;
  return { office, read, compare };
}

/** Whether somebody is at the desk now who may read cards. */
export function isAttended(office: ReadingOffice | null): boolean {
  return office !== null && holds(office, 'card.read');
}

/** @throws FailureError `session.nobody` where there is none */
export function needOffice(office: ReadingOffice | null): ReadingOffice {
  if (office === null) throw new FailureError(failure('session.nobody'));
  return office;
}

function holds({ session }: ReadingOffice, permission: Permission): boolean {
  const state = session.state();
  return state.state === 'signedIn' && state.permissions.includes(permission);
}
