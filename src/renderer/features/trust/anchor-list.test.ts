import { describe, expect, it } from 'vitest';
import type { Anchor } from '#contract/trust.ts';
import { vi } from '../../i18n/vi.ts';
import { anchorRow, arrangeRows } from './anchor-list.ts';

const now = new Date('2026-11-22T10:00:00Z');
const anchor = (name: string, parts: Partial<Anchor> = {}): Anchor => ({
  fingerprint: name,
  subject: `CN=${name},O=Bộ Mẫu,C=VN`,
  country: 'VN',
  serial: '01',
  notBefore: '2021-01-01T00:00:00Z',
  notAfter: '2036-01-01T00:00:00Z',
  key: 'ECDSA brainpoolP256r1',
  signature: 'ECDSA SHA-256',
  kind: 'root',
  origin: 'goc.pem',
  vouchedBy: { by: 'operator' },
  importedAt: '2026-11-13T10:00:00Z',
  ...parts,
});
const rows = (...anchors: Anchor[]) => anchors.map((each) => anchorRow(each, vi, now));
const names = (list: ReturnType<typeof rows>) => list.map((row) => row.anchor.fingerprint);

describe('anchorRow', () => {
  it('says name, validity and age as people do', () => {
    const [row] = rows(anchor('CSCA Một'));
    expect(row?.cells).toMatchObject({
      subject: 'CSCA Một · Bộ Mẫu',
      validity: '01/01/2021 – 01/01/2036',
      imported: '9 ngày',
    });
    expect(row).toMatchObject({ ended: false, vouched: 'người trực nhập' });
  });

  it('says that a certificate has ended, and gives none that is built in an age', () => {
    const [row] = rows(anchor('X', { notAfter: '2025-01-01T00:00:00Z', vouchedBy: { by: 'demo' } }));
    expect(row).toMatchObject({ ended: true, cells: { imported: '—' } });
  });
});

describe('arrangeRows', () => {
  it('sorts in Vietnamese order', () => {
    const list = rows(anchor('Đà'), anchor('Em'), anchor('Dương'), anchor('Anh'), anchor('Ăn'), anchor('Ân'));
    const order = { column: 'subject', descending: false } as const;
    expect(names([...arrangeRows(list, '', order)])).toEqual(['Anh', 'Ăn', 'Ân', 'Dương', 'Đà', 'Em']);
  });

  it('sorts dates by the moment, either way', () => {
    const list = rows(anchor('later', { notAfter: '2040-01-01T00:00:00Z' }), anchor('sooner'));
    expect(names([...arrangeRows(list, '', { column: 'validity', descending: false })])).toEqual(['sooner', 'later']);
    expect(names([...arrangeRows(list, '', { column: 'validity', descending: true })])).toEqual(['later', 'sooner']);
  });

  it('filters by every word typed, without marks and in any cell', () => {
    const list = rows(anchor('CSCA Một'), anchor('CSCA Hai', { key: 'RSA 4096' }));
    const order = { column: 'subject', descending: false } as const;
    expect(names([...arrangeRows(list, 'mot csca', order)])).toEqual(['CSCA Một']);
    expect(names([...arrangeRows(list, 'rsa', order)])).toEqual(['CSCA Hai']);
    expect(arrangeRows(list, 'không có', order)).toEqual([]);
  });
});
