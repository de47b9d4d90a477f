import { describe, expect, it } from 'vitest';
import { vi } from '../../../i18n/vi.ts';
import { sampleHolder } from '../../../testing/sample-desk.ts';
import { otherHouse, sampleComparison } from '../../../testing/sample-people.ts';
import { holderRows } from '../person/holder-rows.ts';
import { registryCell } from './registry-cell.ts';

const words = { labels: vi.comparison, language: 'vi' as const, revealed: false };
const row = (key: string) => {
  const found = holderRows(sampleHolder, vi).find((each) => each.key === key);
  if (!found) throw new RangeError(key);
  return found;
};
const cell = (key: string, overrides = {}, revealed = false) =>
  registryCell(row(key), sampleComparison(overrides), { ...words, revealed });

describe('registryCell', () => {
  it('is quiet about what agrees, and says which harmless difference there is', () => {
    expect(cell('birth')).toEqual({ level: 'quiet', quiet: 'khớp', loud: [] });
    expect(cell('oldNumber').quiet).toBe('không có');
    expect(cell('features').quiet).toBe('—');
    expect(cell('origin', { origin: { outcome: 'equalOldPlace', meaning: 'oldPlace' } }).quiet).toBe(
      'khớp (địa danh cũ)',
    );
    expect(cell('ethnicity', { religion: { meaning: 'notStated', outcome: 'missingEverywhere' } }).quiet).toBe('khớp');
  });

  it('shows the record, the difference in words, what it means and the act it leads to', () => {
    expect(cell('residence', otherHouse)).toEqual({
      level: 'warning',
      quiet: null,
      loud: [
        {
          key: 'residence',
          label: null,
          values: [{ source: null, text: 'Số 11 ngõ Thử Nghiệm, TDP 99, P. Ngọc Hà, TP. Hà Nội' }],
          tag: 'khác số nhà',
          meaning: 'khác số nhà',
          act: 'cập nhật',
          level: 'warning',
        },
      ],
    });
  });

  it('names the field where a row has several, and leaves out the one that agrees', () => {
    const mother = {
      values: { chip: 'A', mrz: null, qr: null, record: 'B' },
      level: 'warning',
      meaning: 'valueDiffers',
      act: 'doiChieu',
    };
    expect(cell('parents', { mother }).loud).toMatchObject([
      { label: 'mẹ', values: [{ text: 'B' }], tag: 'khác nhau' },
    ]);
  });

  it('says once that a row is only on the card', () => {
    const only = {
      values: { chip: 'A', mrz: null, qr: null, record: null },
      level: 'notice',
      meaning: 'onlyOnCard',
      act: 'boSung',
    };
    expect(cell('parents', { father: only, mother: only }).loud).toMatchObject([
      { label: null, values: [{ text: 'chưa ghi' }], tag: 'bổ sung', act: null },
    ]);
  });

  it('names what is only on the card where the rest of the row agrees', () => {
    const nationality = {
      values: { chip: 'Việt Nam', mrz: null, qr: null, record: null },
      level: 'notice',
      meaning: 'onlyOnCard',
      act: 'boSung',
    };
    expect(cell('sex', { nationality }).loud).toMatchObject([{ label: 'quốc tịch', tag: 'bổ sung' }]);
  });

  it('asks for nothing to be added from a card that is not believed', () => {
    const origin = {
      values: { chip: 'A', mrz: null, qr: null, record: null },
      outcome: 'missingInRecord',
      level: 'notice',
      meaning: 'onlyOnCard',
      act: 'none',
    };
    expect(cell('origin', { origin })).toEqual({ level: 'quiet', quiet: 'chưa ghi', loud: [] });
    expect(cell('sex', { nationality: origin }).quiet).toBe('quốc tịch: chưa ghi');
    expect(cell('parents', { father: origin, mother: origin }).quiet).toBe('chưa ghi');
  });

  it('shows every source where the card contradicts itself', () => {
    const birth = {
      values: { chip: '14/02/2004', mrz: '040215', qr: '14/02/2004', record: '14/02/2004' },
      level: 'blocking',
      meaning: 'sourcesDisagree',
      act: 'xacThuc',
    };
    expect(cell('birth', { birth })).toMatchObject({
      level: 'blocking',
      loud: [
        {
          tag: 'chip ≠ mã in',
          act: 'xác thực',
          values: [
            { source: 'Mã in', text: '040215' },
            { source: 'QR', text: '14/02/2004' },
            { source: 'CSDL xã', text: '14/02/2004' },
          ],
        },
      ],
    });
  });

  it('keeps sensitive values back until a purpose is given, and says that they differ', () => {
    const religion = {
      values: { chip: 'A', mrz: null, qr: null, record: 'B' },
      level: 'warning',
      meaning: 'valueDiffers',
      act: 'doiChieu',
    };
    expect(cell('ethnicity', { religion }).loud).toMatchObject([{ values: [{ text: 'che lại' }], tag: 'khác nhau' }]);
    expect(cell('ethnicity', { religion }, true).loud).toMatchObject([{ values: [{ text: 'B' }] }]);
    const oldNumber = { values: { chip: null, mrz: null, qr: null, record: '••• ••• 003' }, meaning: 'onlyInRecord' };
    expect(cell('oldNumber', { oldNumber }).quiet).toBe('che lại (thẻ không ghi)');
    expect(cell('oldNumber', { oldNumber }, true).quiet).toBe('••• ••• 003 (thẻ không ghi)');
  });
});
