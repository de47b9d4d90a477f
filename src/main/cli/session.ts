import { type DeskApi, deskApi } from '#contract/api.ts';
import type { DemoOfficer } from '#contract/desk.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Permission } from '#contract/officers.ts';
import type { Output as Answer, Input } from '#contract/rpc.ts';
import { permittedBy } from '#domain/officers/permissions.ts';
import type { Desk } from '#main/compose.ts';
import type { SignIn } from '#services/office.ts';
import type { WantedSecret } from './command.ts';
import { UsageError } from './usage-error.ts';

type CommandName = keyof DeskApi['commands'];

/** Runs a command of the desk as the officer of this terminal; what asks for their secret again is given it. */
export type DeskCall = <C extends CommandName>(
  command: C,
  input: Input<DeskApi, C>,
  options?: { readonly signal?: AbortSignal },
) => Promise<Answer<DeskApi, C>>;

/** The desk with an officer at it. */
export type Office = { readonly desk: Desk; readonly officer: string; readonly call: DeskCall };

export type Entering = {
  readonly desk: Desk;
  /** As typed; undefined: nobody was named. */
  readonly officer: string | undefined;
  readonly permission: Permission | null;
  readonly secret: (of: WantedSecret) => Promise<string>;
};

/**
 * Signs the officer in: in the demo the made-up one who may do this, elsewhere the one named, with their secret.
 * @throws FailureError `session.*`, `storage.*`; UsageError where an officer must be named
 */
export async function enterOffice(entering: Entering): Promise<Office> {
  return entering.desk.snapshot().profile.kind === 'demo' ? enterDemo(entering) : enterByName(entering);
}

/** Waits until the profile's files are open, closed or found wanting. @throws FailureError when they do not open */
async function vaultSettled(desk: Desk): Promise<void> {
  await desk.ready;
  const { vault } = desk.snapshot();
  if (vault.state === 'failed') throw new FailureError(vault.failure);
}

async function enterDemo(entering: Entering): Promise<Office> {
  const { desk } = entering;
  await vaultSettled(desk);
  const { officer, secret } = await whoIs(entering);
  if (presentIn(desk) !== officer) await plainCall(desk)('demo.beOfficer', { officer });
  return { desk, officer, call: callAs(desk, secret) };
}

/**
 * Who is at this terminal, and their secret: the officer named; in the demo, where nobody need be, the first made-up one
 * who may do this. @throws UsageError where nobody is named, or nobody of the demo is
 */
export async function whoIs({ desk, officer, permission, secret }: Entering): Promise<SignIn> {
  if (desk.snapshot().profile.kind !== 'demo') {
    if (officer === undefined) throw new UsageError('cần --officer <mã cán bộ>');
    return { officer, secret: await secret({ kind: 'own', officer }) };
  }
  const officers = await plainCall(desk)('demo.officers', undefined);
  const wanted = officer?.trim().toUpperCase();
  const isIt = ({ id, roles }: DemoOfficer) =>
    wanted === undefined ? permission === null || permittedBy(roles, permission) !== null : id === wanted;
  const chosen = officers.find(isIt);
  if (chosen === undefined) {
    const who = officers.map(({ id }) => id).join(', ');
    throw new UsageError(`không có cán bộ mẫu ${wanted ?? 'được làm việc này'}; bản mẫu có ${who}`);
  }
  return { officer: chosen.id, secret: chosen.secret };
}

async function enterByName(entering: Entering): Promise<Office> {
  const { call, officer, mustChoose } = await arriveAt(entering);
  if (mustChoose) throw new FailureError(failure('session.chooseSecret'));
  return { desk: entering.desk, officer, call };
}

const firstRun = 'hồ sơ máy này chưa có cán bộ nào; bắt đầu bằng officers begin <mã> --name <họ tên>';

/** An officer who has signed in, perhaps with a secret that is good for nothing but choosing one. */
export type Arrival = Pick<Office, 'officer' | 'call'> & { readonly secret: string; readonly mustChoose: boolean };

/** Signs an officer in by secret, in every profile. @throws FailureError `session.*`, `storage.*`; UsageError without an officer */
export async function arriveAt(entering: Entering): Promise<Arrival> {
  const { desk } = entering;
  await vaultSettled(desk);
  if (desk.snapshot().session.state === 'firstRun') throw new UsageError(firstRun);
  const given = await whoIs(entering);
  const state = await plainCall(desk)('session.signIn', given);
  const officer = 'officer' in state ? state.officer.id : given.officer;
  return { officer, call: callAs(desk, given.secret), secret: given.secret, mustChoose: state.state === 'mustChoose' };
}

/** The secret of a made-up officer, which anybody may know; null outside the demo and for nobody of it. */
export async function secretOfDemoOfficer(desk: Desk, officer: string): Promise<string | null> {
  if (desk.snapshot().profile.kind !== 'demo') return null;
  const officers = await plainCall(desk)('demo.officers', undefined);
  return officers.find(({ id }) => id === officer.trim().toUpperCase())?.secret ?? null;
}

/** Id of the officer at the desk, locked or not. */
function presentIn(desk: Desk): string | null {
  const { session } = desk.snapshot();
  return 'officer' in session ? session.officer.id : null;
}

/** Calls a command of the desk with nobody's secret at hand. */
export function plainCall(desk: Desk): DeskCall {
  return async (name, input, { signal = new AbortController().signal } = {}) => {
    const given = deskApi.commands[name].input.safeParse(input);
    if (!given.success) throw new FailureError(failure('contract.invalid', { where: name }), given.error);
    const handler = desk.handlers[name];
    return handler(given.data as never, { signal }) as Promise<Answer<DeskApi, typeof name>>;
  };
}

/** What the desk asks of an officer before it goes on, and the command that answers. */
const proofs: Readonly<Record<string, 'session.reauthenticate' | 'session.unlock'>> = {
  'session.proveAgain': 'session.reauthenticate',
  'session.locked': 'session.unlock',
};

function callAs(desk: Desk, secret: string): DeskCall {
  const plain = plainCall(desk);
  return async (name, input, options) => {
    try {
      return await plain(name, input, options);
    } catch (error) {
      const proof = error instanceof FailureError ? proofs[error.failure.code] : undefined;
      if (proof === undefined) throw error;
      await plain(proof, { secret });
      return plain(name, input, options);
    }
  };
}
