import { describe, expect, it } from 'vitest';
import { vi } from '../../i18n/vi.ts';
import { samplePerson } from '../../testing/sample-people.ts';
import { itemLines, pastLines } from './item-lines.ts';

const { citizen, unitNames } = samplePerson();
const words = { labels: vi.record, unitNames };

describe('itemLines', () => {
  it('keeps the text of an old address and names the unit of today', () => {
    expect(itemLines('origin', citizen.origin, words)).toEqual([
      { text: 'Ngọc Hà, Ba Đình, Hà Nội', note: 'nay là Phường Ngọc Hà', doubtful: false },
    ]);
    expect(itemLines('permanent', citizen.permanent, words)[0]?.note).toBeNull();
    expect(itemLines('temporary', citizen.temporary, words)[0]).toMatchObject({ doubtful: true });
  });

  it('says of a coded value which list and code, and that a list has none', () => {
    expect(itemLines('ethnicity', citizen.ethnicity, words)[0]).toMatchObject({
      text: 'Kinh',
      note: 'mã 01, QĐ 121-TCTK 1979',
    });
    const unknown = { list: 'QD121-1979', code: null, name: 'Lạ' };
    expect(itemLines('ethnicity', unknown, words)[0]).toMatchObject({ doubtful: true });
  });

  it('writes cards and relatives one to a line', () => {
    expect(itemLines('cards', citizen.cards, words)).toEqual([
      {
        text: 'CCCD gắn chip ••• ••• ••• 901',
        note: 'cấp 10/05/2021 · hạn 14/02/2029 · đang dùng',
        doubtful: false,
      },
    ]);
    expect(itemLines('relatives', citizen.relatives, words)[0]).toMatchObject({
      text: 'Đặng Văn Mẫu Cha',
      note: 'cha · ••• ••• ••• 111',
    });
  });

  it('has no line where nothing is recorded', () => {
    expect(itemLines('marital', null, words)).toEqual([]);
    expect(itemLines('otherNames', [], words)).toEqual([]);
    expect(itemLines('contact', { phones: [], emails: [] }, words)).toEqual([]);
  });
});

describe('pastLines', () => {
  it('reads a past value of its field, and says of any other shape that it cannot', () => {
    expect(pastLines('sex', 'male', words)).toMatchObject([{ text: 'Nam' }]);
    expect(pastLines('birth', { text: '2004', iso: '2004' }, words)).toMatchObject([{ text: '2004' }]);
    expect(pastLines('religion', null, words)).toEqual([]);
    expect(pastLines('sex', 'x', words)).toBeNull();
  });
});
