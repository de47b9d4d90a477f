import { FailureError } from '#contract/failures.ts';
import { type ListedOfficer, officerIdSchema, type Role, roles } from '#contract/officers.ts';
import { viOfficers } from '#contract/wording/vi-officers.ts';
import { withoutWayBack } from '#domain/officers/approval.ts';
import { type Command, type Context, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { type Arguments, noWords, oneOf, oneWord } from './options.ts';
import { jsonLine } from './output.ts';
import { approvedBy, approverOf } from './second-officer.ts';
import { type DeskCall, plainCall } from './session.ts';
import { table } from './table.ts';
import { UsageError } from './usage-error.ts';

const words = viOfficers;

/** @throws UsageError for what cannot be an officer's id */
function idOf(typed: string): string {
  const id = officerIdSchema.safeParse(typed);
  if (!id.success) throw new UsageError('mã cán bộ có 2 đến 20 chữ, số, dấu . - _ và bắt đầu bằng chữ');
  return id.data;
}

function nameOf({ values }: Arguments): string {
  const name = values.name?.normalize('NFC').trim() ?? '';
  if (name.length < 2 || name.length > 120) throw new UsageError('cần --name <họ tên>');
  return name;
}

/** @throws UsageError for what is no role */
const rolesOf = (typed: readonly string[]): Role[] => typed.map((role) => oneOf(roles, role, 'vai trò'));
const roleNames = (held: readonly Role[]) => held.map((role) => words.roles[role]).join(', ');

/** `officers list` */
const list: Command = command({
  name: 'officers list',
  synopsis: '',
  does: 'các cán bộ của bàn',
  options: [],
  understand: noWords,
  async run({ office, json, output }) {
    const officers = await (await office('officers.see')).call('officers.list', undefined);
    const stranded = withoutWayBack(officers).map(({ id }) => id);
    if (json) output.result(jsonLine({ officers, withoutWayBack: stranded }));
    else {
      output.result(table(columns, officers.map(rowOf)));
      if (stranded.length > 0)
        output.remark(
          `Quên mật khẩu thì chưa ai cấp lại được cho: ${stranded.join(', ')}. Thêm chỉ huy hoặc quản trị.\n`,
        );
    }
    return exitCode.done;
  },
});

const columns = ['Mã', 'Họ và tên', 'Vai trò', 'Tình trạng', 'Mật khẩu', 'Chờ'].map((title) => ({ title }));

function rowOf({ id, name, roles: held, state, secret, waitMs }: ListedOfficer): readonly string[] {
  const wait = waitMs > 0 ? `${Math.ceil(waitMs / 60_000)} phút` : '';
  return [id, name, roleNames(held), words.states[state], secret === 'own' ? 'của mình' : 'dùng một lần', wait];
}

/** `officers begin <id>`: the first administrator of a new profile. */
const begin: Command = command({
  name: 'officers begin',
  synopsis: '<mã> --name <họ tên>',
  does: 'lần đầu: lập quản trị đầu tiên của hồ sơ máy',
  options: ['name', 'new-secret-file'],
  understand: (args) => ({ id: idOf(oneWord(args, 'mã cán bộ')), name: nameOf(args) }),
  async run(context, officer) {
    const call = plainCall(await context.desk());
    const secret = await context.secret({ kind: 'new', officer: officer.id });
    await sayingFaults({ context, call, secret, officer }, () => call('officers.begin', { ...officer, secret }));
    const { json, output } = context;
    output.result(json ? jsonLine({ id: officer.id, first: true }) : `Đã lập quản trị đầu tiên ${officer.id}.\n`);
    return exitCode.done;
  },
});

/** `officers add <id>`: with a secret that is good for one sign-in. */
const add: Command = command({
  name: 'officers add',
  synopsis: '<mã> --name <họ tên> --role <vai trò>… [--unit <mã xã>]',
  does: 'thêm cán bộ, với mật khẩu chỉ dùng một lần',
  options: ['name', 'role', 'unit', 'new-secret-file'],
  understand: (args) => {
    const { role = [], unit = null } = args.values;
    if (role.length === 0) throw new UsageError(`cần --role: ${roles.join(', ')}`);
    return { id: idOf(oneWord(args, 'mã cán bộ')), name: nameOf(args), roles: rolesOf(role), unit };
  },
  async run(context, officer) {
    const { call } = await context.office('officers.manage');
    const secret = await context.secret({ kind: 'new', officer: officer.id });
    await sayingFaults({ context, call, secret, officer }, () => call('officers.add', { ...officer, secret }));
    const { json, output } = context;
    output.result(json ? jsonLine({ id: officer.id, roles: officer.roles }) : `Đã thêm ${officer.id}.\n`);
    return exitCode.done;
  },
});

type Giving = {
  readonly context: Context;
  readonly call: DeskCall;
  readonly secret: string;
  readonly officer: { readonly id: string; readonly name: string };
};

/** Says what is wrong with a secret that is refused as weak. */
async function sayingFaults<T>({ context, call, secret, officer }: Giving, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'secret.weak') {
      const faults = await call('secret.check', { officer: officer.id, name: officer.name, secret });
      for (const fault of faults) context.output.remark(`${words.secretFaults[fault]}\n`);
    }
    throw error;
  }
}

