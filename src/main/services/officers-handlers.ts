import type { DeskApi } from '#contract/api.ts';
import type { officersApi } from '#contract/officers.ts';
import type { Handlers } from '#contract/rpc.ts';
import type { OfficersDesk } from './officers-desk.ts';

/** What can be asked before anything is open, and is answered elsewhere. */
type AtTheDoor = 'session.signIn' | 'secret.check' | 'officers.begin';
type Commands = Exclude<keyof typeof officersApi.commands, AtTheDoor>;

/** The commands of officers on an open desk. */
export function officersHandlers(desk: OfficersDesk): Pick<Handlers<DeskApi>, Commands> {
  return {
    'session.signOut': () => desk.signOut('byOfficer'),
    'session.lock': () => desk.lock('byOfficer'),
    'session.unlock': ({ secret }) => desk.unlock(secret),
    'session.reauthenticate': ({ secret }) => desk.reauthenticate(secret),
    'session.touch': () => desk.session.touch(),
    'session.changeSecret': (given) => desk.changeSecret(given),
    'officers.list': async () => [...(await desk.list())],
    'officers.add': (asked) => desk.add(asked),
    'officers.change': ({ id, ...change }) => desk.change(id, change),
    'officers.unlock': ({ id }) => desk.forgive(id),
    'approvals.list': async () => [...(await desk.approvals())],
    'approvals.ask': (asked) => desk.ask(asked),
    'approvals.vote': ({ id, ...by }) => desk.vote(id, by),
    'approvals.withdraw': ({ id }) => desk.withdraw(id),
    'officers.reset': (given) => desk.reset(given),
  };
}
