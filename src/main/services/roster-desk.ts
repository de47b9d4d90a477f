import type { ListedOfficer, Officer } from '#contract/officers.ts';
import { waitLeft } from '#domain/officers/lock-out.ts';
import { changedOfficer, newOfficer } from '#domain/officers/roster.ts';
import { must, type Office, officerObject } from './office.ts';
import type { OfficersDesk } from './officers-desk.ts';

/** The list of officers and what administrators do with it. */
export function rosterOf(office: Office): Pick<OfficersDesk, 'list' | 'add' | 'change' | 'forgive'> {
  const { session, proof, inTurn, clock, secrets, keep, find } = office;
  return {
    list: () =>
      inTurn(async () => {
        await session.permit({ permission: 'officers.see' });
        return Promise.all(office.officers().map((officer) => listed(officer, office)));
      }),
    add: ({ secret, ...asked }) =>
      inTurn(async () => {
        const permit = await session.permit({ permission: 'officers.manage' });
        const made = must(newOfficer(office.officers(), asked, { by: permit.officer.id, now: clock.now() }));
        office.refuseWeak(secret, made);
        const record = permit.record({
          action: 'officer.added',
          object: officerObject(made.id),
          result: { code: made.roles.join('+') },
        });
        // The account before its secret: a secret without an account would open the data and stand in no record.
        await keep([{ kind: 'officer', officer: made }], [record]);
        await secrets.give(made.id, secret);
      }),
    change: (id, change) =>
      inTurn(async () => {
        const permit = await session.permit({ permission: 'officers.manage' });
        const after = must(changedOfficer(office.officers(), { id, change, by: permit.officer.id }));
        const code = `${after.state} ${after.roles.join('+')}`;
        const record = permit.record({ action: 'officer.changed', object: officerObject(id), result: { code } });
        await keep([{ kind: 'officer', officer: after }], [record]);
        if (after.state === 'left') await secrets.take(id);
      }),
    forgive: (id) =>
      inTurn(async () => {
        const permit = await session.permit({ permission: 'officers.unlock' });
        find(id);
        await office.log.append([permit.record({ action: 'officer.unlocked', object: officerObject(id) })]);
        await proof.forgive(id);
      }),
  };
}

async function listed(officer: Officer, { proof, clock }: Office): Promise<ListedOfficer> {
  const attempts = await proof.attempts(officer.id);
  return { ...officer, failures: attempts.failures, waitMs: waitLeft(attempts, clock.now().getTime()) };
}