/** `officers secret`: one's own secret; the one that was given for one sign-in is changed this way too. */
const secretCommand: Command = command({
  name: 'officers secret',
  synopsis: '',
  does: 'đặt mật khẩu của chính mình (cả khi mới được cấp mật khẩu dùng một lần)',
  options: ['new-secret-file'],
  understand: noWords,
  async run(context) {
    const { call, officer, secret } = await context.arrive();
    const next = await context.secret({ kind: 'new', officer });
    const change = () => call('session.changeSecret', { secret, next });
    await sayingFaults({ context, call, secret: next, officer: { id: officer, name: '' } }, change);
    const { json, output } = context;
    output.result(json ? jsonLine({ id: officer }) : `Đã đổi mật khẩu của ${officer}.\n`);
    return exitCode.done;
  },
});

/** `officers roles <id> <role>…` */
const changeRoles: Command = command({
  name: 'officers roles',
  synopsis: '<mã> <vai trò>…',
  does: 'cho cán bộ đúng các vai trò này',
  options: [],
  understand: ({ words: [id, ...typed] }) => {
    if (id === undefined || typed.length === 0) throw new UsageError(`cần mã cán bộ và vai trò: ${roles.join(', ')}`);
    return { id: idOf(id), roles: rolesOf(typed) };
  },
  async run({ office, json, output }, change) {
    const { call } = await office('officers.manage');
    await call('officers.change', change);
    output.result(json ? jsonLine(change) : `${change.id}: ${roleNames(change.roles)}.\n`);
    return exitCode.done;
  },
});

/** `officers unlock <id>` */
const unlock: Command = command({
  name: 'officers unlock',
  synopsis: '<mã>',
  does: 'cho cán bộ hết phải chờ sau khi gõ sai mật khẩu',
  options: [],
  understand: (args) => ({ id: idOf(oneWord(args, 'mã cán bộ')) }),
  async run({ office, json, output }, { id }) {
    const { call } = await office('officers.unlock');
    await call('officers.unlock', { id });
    output.result(json ? jsonLine({ id }) : `${id} đăng nhập lại được.\n`);
    return exitCode.done;
  },
});

/** `officers reset <id>`: two others say yes at one terminal. */
const reset: Command = command({
  name: 'officers reset',
  synopsis: '<mã> --approver <mã>',
  does: 'cấp lại mật khẩu dùng một lần: người gọi lệnh và một người nữa cùng đồng ý',
  options: ['approver', 'approver-secret-file', 'new-secret-file'],
  understand: (args) => ({ id: idOf(oneWord(args, 'mã cán bộ')), approver: approverOf(args) }),
  async run(context, { id, approver }) {
    const at = await context.office('officers.reset');
    const { id: approval, votes } = await approvedBy({ context, at, approver, kind: 'secretReset', subject: id });
    const secret = await context.secret({ kind: 'new', officer: id });
    const giving = { context, call: at.call, secret, officer: { id, name: '' } };
    await sayingFaults(giving, () => at.call('officers.reset', { approval, secret }));
    const approvers = votes.map(({ officer }) => officer);
    const { json, output } = context;
    output.result(
      json ? jsonLine({ id, approvers }) : `Đã cấp lại mật khẩu cho ${id} (${approvers.join(', ')} đồng ý).\n`,
    );
    return exitCode.done;
  },
});

export const officersCommands: readonly Command[] = [begin, list, add, secretCommand, changeRoles, unlock, reset];
