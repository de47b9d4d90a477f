import { describe, expect, it } from 'vitest';
import { approvalKinds, type ListedOfficer, type Role, roles } from '#contract/officers.ts';
import { viOfficers } from '#contract/wording/vi-officers.ts';
import { approvalRules, withoutWayBack as ruled } from '#domain/officers/approval.ts';
import { conflictIn } from '#domain/officers/permissions.ts';
import { sampleOfficer } from '../../testing/sample-officers.ts';
import { arrangeOfficers, officerRow, roleThatStandsAlone, votesNeeded, withoutWayBack } from './roster-view.ts';

const rows = (...officers: readonly ListedOfficer[]) => officers.map((officer) => officerRow(officer, viOfficers));

describe('the list of officers', () => {
  const some = rows(
    sampleOfficer({ id: 'CB010', name: 'Trần Mẫu Ân' }),
    sampleOfficer({ id: 'CB002', name: 'Đỗ Mẫu Ánh' }),
    sampleOfficer({ id: 'QT001', name: 'Lê Mẫu Ba', roles: ['quanTri'] }),
  );
  const ids = (typed: string, column: 'id' | 'name', descending = false) =>
    arrangeOfficers(some, typed, { column, descending }).map(({ officer }) => officer.id);

  it('is in Vietnamese order of the given name, and numbers count as numbers', () => {
    expect(ids('', 'name')).toEqual(['CB002', 'CB010', 'QT001']);
    expect(ids('', 'id', true)).toEqual(['QT001', 'CB010', 'CB002']);
  });

  it('is found by typing without marks, by role too', () => {
    expect(ids('do mau', 'id')).toEqual(['CB002']);
    expect(ids('quan tri', 'id')).toEqual(['QT001']);
  });
});

describe('what the window says beforehand agrees with the rule of the host', () => {
  it('for every pair of roles', () => {
    for (const one of roles)
      for (const other of roles) {
        const both: readonly Role[] = [...new Set([one, other])];
        expect(roleThatStandsAlone(both) === null).toBe(conflictIn(both) === null);
      }
  });

  it('for every kind of approval', () => {
    for (const kind of approvalKinds) expect(votesNeeded(kind)).toBe(approvalRules[kind].votes);
  });

  it('for who has no way back', () => {
    const of = (id: string, role: Role, state: ListedOfficer['state'] = 'active') =>
      sampleOfficer({ id, roles: [role], state });
    const stations = [
      [of('QT001', 'quanTri')],
      [of('QT001', 'quanTri'), of('CH001', 'chiHuy'), of('CB001', 'thuNhan')],
      [of('QT001', 'quanTri'), of('CH001', 'chiHuy'), of('CH002', 'chiHuy'), of('CB001', 'traThe')],
      [
        of('QT001', 'quanTri'),
        of('CH001', 'chiHuy'),
        of('CH002', 'chiHuy', 'suspended'),
        of('KT001', 'kiemTra', 'left'),
      ],
    ];
    for (const officers of stations)
      expect(withoutWayBack(officers).map(({ id }) => id)).toEqual(ruled(officers).map(({ id }) => id));
  });
});
