import type { ListedOfficer, Role } from '#contract/officers.ts';
import { viOfficers } from '#contract/wording/vi-officers.ts';
import type { OfficersDesk } from '#services/officers-desk.ts';
import type { Showing } from './audit-commands.ts';
import { jsonLine } from './output.ts';

const words = viOfficers;

/** `officers list`. @throws FailureError `session.*` */
export async function listOfficers(desk: OfficersDesk, { json, output }: Showing): Promise<number> {
  const officers = await desk.list();
  const withoutWayBack = desk.withoutWayBack().map(({ id }) => id);
  if (json) output.result(jsonLine({ officers, withoutWayBack }));
  else {
    for (const officer of officers) output.result(lineOf(officer));
    if (withoutWayBack.length > 0)
      output.remark(
        `Quên mật khẩu thì chưa ai cấp lại được cho: ${withoutWayBack.join(', ')}. Thêm chỉ huy hoặc quản trị.\n`,
      );
  }
  return 0;
}

function lineOf({ id, name, roles, state, waitMs }: ListedOfficer): string {
  const wait = waitMs > 0 ? ` · chờ ${Math.ceil(waitMs / 60_000)} phút` : '';
  return `${id}  ${name}\n    ${roles.map((role) => words.roles[role]).join(', ')} · ${words.states[state]}${wait}\n`;
}

/** What `officers add` is given; the secret is good for one sign-in. */
export type AddedOfficer = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unit: string | null;
  readonly secret: string;
};

/** `officers add`: the very first one becomes an administrator. @throws FailureError `officer.*`, `secret.weak`, `session.*` */
export async function addOfficer(desk: OfficersDesk, added: AddedOfficer, { json, output }: Showing): Promise<number> {
  const isFirst = desk.state().state === 'firstRun';
  if (isFirst) await desk.begin(added);
  else await desk.add(added);
  output.result(json ? jsonLine({ id: added.id, first: isFirst }) : `Đã thêm ${added.id}.\n`);
  return 0;
}

/** `officers roles`: gives an officer exactly these roles. @throws FailureError `officer.*`, `session.*` */
export async function setRoles(
  desk: OfficersDesk,
  { id, roles }: { readonly id: string; readonly roles: readonly Role[] },
  { json, output }: Showing,
): Promise<number> {
  await desk.change(id, { roles: [...roles] });
  output.result(json ? jsonLine({ id, roles }) : `${id}: ${roles.map((role) => words.roles[role]).join(', ')}.\n`);
  return 0;
}

/** `officers unlock`: ends the wait after wrong secrets. @throws FailureError `officer.notFound`, `session.*` */
export async function unlockOfficer(desk: OfficersDesk, id: string, { json, output }: Showing): Promise<number> {
  await desk.forgive(id);
  output.result(json ? jsonLine({ id }) : `${id} đăng nhập lại được.\n`);
  return 0;
}

/** What `officers reset` is given: the other approver beside the one signed in, and the new one-time secret. */
export type ResetOrder = {
  readonly id: string;
  readonly approver: { readonly officer: string; readonly secret: string };
  readonly secret: string;
};

/** `officers reset`: both approvers at one terminal. @throws FailureError `approval.*`, `secret.weak`, `session.*` */
export async function resetOfficer(desk: OfficersDesk, order: ResetOrder, { json, output }: Showing): Promise<number> {
  const { id, approver, secret } = order;
  const asked = await desk.ask({ kind: 'secretReset', subject: id });
  const { votes } = await desk.vote(asked.id, approver);
  await desk.reset({ approval: asked.id, secret });
  const approvers = votes.map(({ officer }) => officer);
  output.result(
    json ? jsonLine({ id, approvers }) : `Đã cấp lại mật khẩu cho ${id} (${approvers.join(', ')} đồng ý).\n`,
  );
  return 0;
}
