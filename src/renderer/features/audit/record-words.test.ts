import { expect, it } from 'vitest';
import type { AuditRecord } from '#contract/audit.ts';
import { vi as viWording } from '#contract/wording/vi.ts';
import { viDossier } from '#contract/wording/vi-dossier.ts';
import { viOfficers } from '#contract/wording/vi-officers.ts';
import { vi } from '../../i18n/vi.ts';
import { sampleRecord } from '../../testing/sample-records.ts';
import { objectText, resultText } from './record-words.ts';

const count = (number: number) => String(number);
const all = { labels: vi, words: viOfficers, dossier: viDossier, wording: viWording, count };
const result = (parts: Partial<AuditRecord>) => resultText(sampleRecord(parts), all);
const done = (code: string | null, count: number | null = null) => ({ outcome: 'done', code, count }) as const;

it('says how an act ended, in words wherever there are any', () => {
  expect(result({ result: done(null) })).toBe('xong');
  expect(result({ result: done(null, 3) })).toBe('3 mục');
  expect(result({ action: 'officer.changed', result: done('left thuNhan+traThe') })).toBe('đã thôi, Thu nhận, Trả thẻ');
  expect(result({ action: 'session.locked', result: done('idle') })).toBe('không ai thao tác');
  expect(result({ action: 'approval.asked', result: done('secretReset') })).toBe('cấp lại mật khẩu');
  expect(result({ action: 'audit.brokenFound', result: done('changed', 2) })).toBe('dòng bị sửa · 2 mục');
  expect(result({ action: 'card.read', result: done('genuine') })).toBe('Thẻ thật, dữ liệu nguyên vẹn');
  expect(result({ action: 'secret.reset', result: done('CH001+QT001') })).toBe('CH001, QT001');
});

it('says what became of a dossier, a shift, the upstream', () => {
  expect(result({ action: 'dossier.moved', result: done('new capturing') })).toBe('Mới → Đang thu nhận');
  expect(result({ action: 'dossier.opened', result: done('eIdLevel2 R2026') })).toBe(
    'định danh điện tử mức độ 2, R2026',
  );
  expect(result({ action: 'dossier.decided', result: done('cardReady LÔ-7') })).toBe('thẻ đã làm xong, LÔ-7');
  expect(result({ action: 'upstream.changed', result: done('approved') })).toBe('được gửi');
  expect(result({ action: 'sync.reconciled', result: done('agreed', 118) })).toBe('hai sổ khớp · 118 mục');
  expect(result({ action: 'shift.opened', result: done('Ca 1', 0) })).toBe('Ca 1 · 0 mục');
});

it('says why something was refused or failed', () => {
  const refused = { outcome: 'refused', code: 'citizen.lookUp', count: null } as const;
  expect(result({ action: 'permission.refused', result: refused })).toBe('tra cứu công dân');
  expect(
    result({ action: 'session.refused', result: { outcome: 'refused', code: 'session.refused', count: null } }),
  ).toBe('bị từ chối');
  expect(result({ action: 'backup.made', result: { outcome: 'failed', code: 'storage.full', count: null } })).toBe(
    'không xong · Ổ đĩa đã đầy, chưa lưu được.',
  );
});

it('names what an act was done to, without the ids nobody reads', () => {
  const object = (kind: NonNullable<AuditRecord['object']>['kind'], masked: string) =>
    objectText(sampleRecord({ object: { kind, masked, mark: null } }), vi);
  expect(object('citizen', '••• ••• ••• 901')).toBe('công dân …901');
  expect(object('approval', '1025876f CB002')).toBe('đồng ý CB002');
  expect(object('audit', 'nhật ký')).toBe('nhật ký');
  expect(objectText(sampleRecord({ object: null }), vi)).toBe('');
});
