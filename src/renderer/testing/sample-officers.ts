import type { Approval, ListedOfficer } from '#contract/officers.ts';

/** Made-up officers for the window's tests. */
export function sampleOfficer(parts: Partial<ListedOfficer> = {}): ListedOfficer {
  return {
    id: 'CB001',
    name: 'Cán bộ Mẫu Một',
    roles: ['thuNhan'],
    unit: null,
    state: 'active',
    secret: 'own',
    createdAt: '2026-11-01T00:00:00.000Z',
    createdBy: 'QT001',
    revision: 1,
    failures: 0,
    waitMs: 0,
    ...parts,
  };
}

export function sampleApproval(parts: Partial<Approval> = {}): Approval {
  return {
    id: 'approval-1',
    kind: 'secretReset',
    subject: 'CB002',
    requestedBy: 'CB001',
    requestedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 30 * 60_000).toISOString(),
    votes: [],
    state: 'open',
    ...parts,
  };
}
