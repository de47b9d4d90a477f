import { FailureError, failure } from '#contract/failures.ts';
import type { Officer } from '#contract/officers.ts';
import { type FirstOfficer, firstAdministrator } from '#domain/officers/roster.ts';
import { idOf, isActive, must, type Office, officerObject } from './office.ts';
import type { OfficersDesk } from './officers-desk.ts';

type Comings = Pick<
  OfficersDesk,
  'begin' | 'signIn' | 'arrive' | 'signOut' | 'lock' | 'unlock' | 'reauthenticate' | 'changeSecret'
>;

/** Signing in and out, locking and opening. */
export function comings(office: Office): Comings {
  const { session, proof, inTurn, find } = office;
  const proveSelf = async (secret: string) => {
    const present = session.present();
    if (present === null) throw new FailureError(failure('session.nobody'));
    await proof.prove(present.officer.id, secret);
    return present.officer;
  };
  const enter = async (id: string) => {
    await session.begin(find(id));
    return session.state();
  };
  return {
    begin: (first) =>
      inTurn(async () => {
        await addFirst(office, first);
        return enter(first.id);
      }),
    signIn: ({ officer, secret }) =>
      inTurn(async () => {
        const id = idOf(officer);
        await proof.prove(id, secret);
        return enter(id);
      }),
    arrive: (officer) =>
      inTurn(async () => {
        const id = idOf(officer);
        if (!isActive(office.officers(), id)) await refuseArrival(office, id);
        return enter(id);
      }),
    signOut: (cause) => inTurn(() => session.end(cause)),
    lock: (cause) => inTurn(() => session.lock(cause)),
    unlock: (secret) =>
      inTurn(async () => {
        await proveSelf(secret);
        await session.unlock();
      }),
    reauthenticate: (secret) =>
      inTurn(async () => {
        if (session.present()?.state === 'locked') throw new FailureError(failure('session.locked'));
        await proveSelf(secret);
        await session.reauthenticated();
      }),
    changeSecret: ({ secret, next }) =>
      inTurn(async () => {
        if (session.present()?.state === 'locked') throw new FailureError(failure('session.locked'));
        await changeSecret(office, await proveSelf(secret), { secret, next });
      }),
  };
}

/** Their secret opened the profile, and they may not sign in: suspended, or taken out of the files by a restore. */
async function refuseArrival({ log, session, officers }: Office, id: string): Promise<never> {
  const result = { outcome: 'refused', code: 'session.refused' } as const;
  const known = officers().some((officer) => officer.id === id) ? id : null;
  await log.append([{ ...session.record({ action: 'session.refused', result }), officer: known }]);
  throw new FailureError(failure('session.refused'));
}

async function addFirst(
  office: Office,
  { id, name, secret }: FirstOfficer & { readonly secret: string },
): Promise<void> {
  const first = must(firstAdministrator(office.officers(), { id, name }, office.clock.now()));
  office.refuseWeak(secret, first);
  // The secret first: an administrator without one could never come in, and there is nothing to protect yet.
  await office.secrets.give(id, secret);
  const record = { ...office.session.record({ action: 'officer.added', object: officerObject(id) }), officer: id };
  await office.keep([{ kind: 'officer', officer: first }], [record]);
}

async function changeSecret(
  { session, secrets, keep, refuseWeak, find }: Office,
  officer: Officer,
  { secret, next }: { readonly secret: string; readonly next: string },
): Promise<void> {
  refuseWeak(next, officer);
  if (secret.normalize('NFKC') === next.normalize('NFKC')) throw new FailureError(failure('secret.same'));
  const record = session.record({ action: 'secret.changed', object: officerObject(officer.id) });
  await secrets.give(officer.id, next);
  await keep([{ kind: 'officer', officer: { ...officer, secret: 'own', revision: officer.revision + 1 } }], [record]);
  session.renew(find(officer.id));
}
