import type { Citizen, CitizenCard } from '#contract/citizen.ts';
import { addYears, ageOn, isWhole } from '../dates.ts';
import { numberFindings } from '../number.ts';
import { resolveAddress } from '../units/address.ts';
import { ageGroup, cardExpiry } from '../validity/card-validity.ts';
import type { Defect, RecordRule, RuleContext } from './rule.ts';

const numberRule: RecordRule = {
  id: 'DQ01',
  criterion: 'dung',
  severity: 'required',
  scope: 'record',
  title: 'Cấu trúc số định danh',
  explanation:
    'Số có đúng 12 chữ số; chữ số thế kỷ – giới tính và hai số năm sinh khớp với hồ sơ; ba số đầu khớp nơi đăng ký khai sinh (tra theo mã cũ, tỉnh đã sáp nhập không phải là lỗi).',
  fix: {
    act: 'xacThuc',
    way: 'Đối chiếu giấy khai sinh; nếu số sai thì đề nghị hủy, xác lập lại số định danh (DC02 mục 4).',
  },
  sql: null,
  check: (citizen, context) => {
    const place = citizen.birthRegistration;
    const findings = numberFindings(citizen.number, {
      birth: citizen.birth?.iso ?? null,
      sex: citizen.sex,
      province: place === null ? null : resolveAddress(place.text, context.divisions).province,
      on: context.on,
    });
    return findings.map(({ kind, code }) => ({
      detail: code,
      field: 'number',
      ...(kind === 'warning' ? { severity: 'warning' as const } : {}),
    }));
  },
};

const cardRule: RecordRule = {
  id: 'DQ02',
  criterion: 'dung',
  severity: 'error',
  scope: 'record',
  title: 'Thẻ khớp dữ liệu',
  explanation:
    'Số, họ tên, ngày sinh, giới tính trên chip, vùng đọc máy, QR và trong dữ liệu phải là một (cách đặt dấu thanh không tính là khác).',
  fix: { act: 'xacThuc', way: 'Xem bảng so sánh của lần đọc thẻ; xác thực với cơ sở dữ liệu quốc gia trước khi sửa.' },
  sql: null,
  check: ({ number }, context) =>
    (context.comparison(number)?.fields ?? []).flatMap(({ field, outcome, meaning }) =>
      outcome === 'differs' && (field === 'number' || field === 'name' || field === 'birth' || field === 'sex')
        ? [{ detail: meaning, field }]
        : [],
    ),
};

const birthRule: RecordRule = {
  id: 'DQ03',
  criterion: 'dung',
  severity: 'error',
  scope: 'record',
  title: 'Ngày sinh',
  explanation:
    'Ngày sinh là ngày có thật, không ở tương lai, không quá tuổi tối đa. Chỉ có năm sinh thì ghi nhận, không coi là lỗi.',
  fix: { act: 'capNhat', way: 'Đối chiếu giấy khai sinh, điều chỉnh bằng DC02 mục 7.' },
  sql: null,
  check: ({ birth }, { on, policy, settings }) => {
    if (birth === null) return [];
    const defect = (detail: string) => [{ detail, field: 'birth' as const }];
    if (birth.iso === null) return defect('notADate');
    if (birth.iso > on.slice(0, birth.iso.length)) return defect('inFuture');
    if (ageOn(birth.iso, on, policy) > settings.maxAgeYears) return defect('tooOld');
    return isWhole(birth.iso) ? [] : [{ detail: 'incomplete', field: 'birth', severity: 'note' }];
  },
};

const cardDatesRule: RecordRule = {
  id: 'DQ04',
  criterion: 'dung',
  severity: 'warning',
  scope: 'record',
  title: 'Ngày cấp và thời hạn thẻ',
  explanation:
    'Thẻ cấp sau ngày sinh, không ở tương lai; thời hạn đúng cách tính theo mốc tuổi 14, 25, 40, 60 và quy tắc 2 năm.',
  fix: { act: 'doiChieu', way: 'Đối chiếu với thẻ; nếu dữ liệu sai thì điều chỉnh bằng DC02 mục 7.' },
  sql: null,
  check: (citizen, context) => citizen.cards.flatMap((card) => cardDateDefects(citizen, card, context)),
};

