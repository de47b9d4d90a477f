import type { FailureCode } from '#contract/failures.ts';
import type { Approval, ApprovalKind, Officer, Permission } from '#contract/officers.ts';
import { askApproval, isApproved, type VoteFault, vote, voteFault } from '#domain/officers/approval.ts';
import { permissionTable } from '#domain/officers/permissions.ts';
import { idOf, type Office, officerObject, refuse, type SignIn } from './office.ts';
import type { OfficersDesk } from './officers-desk.ts';
import { needSomebody, type Permit } from './permit.ts';

const voteFailures: Readonly<Record<VoteFault, FailureCode>> = {
  closed: 'approval.closed',
  expired: 'approval.expired',
  sameOfficer: 'approval.sameOfficer',
  twice: 'approval.sameOfficer',
  notApprover: 'approval.notApprover',
};

const listedApprovals = 100;

/** What one asks and others allow. */
export function approvalsOf(
  office: Office,
): Pick<OfficersDesk, 'approvals' | 'ask' | 'vote' | 'withdraw' | 'use' | 'reset'> {
  const { session, inTurn, keep } = office;
  return {
    approvals: () =>
      inTurn(async () => {
        needSomebody(session.present());
        return office.store.approvals(listedApprovals);
      }),
    ask: (asked) => inTurn(() => ask(office, asked)),
    vote: (id, by) => inTurn(() => voteOn(office, id, by)),
    withdraw: (id) =>
      inTurn(async () => {
        needSomebody(session.present());
        const approval = await one(office, id);
        if (session.present()?.officer.id !== approval.requestedBy) refuse('approval.notFound');
        const record = session.record({ action: 'approval.withdrawn', object: approvalObject(approval) });
        await keep([{ kind: 'approval', approval: { ...approval, state: 'withdrawn' } }], [record]);
      }),
    use: (id, kind, subject) =>
      inTurn(async () => {
        const used = await approved(office, id, kind);
        // Who said yes to one thing has not said yes to another.
        if (subject !== undefined && used.subject !== subject) refuse('approval.notFound');
        await keep([{ kind: 'approval', approval: used }], []);
        return used;
      }),
    reset: ({ approval, secret }) =>
      inTurn(async () => {
        const permit = await session.permit({ permission: 'officers.reset' });
        await reset(office, { permit, used: await approved(office, approval, 'secretReset'), secret });
      }),
  };
}

async function one({ store }: Office, id: string): Promise<Approval> {
  return (await store.approval(id)) ?? refuse('approval.notFound');
}

/** The approval as it is once used, if it may be used now. */
async function approved(office: Office, id: string, kind: ApprovalKind): Promise<Approval> {
  const approval = await one(office, id);
  if (approval.kind !== kind) refuse('approval.notFound');
  if (!isApproved(approval, office.clock.now()))
    refuse(approval.state === 'open' ? 'approval.needed' : 'approval.closed');
  return { ...approval, state: 'used' };
}

async function ask(
  { session, clock, ids, keep, find }: Office,
  { kind, subject }: { readonly kind: ApprovalKind; readonly subject: string },
): Promise<Approval> {
  const permit = await session.permit(wishFor(kind));
  if (kind === 'secretReset') find(subject);
  const asked = askApproval({ id: ids(), kind, subject }, permit.officer, clock.now());
  const record = permit.record({ action: 'approval.asked', object: approvalObject(asked), result: { code: kind } });
  await keep([{ kind: 'approval', approval: asked }], [record]);
  return asked;
}

async function voteOn(office: Office, id: string, { officer, secret }: SignIn): Promise<Approval> {
  const { session, clock, keep, proof, find } = office;
  needSomebody(session.present());
  const approval = await one(office, id);
  const by = idOf(officer);
  await proof.prove(by, secret);
  const fault = voteFault(approval, find(by), clock.now());
  if (fault !== null) refuse(voteFailures[fault]);
  const given = vote(approval, find(by), clock.now());
  const happening = { action: 'approval.given', object: approvalObject(given), result: { code: given.kind } } as const;
  await keep([{ kind: 'approval', approval: given }], [{ ...session.record(happening), officer: by }]);
  return given;
}

type Resetting = { readonly permit: Permit; readonly used: Approval; readonly secret: string };

/** The act and its records first: a secret that was given without them would be a way in that nobody can see. */
async function reset({ find, keep, refuseWeak, secrets, proof }: Office, { permit, used, secret }: Resetting) {
  const officer = find(used.subject);
  if (officer.state !== 'active') refuse('officer.left');
  refuseWeak(secret, officer);
  const renewed: Officer = { ...officer, secret: 'oneTime', revision: officer.revision + 1 };
  const code = used.votes.map((each) => each.officer).join('+');
  const record = permit.record({ action: 'secret.reset', object: officerObject(officer.id), result: { code } });
  await keep(
    [
      { kind: 'officer', officer: renewed },
      { kind: 'approval', approval: used },
    ],
    [record],
  );
  await secrets.give(officer.id, secret);
  await proof.forgive(officer.id);
}

const approvalObject = ({ id, subject }: Approval) =>
  ({ kind: 'approval', masked: `${id} ${subject}`.slice(0, 200), mark: null }) as const;

/** Asking is part of the act: who may do it may ask for it. */
function wishFor(kind: ApprovalKind) {
  const permissions = Object.keys(permissionTable) as Permission[];
  const permission = permissions.find((each) => permissionTable[each].approval === kind) ?? refuse('approval.notFound');
  // The act itself will say the purpose it has.
  return permissionTable[permission].purpose
    ? { permission, purpose: { code: 'kiemTraNghiepVu', note: null } as const }
    : { permission };
}
