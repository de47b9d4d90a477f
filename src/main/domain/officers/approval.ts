import type { Approval, ApprovalKind, Officer, Role } from '#contract/officers.ts';

/** Who must say yes to an act, and for how long a yes is good. */
export type ApprovalRule = {
  /** Votes of officers other than the one concerned; the one who asks counts where they may vote themselves. */
  readonly votes: number;
  readonly roles: readonly Role[];
  readonly reason: string;
};

const answering = ['chiHuy', 'quanTri'] as const;

export const approvalRules: Readonly<Record<ApprovalKind, ApprovalRule>> = {
  secretReset: { votes: 2, roles: answering, reason: 'nobody alone can make themselves a way into another account' },
  coreCorrection: { votes: 1, roles: ['chiHuy'], reason: 'who somebody is, is changed by two' },
  auditPurge: { votes: 1, roles: ['kiemTra', 'chiHuy'], reason: 'who runs the machine does not empty its log alone' },
  dossierPurge: { votes: 1, roles: ['chiHuy', 'kiemTra'], reason: 'nothing of a citizen disappears by one hand' },
  keyChange: { votes: 1, roles: ['chiHuy'], reason: 'a lost key loses everything' },
  restore: { votes: 1, roles: ['chiHuy'], reason: 'setting the desk back loses what was newer' },
};

/** How long an approval is good, in ms: both stand at the desk. */
export const approvalFor = 30 * 60_000;

/** Why a vote does not count. */
export type VoteFault = 'closed' | 'expired' | 'sameOfficer' | 'twice' | 'notApprover';

/**
 * Asks for an approval. For a reset the one who asks is one of the two others, if their role may vote, and so votes by asking;
 * everywhere else the asker is the first pair of eyes and the vote the second.
 */
export function askApproval(
  { id, kind, subject }: { readonly id: string; readonly kind: ApprovalKind; readonly subject: string },
  by: Officer,
  now: Date,
): Approval {
  const requestedAt = now.toISOString();
  const asked: Approval = {
    id,
    kind,
    subject,
    requestedBy: by.id,
    requestedAt,
    expiresAt: new Date(now.getTime() + approvalFor).toISOString(),
    votes: [],
    state: 'open',
  };
  const votesByAsking = kind === 'secretReset' && voteFault(asked, by, now) === null;
  return votesByAsking ? { ...asked, votes: [{ officer: by.id, at: requestedAt }] } : asked;
}

/** Why this officer's yes would not count, or null. */
export function voteFault(approval: Approval, by: Officer, now: Date): VoteFault | null {
  if (approval.state !== 'open') return 'closed';
  if (hasExpired(approval, now)) return 'expired';
  const { votes, kind, subject, requestedBy } = approval;
  if (votes.some(({ officer }) => officer === by.id)) return 'twice';
  const isConcerned = kind === 'secretReset' ? subject === by.id : requestedBy === by.id;
  if (isConcerned) return 'sameOfficer';
  const mayVote = by.state === 'active' && by.roles.some((role) => approvalRules[kind].roles.includes(role));
  return mayVote ? null : 'notApprover';
}

/** An approval with one more yes; judged by `voteFault` before. */
export function vote(approval: Approval, by: Officer, now: Date): Approval {
  return { ...approval, votes: [...approval.votes, { officer: by.id, at: now.toISOString() }] };
}

/** Whether the act may be done now. Time set back before the asking is as good as expired. */
export function isApproved(approval: Approval, now: Date): boolean {
  return (
    approval.state === 'open' &&
    !hasExpired(approval, now) &&
    new Set(approval.votes.map(({ officer }) => officer)).size >= approvalRules[approval.kind].votes
  );
}

/** Whether its time is over. */
export function hasExpired({ expiresAt, requestedAt }: Approval, now: Date): boolean {
  const at = now.toISOString();
  return at >= expiresAt || at < requestedAt;
}

/** Officers whose forgotten secret nobody could give back: fewer than two others may approve. A new desk is in this state. */
export function withoutWayBack(officers: readonly Officer[]): readonly Officer[] {
  const { roles, votes } = approvalRules.secretReset;
  const active = officers.filter(({ state }) => state === 'active');
  const approvers = active.filter((officer) => officer.roles.some((role) => roles.includes(role)));
  return active.filter(({ id }) => approvers.filter((other) => other.id !== id).length < votes);
}
