import type { AuditAction, AuditFault, AuditLevel } from '../audit.ts';
import type { ApprovalKind, Officer, Permission, PurposeCode, Role, SecretFault } from '../officers.ts';

/** Words of officers and the log in one language; exhaustive, so that a new code without words does not compile. */
export type OfficerWords = {
  readonly roles: Readonly<Record<Role, string>>;
  readonly states: Readonly<Record<Officer['state'], string>>;
  readonly permissions: Readonly<Record<Permission, string>>;
  readonly purposes: Readonly<Record<PurposeCode, string>>;
  readonly approvals: Readonly<Record<ApprovalKind, string>>;
  readonly secretFaults: Readonly<Record<SecretFault, string>>;
  readonly levels: Readonly<Record<AuditLevel, string>>;
  readonly actions: Readonly<Record<AuditAction, string>>;
  readonly faults: Readonly<Record<AuditFault, string>>;
};
