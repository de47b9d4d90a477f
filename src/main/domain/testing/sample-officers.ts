import type { Officer, Role } from '#contract/officers.ts';

/** A made-up officer, for tests: `CB001` to `KT001` of the sample station. */
export function sampleOfficer(id: string, roles: readonly Role[], over: Partial<Officer> = {}): Officer {
  return {
    id,
    name: `CÁN BỘ MẪU ${id}`,
    roles: [...roles],
    unit: '99999',
    state: 'active',
    secret: 'own',
    createdAt: '2026-11-01T00:00:00.000Z',
    createdBy: 'QT001',
    revision: 1,
    ...over,
  };
}

/** The officers of the sample station. */
export const sampleStation: readonly Officer[] = [
  sampleOfficer('CB001', ['thuNhan']),
  sampleOfficer('CB002', ['traThe']),
  sampleOfficer('CH001', ['chiHuy']),
  sampleOfficer('QT001', ['quanTri']),
  sampleOfficer('KT001', ['kiemTra']),
];
