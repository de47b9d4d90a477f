import type { Officer, Role } from '#contract/officers.ts';
import { conflictIn } from './permissions.ts';

/** Why a change of the officers is refused. */
export type RosterFault =
  | 'idTaken'
  | 'rolesConflict'
  | 'lastAdministrator'
  | 'notFound'
  | 'left'
  | 'ownRights'
  | 'notFirst';

/** What the first run asks for. */
export type FirstOfficer = { readonly id: string; readonly name: string };
export type NewOfficer = FirstOfficer & { readonly roles: readonly Role[]; readonly unit: string | null };

/** What may be changed of an officer. */
export type OfficerChange = {
  readonly [field in 'name' | 'roles' | 'unit' | 'state']?: Officer[field] | undefined;
};

type By = { readonly by: string; readonly now: Date };

/** The first officer of a desk: an administrator, who then makes the others. Only while there is nobody. */
export function firstAdministrator(
  officers: readonly Officer[],
  first: FirstOfficer,
  now: Date,
): Officer | RosterFault {
  if (officers.length > 0) return 'notFirst';
  return { ...made({ ...first, roles: ['quanTri'], unit: null }, { by: first.id, now }), secret: 'own' };
}

/** A new officer. Their secret is known to who made them, and good for one sign-in. */
export function newOfficer(officers: readonly Officer[], asked: NewOfficer, by: By): Officer | RosterFault {
  if (officers.some(({ id }) => id === asked.id)) return 'idTaken';
  return conflictIn(asked.roles) === null ? made(asked, by) : 'rolesConflict';
}

function made({ id, name, roles, unit }: NewOfficer, { by, now }: By): Officer {
  return {
    id,
    name: name.normalize('NFC'),
    roles: [...new Set(roles)],
    unit,
    state: 'active',
    secret: 'oneTime',
    createdAt: now.toISOString(),
    createdBy: by,
    revision: 1,
  };
}

/**
 * An officer after a change. Nobody gives rights to themselves or takes them away; one active administrator always stays;
 * who has left does not come back under the same id.
 */
export function changedOfficer(
  officers: readonly Officer[],
  { id, change, by }: { readonly id: string; readonly change: OfficerChange; readonly by: string },
): Officer | RosterFault {
  const before = officers.find((officer) => officer.id === id);
  if (before === undefined) return 'notFound';
  if (before.state === 'left') return 'left';
  const { name = before.name, roles = before.roles, unit = before.unit, state = before.state } = change;
  const after: Officer = {
    ...before,
    name: name.normalize('NFC'),
    roles: [...new Set(roles)],
    unit,
    state,
    revision: before.revision + 1,
  };
  const rights = ({ roles, unit, state }: Officer) => JSON.stringify([[...roles].sort(), unit, state]);
  if (by === id && rights(before) !== rights(after)) return 'ownRights';
  if (conflictIn(after.roles) !== null) return 'rolesConflict';
  return hasAdministrator(officers.with(officers.indexOf(before), after)) ? after : 'lastAdministrator';
}

function hasAdministrator(officers: readonly Officer[]): boolean {
  return officers.some(({ state, roles }) => state === 'active' && roles.includes('quanTri'));
}
