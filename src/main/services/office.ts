import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import { type Officer, officerIdSchema } from '#contract/officers.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { FirstOfficer, RosterFault } from '#domain/officers/roster.ts';
import { secretFaults } from '#domain/officers/secret-quality.ts';
import type { AttemptLedger } from '#ports/attempt-ledger.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { Clock, Ids, Monotonic } from '#ports/environment.ts';
import type { OfficerStore, OfficerWrite } from '#ports/officer-store.ts';
import type { SecretKeeper } from '#ports/secret-keeper.ts';
import { createSecretProof, type SecretProof } from './secret-proof.ts';
import { openSessionDesk, type SessionDesk, type SessionDeskParts } from './session-desk.ts';
import { createTurns, type Turns } from './turns.ts';

/** What the officers of a desk rest on. */
export type OfficersDeskParts = Pick<SessionDeskParts, 'idleMs' | 'changed' | 'report' | 'after'> & {
  readonly store: OfficerStore;
  readonly log: AuditLog;
  readonly secrets: SecretKeeper;
  readonly ledger: AttemptLedger;
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  readonly ids: Ids;
  /** Words anybody here would guess a secret with: the station's names. */
  readonly stationNames: readonly string[];
};

/** What somebody types to sign in or to say yes. */
export type SignIn = { readonly officer: string; readonly secret: string };

const rosterFailures: Readonly<Record<RosterFault, FailureCode>> = {
  idTaken: 'officer.idTaken',
  rolesConflict: 'officer.rolesConflict',
  lastAdministrator: 'officer.lastAdministrator',
  notFound: 'officer.notFound',
  left: 'officer.left',
  ownRights: 'officer.ownRights',
  notFirst: 'officer.notFirst',
};
/** The officer, or the failure that a fault of the roster is. @throws FailureError `officer.*` */
export function must(outcome: Officer | RosterFault): Officer {
  if (typeof outcome === 'string') throw new FailureError(failure(rosterFailures[outcome]));
  return outcome;
}

/** @throws FailureError of this code */
export function refuse(code: FailureCode): never {
  throw new FailureError(failure(code));
}

/** Ids are kept in upper case; what cannot be one is nobody's. */
export const idOf = (typed: string) => officerIdSchema.safeParse(typed).data ?? '';

/** What the parts of the desk share: the officers as the store has them, and the one turn everything takes. */
export type Office = OfficersDeskParts & {
  readonly proof: SecretProof;
  readonly session: SessionDesk;
  readonly inTurn: Turns;
  readonly officers: () => readonly Officer[];
  readonly find: (id: string) => Officer;
  readonly keep: (writes: readonly OfficerWrite[], records: readonly AuditDraft[]) => Promise<void>;
  readonly refuseWeak: (secret: string, of: FirstOfficer) => void;
};

/** Opens what the parts of the officers' desk share. */
export async function openOffice(parts: OfficersDeskParts): Promise<Office> {
  const { store, log, clock, monotonic, ledger, secrets } = parts;
  let officers = await store.officers();
  const append = (records: readonly AuditDraft[]) => log.append(records);
  const proof = createSecretProof({
    // The secret first: how long a refusal takes says nothing of who may sign in.
    isRight: async (id, secret) => (await secrets.isSecretOf(id, secret)) && isActive(officers, id),
    isKnown: async (id) => officers.some((officer) => officer.id === id),
    append,
    ledger,
    clock,
    monotonic,
  });
  const { idleMs, changed, report, after } = parts;
  const hasOfficers = () => officers.length > 0;
  const session = openSessionDesk({ clock, monotonic, append, idleMs, changed, report, after, hasOfficers });
  return {
    ...parts,
    proof,
    session,
    inTurn: createTurns(),
    officers: () => officers,
    find: (id) => officers.find((officer) => officer.id === id) ?? must('notFound'),
    keep: async (writes, records) => {
      await store.write(writes, records);
      officers = await store.officers();
    },
    refuseWeak(secret, { id, name }) {
      const [fault] = secretFaults(secret, [id, name, ...parts.stationNames]);
      if (fault !== undefined) throw new FailureError(failure('secret.weak', { fault }));
    },
  };
}

/** Whether an officer may sign in at all. */
export function isActive(officers: readonly Officer[], id: string): boolean {
  return officers.some((officer) => officer.id === id && officer.state === 'active');
}

/** An officer as records name one. */
export const officerObject = (id: string) => ({ kind: 'officer', masked: id, mark: null }) as const;
