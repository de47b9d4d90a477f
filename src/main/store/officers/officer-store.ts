import { FailureError, failure } from '#contract/failures.ts';
import { type Approval, approvalSchema, type Officer, officerSchema } from '#contract/officers.ts';
import type { AuditPlace } from '#domain/audit/record.ts';
import type { OfficerStore, OfficerWrite } from '#ports/officer-store.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { type NoParameters, query } from '../database/query.ts';

type OfficerRow = {
  readonly id: string;
  readonly name: string;
  readonly roles: string;
  readonly unit: string | null;
  readonly state: string;
  readonly secret: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly revision: number;
};
type ApprovalRow = Omit<Approval, 'votes'>;

const officerColumns =
  'id, name, roles, unit, state, secret, created_at AS createdAt, created_by AS createdBy, revision';
const allOfficers = query<NoParameters, OfficerRow>('officer.all', `SELECT ${officerColumns} FROM officer ORDER BY id`);
const addOfficer = query<OfficerRow>(
  'officer.add',
  `INSERT INTO officer (id, name, roles, unit, state, secret, created_at, created_by, revision)
   VALUES (:id, :name, :roles, :unit, :state, :secret, :createdAt, :createdBy, :revision)`,
);
const changeOfficer = query<Omit<OfficerRow, 'createdAt' | 'createdBy'>>(
  'officer.change',
  `UPDATE officer SET name = :name, roles = :roles, unit = :unit, state = :state, secret = :secret, revision = :revision
   WHERE id = :id AND revision = :revision - 1`,
);
const approvalColumns =
  'id, kind, subject, requested_by AS requestedBy, requested_at AS requestedAt, expires_at AS expiresAt, state';
const oneApproval = query<{ id: string }, ApprovalRow>(
  'approval.one',
  `SELECT ${approvalColumns} FROM approval WHERE id = :id`,
);
const newestApprovals = query<{ limit: number }, ApprovalRow>(
  'approval.newest',
  `SELECT ${approvalColumns} FROM approval ORDER BY requested_at DESC, id LIMIT :limit`,
);
const addApproval = query<Omit<ApprovalRow, 'state'>>(
  'approval.add',
  `INSERT INTO approval (id, kind, subject, requested_by, requested_at, expires_at, state)
   VALUES (:id, :kind, :subject, :requestedBy, :requestedAt, :expiresAt, 'open') ON CONFLICT DO NOTHING`,
);
const closeApproval = query<{ id: string; state: string }>(
  'approval.close',
  "UPDATE approval SET state = :state WHERE id = :id AND state = 'open'",
);
const votesOf = query<{ approval: string }, { officer: string; at: string }>(
  'approval.votes',
  'SELECT officer, at FROM approval_vote WHERE approval = :approval ORDER BY at, officer',
);
const addVote = query<{ approval: string; officer: string; at: string }>(
  'approval.vote',
  'INSERT INTO approval_vote (approval, officer, at) VALUES (:approval, :officer, :at) ON CONFLICT DO NOTHING',
);

/** The officers and approvals of a desk to read. */
export function readOfficers(db: ReadDb): Omit<OfficerStore, 'write'> {
  return {
    officers: async () => officersOf(db),
    approval: async (id) => {
      const row = db.get(oneApproval, { id });
      return row === null ? null : withVotes(db, row);
    },
    approvals: async (limit) => db.all(newestApprovals, { limit }).map((row) => withVotes(db, row)),
  };
}

/** The officers of a desk in its file: every change in one transaction with its records. */
export function createOfficerStore(db: WriteDb, place: AuditPlace): OfficerStore {
  return {
    ...readOfficers(db),
    write: async (writes, records) =>
      db.transaction(() => {
        for (const write of writes) keep(db, write);
        appendAudit(db, place, records);
      }),
  };
}

function officersOf(db: ReadDb): readonly Officer[] {
  return db.all(allOfficers).map((row) => officerSchema.parse({ ...row, roles: JSON.parse(row.roles) }));
}

function withVotes(db: ReadDb, row: ApprovalRow): Approval {
  return approvalSchema.parse({ ...row, votes: db.all(votesOf, { approval: row.id }) });
}

function keep(db: WriteDb, write: OfficerWrite): void {
  if (write.kind === 'officer') keepOfficer(db, write.officer);
  else keepApproval(db, write.approval);
}

function keepOfficer(db: WriteDb, officer: Officer): void {
  const { createdAt, createdBy, ...changing } = { ...officer, roles: JSON.stringify(officer.roles) };
  if (officer.revision === 1) {
    db.run(addOfficer, { ...changing, createdAt, createdBy });
    return;
  }
  if (db.run(changeOfficer, changing).changes !== 1)
    throw new FailureError(failure('officer.changedMeanwhile', { id: officer.id }));
}

function keepApproval(db: WriteDb, { votes, state, ...asked }: Approval): void {
  db.run(addApproval, asked);
  for (const { officer, at } of votes) db.run(addVote, { approval: asked.id, officer, at });
  if (state === 'open') return;
  // Used twice, an approval would be good for two acts.
  if (db.run(closeApproval, { id: asked.id, state }).changes !== 1)
    throw new FailureError(failure('approval.closed', { id: asked.id }));
}
