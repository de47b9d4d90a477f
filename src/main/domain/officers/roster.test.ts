import { describe, expect, it } from 'vitest';
import { sampleOfficer, sampleStation } from '../testing/sample-officers.ts';
import { changedOfficer, firstAdministrator, newOfficer, type OfficerChange } from './roster.ts';

const now = new Date('2026-11-22T08:00:00.000Z');
const change = (id: string, what: OfficerChange, by = 'QT002', officers = sampleStation) =>
  changedOfficer(officers, { id, change: what, by });

describe('the first run', () => {
  it('makes one administrator with a secret of their own', () => {
    expect(firstAdministrator([], { id: 'QT001', name: 'QUẢN TRỊ MẪU' }, now)).toMatchObject({
      roles: ['quanTri'],
      secret: 'own',
      createdBy: 'QT001',
      revision: 1,
    });
  });

  it('happens once', () => {
    expect(firstAdministrator(sampleStation, { id: 'QT009', name: 'QUẢN TRỊ MẪU' }, now)).toBe('notFirst');
  });
});

describe('a new officer', () => {
  const asked = { id: 'CB003', name: 'CÁN BỘ MẪU BA', roles: ['thuNhan', 'thuNhan'] as const, unit: null };

  it('has a secret for one sign-in', () => {
    expect(newOfficer(sampleStation, asked, { by: 'QT001', now })).toMatchObject({
      secret: 'oneTime',
      roles: ['thuNhan'],
    });
  });

  it('has an id of their own and roles that go together', () => {
    expect(newOfficer(sampleStation, { ...asked, id: 'CB001' }, { by: 'QT001', now })).toBe('idTaken');
    expect(newOfficer(sampleStation, { ...asked, roles: ['kiemTra', 'thuNhan'] }, { by: 'QT001', now })).toBe(
      'rolesConflict',
    );
  });
});

describe('a change', () => {
  it('counts up', () => {
    expect(change('CB001', { roles: ['thuNhan', 'traThe'] })).toMatchObject({
      roles: ['thuNhan', 'traThe'],
      revision: 2,
    });
    expect(change('CB001', { state: 'suspended' })).toMatchObject({ state: 'suspended', roles: ['thuNhan'] });
  });

  it('of rights is not for oneself; of the name it is', () => {
    expect(change('QT001', { roles: ['chiHuy'] }, 'QT001')).toBe('ownRights');
    expect(change('CB001', { unit: null }, 'CB001')).toBe('ownRights');
    expect(change('QT001', { name: 'QUẢN TRỊ MẪU' }, 'QT001')).toMatchObject({ name: 'QUẢN TRỊ MẪU' });
  });

  it('leaves an active administrator', () => {
    for (const last of [{ state: 'suspended' }, { state: 'left' }, { roles: ['chiHuy'] }] as const)
      expect(change('QT001', last as OfficerChange)).toBe('lastAdministrator');
    const two = [...sampleStation, sampleOfficer('QT002', ['quanTri'])];
    expect(change('QT001', { state: 'left' }, 'QT002', two)).toMatchObject({ state: 'left' });
  });

  it('is not for those who left, who are nobody, or whose roles would exclude each other', () => {
    const gone = sampleStation.with(0, sampleOfficer('CB001', ['thuNhan'], { state: 'left' }));
    expect(change('CB001', { state: 'active' }, 'QT002', gone)).toBe('left');
    expect(change('CB009', {})).toBe('notFound');
    expect(change('CB001', { roles: ['thuNhan', 'quanTri'] })).toBe('rolesConflict');
  });
});
