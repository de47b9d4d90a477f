import { describe, expect, it } from 'vitest';
import { type Permission, permissions, type Role, roles } from '#contract/officers.ts';
import { approvalRules } from './approval.ts';
import { conflictIn, permissionsOf, permissionTable, permittedBy, roleConflicts } from './permissions.ts';

const rows = permissions.map((permission) => [permission, permissionTable[permission]] as const);
const holders = (permission: Permission) => permissionTable[permission].roles;

describe('the table of permissions', () => {
  it.each(rows)('says of %s who may and why', (_, { roles: allowed, reason }) => {
    expect(allowed.length).toBeGreaterThan(0);
    expect(new Set(allowed).size).toBe(allowed.length);
    expect(reason.length).toBeGreaterThan(15);
  });

  it('shows administrators and inspectors no citizen', () => {
    for (const [, { citizenData, roles: allowed }] of rows) {
      if (!citizenData) continue;
      expect(allowed).not.toContain('quanTri');
      expect(allowed).not.toContain('kiemTra');
    }
  });

  it('marks everything about citizens, people and dossiers as citizen data', () => {
    for (const [permission, { citizenData }] of rows) {
      if (/^(citizen|dossier|card|registry|quality|face)\./.test(permission)) expect(citizenData).toBe(true);
    }
  });

  it('asks a purpose of everything that shows a citizen by choice', () => {
    const withoutPurpose = rows.filter(([, row]) => row.citizenData && !row.purpose).map(([permission]) => permission);
    // The card on the reader is there because its holder is; an import shows nobody.
    expect(withoutPurpose).toEqual(['card.read', 'registry.import']);
  });

  it('asks a fresh proof of signing, export, biometrics and of all that two must do', () => {
    for (const permission of ['dossier.approve', 'report.sign', 'audit.export', 'citizen.biometrics'] as const)
      expect(permissionTable[permission].fresh).toBe(true);
    for (const [, { approval, fresh }] of rows) if (approval !== null) expect(fresh).toBe(true);
  });

  it('has a second officer for core data, purges, keys, restoring and resets', () => {
    const kinds = rows.flatMap(([, { approval }]) => (approval === null ? [] : [approval])).sort();
    expect(kinds).toEqual(Object.keys(approvalRules).sort());
  });

  it('lets nobody who writes the log of a machine empty it alone, or who runs it read it', () => {
    expect(holders('audit.see')).not.toContain('quanTri');
    expect(holders('audit.export')).toEqual(['kiemTra']);
    expect(permissionTable['audit.purge'].approval).toBe('auditPurge');
    expect(approvalRules.auditPurge.roles).not.toContain('quanTri');
  });

  it('gives each role this many', () => {
    expect(Object.fromEntries(roles.map((role) => [role, permissionsOf([role]).length]))).toMatchInlineSnapshot(`
      {
        "chiHuy": 28,
        "kiemTra": 7,
        "quanTri": 14,
        "thuNhan": 17,
        "tiepNhan": 10,
        "traThe": 10,
      }
    `);
  });
});

describe('permittedBy', () => {
  it('names the role the log will name', () => {
    expect(permittedBy(['traThe', 'thuNhan'], 'citizen.lookUp')).toBe('thuNhan');
    expect(permittedBy(['quanTri'], 'citizen.lookUp')).toBeNull();
    expect(permittedBy([], 'breach.report')).toBeNull();
  });
});

describe('roles that exclude each other', () => {
  it.each<[readonly Role[], boolean]>([
    [['quanTri'], false],
    [['thuNhan', 'traThe', 'chiHuy'], false],
    [['quanTri', 'thuNhan'], true],
    [['quanTri', 'chiHuy'], true],
    [['kiemTra', 'tiepNhan'], true],
    [['kiemTra', 'quanTri'], true],
  ])('%j: %s', (given, conflicts) => {
    expect(conflictIn(given) !== null).toBe(conflicts);
  });

  it('leave no way for somebody with quản trị to hold a permission on citizen data', () => {
    const others = roles.filter((role) => role !== 'quanTri' && conflictIn(['quanTri', role]) === null);
    expect(others).toEqual([]);
    for (const { reason } of roleConflicts) expect(reason.length).toBeGreaterThan(15);
  });
});
