import { describe, expect, it } from 'vitest';
import type { TextLine } from '#contract/vision.ts';
import { labelsOf } from './labels.ts';
import { printedFields } from './printed-fields.ts';

const page = (...texts: readonly string[]): readonly TextLine[] =>
  texts.map((text, at) => ({ text, confidence: 90 - at, box: { x: 30, y: 40 * at, width: 400, height: 24 } }));
const read = (...texts: readonly string[]) =>
  Object.fromEntries(printedFields(page(...texts)).map(({ field, text }) => [field, text]));

describe('a card of 2021', () => {
  it('front, with the mistakes of a machine in it', () => {
    const fields = read(
      'CĂN CƯỚC CÔNG DÂN', 'Citizen Identity Card', 'số/No:OO1304999901', 'Họ vờ tên / Fullname:', 'ĐẶNG THỊ MẪU HÒA',
      'Ngòy sinh / Dote of birth: 14/02/2004', 'Giới tính /Sex: Nữ. Quốc tịch / Ngtiondlity: Việt Nam', 'Quê quón / Place of origin:',
      'Ngọc Hà, Ba Đình, Hà Nội', 'Nơi thường trú / Place of residence: Số 1 ngõ Thử Nghiệm', 'Tổ dân phố 99, Hà Nội',
      'Có giá trị đến: 14/02/2029',
    ); // biome-ignore format: lines of a card
    expect(fields).toEqual({
      ...{ number: '001304999901', name: 'ĐẶNG THỊ MẪU HÒA', birth: '14/02/2004', sex: 'Nữ', nationality: 'Việt Nam' },
      ...{
        origin: 'Ngọc Hà, Ba Đình, Hà Nội',
        residence: 'Số 1 ngõ Thử Nghiệm, Tổ dân phố 99, Hà Nội',
        expiry: '14/02/2029',
      },
    });
  });

  it('without an end of validity', () => {
    expect(read('Có giá trị đến: Không thời hạn')).toEqual({ expiry: 'Không thời hạn' });
  });
});

it('a card of 2024, front and back', () => {
  expect(
    read(
      'Số định danh cá nhân / Personal identification number', '066079999904', 'Họ, chữ đệm và tên khai sinh / Full name', "Y THỬ NIÊ K'ĐĂM",
      'Ngày, tháng, năm sinh / Date of birth', '05/07/1979', 'Giới tính / Sex: Nam', 'Nơi cư trú / Place of residence', 'Buôn Mẫu, Đắk Lắk',
      'Ngày, tháng, năm cấp / Date of issue', '02/01/2025', 'Ngày, tháng, năm hết hạn / Date of expiry', '05/07/2039',
    ),
  ).toEqual({
    ...{ number: '066079999904', name: "Y THỬ NIÊ K'ĐĂM", birth: '05/07/1979', sex: 'Nam', residence: 'Buôn Mẫu, Đắk Lắk' },
    ...{ issued: '02/01/2025', expiry: '05/07/2039' },
  });
}); // biome-ignore format: lines of a card

it('a birth certificate names the parents, whose names are not the name of the child', () => {
  const fields = read(
    'GIẤY KHAI SINH', 'Họ, chữ đệm, tên: TRẦN THỊ MẪU NHI', 'Ngày, tháng, năm sinh: 01/06/2024', 'Họ, chữ đệm, tên người mẹ: LÊ THỊ THỬ',
    'Họ, chữ đệm, tên người cha: TRẦN VĂN MẪU',
  ); // biome-ignore format: lines of a certificate
  expect(fields).toEqual({
    name: 'TRẦN THỊ MẪU NHI',
    birth: '01/06/2024',
    mother: 'LÊ THỊ THỬ',
    father: 'TRẦN VĂN MẪU',
  });
});

it('the number of an old card has nine digits', () => {
  expect(
    read('GIẤY CHỨNG MINH NHÂN DÂN', 'SỐ 000123456', 'Họ tên NGUYỄN VĂN MẪU', 'Nguyên quán: Thử Nghiệm, Hà Nội'),
  ).toMatchObject({
    number: '000123456',
    origin: 'Thử Nghiệm, Hà Nội',
  });
});

describe('nothing is made up', () => {
  it.each([
    ['a date that does not exist', 'Ngày sinh: 31/02/2004'],
    ['a date of another century', 'Ngày sinh: 14/02/1704'],
    ['a sex that is none', 'Giới tính: Na'],
    ['a name with digits', 'Họ và tên: NGUYEN V4N MAU'],
    ['a name of one word', 'Họ và tên: MẪU'],
    ['eleven digits', 'Số: 00130499990'],
    ['letters alone where digits stand', 'Số: OOOOOOOOOOOO'],
    ['an address of nothing', 'Nơi thường trú: 12 34 56'],
  ])('%s is left out', (_, text) => {
    expect(read(text)).toEqual({});
  });

  it('two different numbers of twelve digits say nothing without a label', () => {
    expect(read('001304999901', '030207999902')).toEqual({});
  });

  it('the value of one field is not taken from the label of the next', () => {
    expect(read('Họ và tên:', 'Ngày sinh: 14/02/2004')).toEqual({ birth: '14/02/2004' });
  });

  it('a name is no label: NGUYỄN VĂN is not “nguyên quán”', () => {
    expect(labelsOf('NGUYỄN VĂN THỬ NGHIỆM')).toEqual([]);
  });

  it('no lines, no fields; hostile lines do no harm', () => {
    expect(printedFields([])).toEqual([]);
    expect(printedFields(page('', ':::::', 'họ và tên'.repeat(200), '\u0301\u0301', '9'.repeat(3000)))).toEqual([]);
  });
});

it('confidence is that of the least sure line', () => {
  const [field] = printedFields(page('Họ và tên:', 'NGUYỄN VĂN MẪU'));
  expect(field).toEqual({ field: 'name', text: 'NGUYỄN VĂN MẪU', confidence: 89 });
});
