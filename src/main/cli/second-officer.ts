import type { Approval, ApprovalKind } from '#contract/officers.ts';
import type { Context } from './command.ts';
import type { Arguments } from './options.ts';
import { type Office, secretOfDemoOfficer } from './session.ts';
import { UsageError } from './usage-error.ts';

/** Who else says yes. @throws UsageError where nobody is named */
export function approverOf({ values }: Arguments): string {
  if (values.approver === undefined) throw new UsageError('cần --approver <mã của cán bộ đồng ý>');
  return values.approver;
}

export type Approving = {
  readonly context: Context;
  readonly at: Office;
  readonly approver: string;
  readonly kind: ApprovalKind;
  readonly subject: string;
};

/** Asks for an approval as the officer of this terminal and has the other one say yes at it. @throws FailureError `approval.*`, `session.*` */
export async function approvedBy({ context, at, approver, kind, subject }: Approving): Promise<Approval> {
  const asked = await at.call('approvals.ask', { kind, subject });
  try {
    const known = await secretOfDemoOfficer(at.desk, approver);
    const secret = known ?? (await context.secret({ kind: 'approver', officer: approver }));
    return await at.call('approvals.vote', { id: asked.id, officer: approver, secret });
  } catch (error) {
    // Nobody finds an approval lying there that was not given.
    await at.call('approvals.withdraw', { id: asked.id }).catch(() => undefined);
    throw error;
  }
}