function cardDateDefects({ birth }: Citizen, card: CitizenCard, { on, policy }: RuleContext): readonly Defect[] {
  const [born, issued] = [birth?.iso ?? null, card.issued?.iso ?? null];
  const defect = (detail: string) => [{ detail, field: 'cards' as const }];
  if (born === null || issued === null || !isWhole(issued)) return [];
  if (issued < born) return defect('issuedBeforeBirth');
  if (issued > on) return defect('issuedInFuture');
  if (card.kind !== 'CC2024' && isWhole(born) && ageOn(born, issued, policy) < 14) return defect('issuedTooYoung');
  const expected = cardExpiry({ birth: born, issued }, policy);
  const { expiry } = card;
  if (expiry.kind === 'unknown' || (!isWhole(born) && expected.kind === 'date')) return [];
  const same =
    expected.kind === expiry.kind &&
    (expected.kind !== 'date' || expiry.kind !== 'date' || expected.iso === expiry.iso);
  return same ? [] : defect('expiryDiffers');
}

const MIN_PARENT_YEARS = 12;

const parentsRule: RecordRule = {
  id: 'DQ05',
  criterion: 'dung',
  severity: 'warning',
  scope: 'record',
  title: 'Tuổi và giới tính của cha, mẹ',
  explanation: 'Cha, mẹ hơn con ít nhất 12 tuổi; cha là nam, mẹ là nữ. Chỉ là cảnh báo.',
  fix: { act: 'doiChieu', way: 'Đối chiếu giấy khai sinh của con.' },
  sql: null,
  check: (citizen, context) =>
    (['father', 'mother'] as const).flatMap((kind) => {
      const number = citizen.relatives.find((relative) => relative.kind === kind)?.number ?? null;
      const parent = number === null ? null : context.person(number);
      return parent === null ? [] : parentDefects(citizen, parent, { kind, context });
    }),
};

function parentDefects(
  child: Citizen,
  parent: Citizen,
  { kind, context }: { readonly kind: 'father' | 'mother'; readonly context: RuleContext },
): readonly Defect[] {
  const found: Defect[] = [];
  const [born, parentBorn] = [child.birth?.iso ?? null, parent.birth?.iso ?? null];
  const others = [parent.number];
  if (
    born !== null &&
    parentBorn !== null &&
    addYears(parentBorn, MIN_PARENT_YEARS, context.policy).slice(0, born.length) > born
  )
    found.push({ detail: 'parentTooYoung', field: 'relatives', others });
  const wrong = kind === 'father' ? 'female' : 'male';
  if (parent.sex === wrong) found.push({ detail: 'parentSex', field: 'relatives', others });
  return found;
}

const childNumberRule: RecordRule = {
  id: 'DQ06',
  criterion: 'dung',
  severity: 'error',
  scope: 'record',
  title: 'Số định danh của trẻ em',
  explanation:
    'Số cấp cho trẻ dưới 14 tuổi khớp năm sinh và giới tính trên giấy khai sinh: sai sót lúc cấp số phải sửa trước khi làm thẻ đầu tiên.',
  fix: { act: 'xacThuc', way: 'Xác thực với cơ quan đăng ký khai sinh; hủy, xác lập lại số nếu cấp sai.' },
  sql: null,
  check: ({ number, birth, sex }, { on, policy }) => {
    if (birth?.iso == null || ageGroup(birth.iso, on, policy) === 'from14') return [];
    return numberFindings(number, { birth: birth.iso, sex, province: null, on })
      .filter(({ code }) => code === 'yearDiffers' || code === 'sexDiffers')
      .map(({ code }) => ({ detail: code, field: 'number' }));
  },
};

/** Đúng: DQ01 to DQ06. */
export const accuracyRules: readonly RecordRule[] = [
  numberRule,
  cardRule,
  birthRule,
  cardDatesRule,
  parentsRule,
  childNumberRule,
];
