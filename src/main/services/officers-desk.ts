import type {
  Approval,
  ApprovalKind,
  ListedOfficer,
  LockCause,
  Officer,
  SecretFault,
  SessionState,
  SignOutCause,
} from '#contract/officers.ts';
import { withoutWayBack } from '#domain/officers/approval.ts';
import type { FirstOfficer, NewOfficer, OfficerChange } from '#domain/officers/roster.ts';
import { secretFaults } from '#domain/officers/secret-quality.ts';
import { approvalsOf } from './approval-desk.ts';
import { type OfficersDeskParts, openOffice, type SignIn } from './office.ts';
import { rosterOf } from './roster-desk.ts';
import type { SessionDesk } from './session-desk.ts';
import { comings } from './sign-in-desk.ts';

/** Officers, sessions and approvals of a desk. Every method may throw FailureError `storage.*` besides its own. */
export type OfficersDesk = {
  readonly session: SessionDesk;
  state(): SessionState;
  /** Makes the first administrator and signs them in. @throws FailureError `officer.notFirst`, `secret.weak` */
  begin(first: FirstOfficer & { readonly secret: string }): Promise<SessionState>;
  /** @throws FailureError `session.refused`, `session.mustWait` */
  signIn(given: SignIn): Promise<SessionState>;
  /** Signs in an officer whose secret has just opened the profile itself. @throws FailureError `session.refused` */
  arrive(officer: string): Promise<SessionState>;
  signOut(cause: SignOutCause): Promise<void>;
  lock(cause: LockCause): Promise<void>;
  /** @throws FailureError `session.nobody`, `session.refused`, `session.mustWait` */
  unlock(secret: string): Promise<void>;
  reauthenticate(secret: string): Promise<void>;
  /** @throws FailureError `session.*`, `secret.weak`, `secret.same` */
  changeSecret(given: { readonly secret: string; readonly next: string }): Promise<void>;
  faultsOf(secret: string, names: readonly string[]): readonly SecretFault[];
  list(): Promise<readonly ListedOfficer[]>;
  /** Officers whose forgotten secret nobody could give back. */
  withoutWayBack(): readonly Officer[];
  /** @throws FailureError `session.*`, `officer.*`, `secret.weak` */
  add(asked: NewOfficer & { readonly secret: string }): Promise<void>;
  change(id: string, change: OfficerChange): Promise<void>;
  /** Ends an officer's wait after wrong secrets. */
  forgive(id: string): Promise<void>;
  approvals(): Promise<readonly Approval[]>;
  ask(asked: { readonly kind: ApprovalKind; readonly subject: string }): Promise<Approval>;
  /** @throws FailureError `approval.*`, `session.refused`, `session.mustWait` */
  vote(id: string, by: SignIn): Promise<Approval>;
  withdraw(id: string): Promise<void>;
  /** Uses an approval up, before the act it allows, and only if it is for this subject where one is given. @throws FailureError `approval.*` */
  use(id: string, kind: ApprovalKind, subject?: string): Promise<Approval>;
  /** @throws FailureError `approval.*`, `officer.*`, `secret.weak`, `session.*` */
  reset(given: { readonly approval: string; readonly secret: string }): Promise<void>;
  close(): void;
};

/** Opens the officers of a desk whose profile is open, and logs what was refused while it was closed. */
export async function openOfficersDesk(parts: OfficersDeskParts): Promise<OfficersDesk> {
  const office = await openOffice(parts);
  await office.proof.settle();
  const { session } = office;
  return {
    session,
    state: session.state,
    ...comings(office),
    ...rosterOf(office),
    ...approvalsOf(office),
    faultsOf: (secret, names) => secretFaults(secret, [...names, ...parts.stationNames]),
    withoutWayBack: () => withoutWayBack(office.officers()),
    close: session.close,
  };
}
