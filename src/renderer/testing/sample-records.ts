import type { AuditRecord } from '#contract/audit.ts';

/** A line of the log for the window's tests. */
export function sampleRecord(parts: Partial<AuditRecord> = {}): AuditRecord {
  return {
    sequence: 1,
    level: 'view',
    number: 1,
    previous: 'ab'.repeat(32),
    epoch: 1,
    at: '2026-11-22T01:02:03.000Z',
    monotonic: 0,
    run: 'r1',
    machine: 'may-mau',
    station: 'Công an phường Mẫu',
    officer: 'CB001',
    role: 'thuNhan',
    action: 'citizen.lookedUp',
    object: { kind: 'citizen', masked: '••• ••• ••• 901', mark: '0f'.repeat(16) },
    purpose: { code: 'doiChieu', note: 'hồ sơ 12' },
    result: { outcome: 'done', code: null, count: 1 },
    ...parts,
  };
}
