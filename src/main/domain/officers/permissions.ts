import type { ApprovalKind, Permission, Role } from '#contract/officers.ts';

/** What a permission asks of whoever uses it. */
export type PermissionRule = {
  readonly roles: readonly Role[];
  readonly reason: string;
  /** Data of citizens come into view or leave: never for administrators. */
  readonly citizenData: boolean;
  /** Nothing is shown before its purpose is said. */
  readonly purpose: boolean;
  /** The officer shows once more that it is they: `domain.md` calls signing, export and biometrics. */
  readonly fresh: boolean;
  /** Another officer must have said yes. */
  readonly approval: ApprovalKind | null;
};

type Row = Partial<Omit<PermissionRule, 'roles' | 'reason'>>;
const rule = (roles: readonly Role[], reason: string, row: Row = {}): PermissionRule => ({
  roles,
  reason,
  citizenData: false,
  purpose: false,
  fresh: false,
  approval: null,
  ...row,
});

const desk = ['tiepNhan', 'thuNhan', 'traThe', 'chiHuy'] as const;
const everyone = [...desk, 'quanTri', 'kiemTra'] as const;
const person = { citizenData: true } as const;
const lookUp = { citizenData: true, purpose: true } as const;

/** Who may do what at a desk, and why. What is not listed for a role is refused to it. */
export const permissionTable: Readonly<Record<Permission, PermissionRule>> = {
  'card.read': rule(desk, 'each of them has the citizen and the card in front of them', person),
  'card.keepEvidence': rule(['thuNhan', 'chiHuy'], 'files of a chip leave the desk: only with those who answer for the dossier', { ...lookUp, fresh: true }),
  'citizen.lookUp': rule(desk, 'service at the desk begins with the person; the purpose makes it accountable (Law on Identification, articles 16, 36)', lookUp),
  'citizen.reveal': rule(desk, 'a whole number is needed now and then for a paper; each time is logged', lookUp),
  'citizen.biometrics': rule(['thuNhan', 'chiHuy'], 'sensitive data (Law 91/2025): those who take them, and who answers for it', { ...lookUp, fresh: true }),
  'citizen.compare': rule(desk, 'comparing chip and cache is what every task at the desk starts with', lookUp),
  'citizen.update': rule(['thuNhan', 'chiHuy'], 'who takes the dossier has seen the papers; giving out cards or queue tickets needs no write access', lookUp),
  'citizen.correctCore': rule(['thuNhan', 'chiHuy'], 'number, sex and date of birth decide who somebody is: two pairs of eyes', { ...lookUp, fresh: true, approval: 'coreCorrection' }),
  'face.match': rule(desk, 'whoever takes a dossier or gives a card out has the card and its holder in front of them: one face against one chip', lookUp),
  'registry.import': rule(['chiHuy'], 'whole lists of people come in: the commander answers for where they are from', { ...person, fresh: true }),
  'quality.see': rule(['thuNhan', 'chiHuy'], 'findings name people; cleaning data is their task', lookUp),
  'statistics.see': rule(['chiHuy', 'kiemTra'], 'sums without people: for command and inspection'),
  'dossier.receive': rule(['tiepNhan', 'thuNhan', 'chiHuy'], 'reception opens dossiers', lookUp),
  'dossier.capture': rule(['thuNhan'], 'portrait, fingerprints and signature are taken by those trained for it, under their own name', lookUp),
  'dossier.handOver': rule(['traThe', 'chiHuy'], 'a finished card is given out by somebody other than who took the dossier where there are enough people', lookUp),
  'dossier.approve': rule(['chiHuy'], 'the commander signs; signing is fresh', { ...lookUp, fresh: true }),
  'dossier.purge': rule(['chiHuy'], 'nothing unfinished goes without minutes and a second officer', { ...lookUp, fresh: true, approval: 'dossierPurge' }),
  'shift.manage': rule(desk, 'whoever comes first opens the shift, and whoever leaves last closes it; both are named'),
  'queue.see': rule(desk, 'where every dossier is: everybody who is asked for one; names are shown, numbers masked', lookUp),
  'queue.manage': rule(['thuNhan', 'chiHuy'], 'those who answer for dossiers put one back in the queue and compare the books; neither shows anybody'),
  'upstream.manage': rule(['quanTri'], 'where dossiers are sent is no daily work, and shows no citizen', { fresh: true }),
  'report.sign': rule(['chiHuy'], 'frozen figures carry a name', { fresh: true }),
  'breach.report': rule(everyone, 'whoever notices a breach starts the 72 hours; nobody has to ask first'),
  'officers.see': rule(['chiHuy', 'quanTri', 'kiemTra'], 'who is at this desk and with which roles'),
  'officers.manage': rule(['quanTri'], 'accounts are administration; who makes them sees no citizen', { fresh: true }),
  'officers.unlock': rule(['chiHuy', 'quanTri'], 'at 21:00 one of the two must be enough to end a wait', { fresh: true }),
  'officers.reset': rule(['chiHuy', 'quanTri'], 'a new secret for somebody else is a way in: two others say yes', { fresh: true, approval: 'secretReset' }),
  'keys.change': rule(['quanTri'], 'the key of all data: two people', { fresh: true, approval: 'keyChange' }),
  'trust.manage': rule(['quanTri'], 'which certificates vouch for cards is no daily work', { fresh: true }),
  'settings.manage': rule(['chiHuy', 'quanTri'], 'station, times, retention'),
  'device.manage': rule(everyone, 'a reader that went off is plugged in by whoever is there'),
  'backup.make': rule(['quanTri'], 'a backup is encrypted; making one shows nothing'),
  'backup.restore': rule(['quanTri'], 'it sets the desk back: two people', { fresh: true, approval: 'restore' }),
  'audit.see': rule(['kiemTra', 'chiHuy'], 'the log shows who looked at whom, masked; administrators run the machine it is about'),
  'audit.verify': rule(['kiemTra', 'chiHuy', 'quanTri'], 'whether the log is whole says nothing of anybody'),
  'audit.export': rule(['kiemTra'], 'inspection takes the log away; that is logged too', { fresh: true, purpose: true }),
  'audit.purge': rule(['quanTri'], 'only what the retention rule lets go, signed, with a second officer', { fresh: true, approval: 'auditPurge' }),
}; // biome-ignore format: a table

/** The role by which one of `roles` may use a permission: the first of the table, which the log names; null when none may. */
export function permittedBy(roles: readonly Role[], permission: Permission): Role | null {
  return permissionTable[permission].roles.find((role) => roles.includes(role)) ?? null;
}

/** Everything these roles may do. */
export function permissionsOf(roles: readonly Role[]): readonly Permission[] {
  return (Object.keys(permissionTable) as Permission[]).filter((permission) => permittedBy(roles, permission) !== null);
}

/** Roles that nobody may have together, and why. */
export const roleConflicts: readonly { readonly roles: readonly [Role, Role]; readonly reason: string }[] = [
  ...desk.map((role) => ({
    roles: ['quanTri', role] as const,
    reason: 'an administrator sees no citizen data; who does both has two accounts and is one of them at a time',
  })),
  ...desk.map((role) => ({ roles: ['kiemTra', role] as const, reason: 'nobody inspects their own acts' })),
  { roles: ['quanTri', 'kiemTra'], reason: 'nobody inspects their own acts' },
];

/** The first two of `roles` that exclude each other, or null. */
export function conflictIn(roles: readonly Role[]): readonly [Role, Role] | null {
  return roleConflicts.find((conflict) => conflict.roles.every((role) => roles.includes(role)))?.roles ?? null;
}
