import type { Address, Citizen, CitizenField, Coded } from '#contract/citizen.ts';
import { codeLists } from '../codes/code-lists.ts';
import { foldText } from '../names/fold.ts';
import { nameDefects, textDefects } from '../names/residue.ts';
import { resolveAddress } from '../units/address.ts';
import type { Divisions } from '../units/divisions.ts';
import type { Defect, RecordRule } from './rule.ts';

const addressFields = ['birthPlace', 'birthRegistration', 'origin', 'permanent', 'temporary', 'current'] as const;

/** The addresses of a record with the field each stands in. */
export function addressesOf(citizen: Citizen): readonly { readonly field: CitizenField; readonly address: Address }[] {
  return addressFields.flatMap((field) => {
    const address = citizen[field];
    return address === null ? [] : [{ field, address }];
  });
}

const textRule: RecordRule = {
  id: 'DQ13',
  criterion: 'sach',
  severity: 'error',
  scope: 'record',
  title: 'Ký tự của họ tên và địa chỉ',
  explanation:
    'Chữ dựng sẵn theo TCVN 6909 (NFC), đúng chữ Đ, không vỡ mã, không còn dấu vết TCVN3/VNI, không thừa khoảng trắng, tên không có chữ số, không lẫn chữ hoa chữ thường.',
  fix: { act: 'capNhat', way: 'Nhập lại đúng chữ theo giấy khai sinh; vị trí dấu thanh giữ như trên giấy.' },
  sql: null,
  check: (citizen) => [
    ...names(citizen).flatMap(({ field, name }) => nameDefects(name).map((detail) => defectOf(detail, field))),
    ...addressesOf(citizen).flatMap(({ field, address }) =>
      textDefects(address.text).map((detail) => defectOf(detail, field)),
    ),
  ],
};

function defectOf(detail: string, field: CitizenField): Defect {
  return detail === 'mixedCase' ? { detail, field, severity: 'warning' } : { detail, field };
}

function names({
  name,
  otherNames,
  relatives,
}: Citizen): readonly { readonly field: CitizenField; readonly name: string }[] {
  return [
    { field: 'name', name },
    ...otherNames.map((other) => ({ field: 'otherNames' as const, name: other })),
    ...relatives.flatMap((relative) =>
      relative.name === null ? [] : [{ field: 'relatives' as const, name: relative.name }],
    ),
  ];
}

const codedFields = ['ethnicity', 'religion', 'bloodGroup', 'marital', 'relationToHead'] as const;

const codeRule: RecordRule = {
  id: 'DQ14',
  criterion: 'sach',
  severity: 'required',
  scope: 'record',
  title: 'Mã danh mục và đơn vị hành chính',
  explanation:
    'Dân tộc, tôn giáo và các danh mục có mã hợp lệ; địa chỉ có mã xã, phường, đặc khu đang dùng, mã cũ có ánh xạ.',
  fix: {
    act: 'capNhat',
    way: 'Chọn lại trong danh mục; chọn đơn vị hành chính mới cho địa danh cũ, giữ nguyên chữ trên giấy.',
  },
  sql: null,
  check: (citizen, { divisions }) => [
    ...codedFields.flatMap((field) => codeDefects(citizen[field], field)),
    ...addressesOf(citizen).flatMap(({ field, address }) => placeDefects(address, { field, divisions })),
  ],
};

/** Places of living must have a commune; other addresses may lie abroad or in units nobody knows any more. */
const living: ReadonlySet<CitizenField> = new Set(['permanent', 'temporary', 'current']);

function placeDefects(
  { text, unit, mapping }: Address,
  { field, divisions }: { readonly field: CitizenField; readonly divisions: Divisions },
): readonly Defect[] {
  if (unit === null) {
    if (mapping !== 'unmapped') return [];
    return [
      living.has(field) ? { detail: 'placeUnmapped', field } : { detail: 'placeUnmapped', field, severity: 'warning' },
    ];
  }
  if (divisions.unit(unit) === null) return [{ detail: 'unitUnknown', field }];
  const { units } = resolveAddress(text, divisions);
  return units.length === 0 || units.includes(unit)
    ? []
    : [{ detail: 'unitContradictsText', field, severity: 'warning' }];
}

function codeDefects(coded: Coded | null, field: CitizenField): readonly Defect[] {
  if (coded === null) return [];
  const known = coded.code !== null && codeLists.get(coded.list)?.byCode(coded.code) != null;
  return known ? [] : [{ detail: 'codeUnknown', field, severity: 'warning' }];
}

const placeholderNames = new Set([
  'a',
  'b',
  'x',
  'test',
  'abc',
  'khong',
  'khong ten',
  'khong ro',
  'chua ro',
  'nguyen van a',
]);

const placeholderRule: RecordRule = {
  id: 'DQ15',
  criterion: 'sach',
  severity: 'error',
  scope: 'record',
  title: 'Giá trị thử, giá trị giữ chỗ',
  explanation: 'Tên "A", ngày sinh 01/01/1900, điện thoại 0000000000, CMND toàn một chữ số… là giá trị điền cho có.',
  fix: { act: 'xacThuc', way: 'Xác minh công dân có thật; bổ sung giá trị đúng hoặc đề nghị hủy hồ sơ.' },
  sql: null,
  check: ({ name, birth, contact, oldNumbers }) => {
    const found: Defect[] = [];
    if (placeholderNames.has(foldText(name))) found.push({ detail: 'placeholderName', field: 'name' });
    if (birth?.iso === '1900-01-01') found.push({ detail: 'placeholderBirth', field: 'birth' });
    if (contact.phones.some(isFiller)) found.push({ detail: 'placeholderPhone', field: 'contact' });
    if (oldNumbers.some(isFiller)) found.push({ detail: 'placeholderOldNumber', field: 'oldNumbers' });
    return found;
  },
};

function isFiller(digits: string): boolean {
  return /^(\d)\1+$/.test(digits) || digits === '123456789' || digits === '0123456789';
}

/** Sạch within a record: DQ13 to DQ15. */
export const validityRules: readonly RecordRule[] = [textRule, codeRule, placeholderRule];
