import type { ApprovalKind, ListedOfficer, Role } from '#contract/officers.ts';
import type { OfficerWords } from '#contract/wording/audit-words.ts';
import { folded } from '../../i18n/format.ts';
import type { Order } from '../../ui/data-table.tsx';

export type OfficerColumn = 'id' | 'name' | 'roles' | 'state' | 'secret';
export type OfficerOrder = Order<OfficerColumn>;

/** One officer with the texts of their row. */
export type OfficerRow = {
  readonly officer: ListedOfficer;
  readonly roles: string;
  readonly state: string;
  readonly search: string;
};

export function officerRow(officer: ListedOfficer, words: OfficerWords): OfficerRow {
  const roles = officer.roles.map((role) => words.roles[role]).join(', ');
  const state = words.states[officer.state];
  const search = folded([officer.id, officer.name, roles, state, officer.unit ?? ''].join(' '));
  return { officer, roles, state, search };
}

const collator = new Intl.Collator('vi', { numeric: true });
const sortKeys: Readonly<Record<OfficerColumn, (row: OfficerRow) => string>> = {
  id: ({ officer }) => officer.id,
  name: ({ officer }) => nameKey(officer.name),
  roles: ({ roles }) => roles,
  state: ({ state }) => state,
  secret: ({ officer }) => `${officer.secret} ${String(officer.waitMs).padStart(9, '0')}`,
};

/** Vietnamese lists go by the given name, which stands last. */
function nameKey(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words.at(-1), ...words.slice(0, -1)].join(' ');
}

/** Rows that hold every typed word, in Vietnamese order of a column. */
export function arrangeOfficers(
  rows: readonly OfficerRow[],
  typed: string,
  { column, descending }: OfficerOrder,
): readonly OfficerRow[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  const key = sortKeys[column];
  const sign = descending ? -1 : 1;
  return rows
    .filter(({ search }) => words.every((word) => search.includes(word)))
    .toSorted((a, b) => sign * collator.compare(key(a), key(b)));
}

/** Roles that stand alone. The host decides; this only says so before it is asked (`domain/officers/permissions.ts`). */
const alone: readonly Role[] = ['quanTri', 'kiemTra'];

/** The role among these that nobody may have beside another, or null. */
export function roleThatStandsAlone(roles: readonly Role[]): Role | null {
  return roles.length < 2 ? null : (alone.find((role) => roles.includes(role)) ?? null);
}

/** How many others must say yes (`domain/officers/approval.ts`). */
export function votesNeeded(kind: ApprovalKind): number {
  return kind === 'secretReset' ? 2 : 1;
}

const approvers: readonly Role[] = ['chiHuy', 'quanTri'];

/** Officers whose forgotten secret nobody could give back: fewer than two others may say yes. */
export function withoutWayBack(officers: readonly ListedOfficer[]): readonly ListedOfficer[] {
  const active = officers.filter(({ state }) => state === 'active');
  const mayApprove = active.filter(({ roles }) => roles.some((role) => approvers.includes(role)));
  return active.filter(({ id }) => mayApprove.filter((other) => other.id !== id).length < votesNeeded('secretReset'));
}
