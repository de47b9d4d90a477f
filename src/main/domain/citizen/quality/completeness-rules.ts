import { printedResidence } from '../citizen.ts';
import { citizenItems } from '../citizen-items.ts';
import { addYears } from '../dates.ts';
import { ageGroup, heldCard } from '../validity/card-validity.ts';
import type { Defect, RecordRule } from './rule.ts';

const ALL_FINGERS = 10;

const coreRule: RecordRule = {
  id: 'DQ07',
  criterion: 'du',
  severity: 'error',
  scope: 'record',
  title: 'Trường thông tin bắt buộc',
  explanation:
    'Trong 26 trường của Điều 9 phải có: họ tên, số định danh, ngày sinh, giới tính, nơi đăng ký khai sinh, dân tộc, quốc tịch và ít nhất một nơi cư trú.',
  fix: { act: 'boSung', way: 'Bổ sung từ thẻ hoặc giấy tờ hộ tịch; nơi cư trú theo đăng ký cư trú.' },
  sql: null,
  check: (citizen) => {
    const missing = citizenItems
      .filter(({ field, core }) => core && isEmpty(citizen[field]))
      .map(({ field }): Defect => ({ detail: 'missing', field }));
    return printedResidence(citizen) === null ? [...missing, { detail: 'noResidence', field: 'permanent' }] : missing;
  },
};

/** Whether an item of a record says nothing. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === '' || value === 'unknown') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

const cardsRule: RecordRule = {
  id: 'DQ08',
  criterion: 'du',
  severity: 'warning',
  scope: 'record',
  title: 'Thẻ, thông báo số định danh, định danh điện tử',
  explanation:
    'Từ đủ 14 tuổi phải có thẻ và nên có định danh điện tử mức 2; dưới 14 tuổi đã nhận thông báo số định danh hoặc có thẻ.',
  fix: { act: 'boSung', way: 'Mời làm thẻ, định danh điện tử; in và giao thông báo số định danh.' },
  sql: null,
  check: (citizen, { on, policy }) => {
    if (citizen.birth?.iso == null || citizen.death !== null) return [];
    const hasCard = heldCard(citizen.cards) !== null;
    if (ageGroup(citizen.birth.iso, on, policy) !== 'from14')
      return hasCard || isNotified(citizen.other) ? [] : [{ detail: 'noNotice', field: 'number' }];
    const card: readonly Defect[] = hasCard ? [] : [{ detail: 'noCard', field: 'cards' }];
    const eId: readonly Defect[] =
      citizen.eId?.level === 2 ? [] : [{ detail: 'noEIdLevel2', field: null, severity: 'note' }];
    return [...card, ...eId];
  },
};

/** The item "other" under which the delivery of the notice of the number is kept. */
export const NOTICE_DELIVERED = 'thongBaoSoDinhDanh';

function isNotified(other: Readonly<Record<string, string>>): boolean {
  return (other[NOTICE_DELIVERED] ?? '') !== '';
}

const biometricsRule: RecordRule = {
  id: 'DQ09',
  criterion: 'du',
  severity: 'warning',
  scope: 'record',
  title: 'Sinh trắc học',
  explanation: 'Từ đủ 6 tuổi: đủ mười vân tay hoặc có lý do cho ngón thiếu; có ảnh và ảnh không quá cũ.',
  fix: { act: 'boSung', way: 'Thu nhận bổ sung vân tay, chụp lại ảnh khi công dân đến.' },
  sql: null,
  check: ({ number, birth }, { on, policy, settings, biometrics }) => {
    const taken = biometrics(number);
    if (taken === null || birth?.iso == null || ageGroup(birth.iso, on, policy) === 'under6') return [];
    const found: Defect[] = [];
    if (taken.fingers + taken.excused < ALL_FINGERS) found.push({ detail: 'fingersMissing', field: null });
    if (taken.photoOn === null) found.push({ detail: 'photoMissing', field: null });
    else if (addYears(taken.photoOn, settings.photoYears, policy) < on) found.push({ detail: 'photoOld', field: null });
    return found;
  },
};

/** The item "other" that marks somebody under guardianship or represented; any text but the empty one says yes. */
export const UNDER_GUARDIANSHIP = 'duocGiamHo';

const guardianRule: RecordRule = {
  id: 'DQ10',
  criterion: 'du',
  severity: 'warning',
  scope: 'record',
  title: 'Người đại diện',
  explanation: 'Người dưới 14 tuổi và người được giám hộ phải có cha, mẹ hoặc người đại diện trong dữ liệu.',
  fix: { act: 'boSung', way: 'Bổ sung cha, mẹ theo giấy khai sinh hoặc người giám hộ theo quyết định.' },
  sql: null,
  check: ({ birth, relatives, other }, { on, policy }) => {
    const child = birth?.iso != null && ageGroup(birth.iso, on, policy) !== 'from14';
    const guarded = (other[UNDER_GUARDIANSHIP] ?? '') !== '';
    const kinds = new Set(relatives.map(({ kind }) => kind));
    const cared = kinds.has('representative') || (child && (kinds.has('father') || kinds.has('mother')));
    return (child || guarded) && !cared ? [{ detail: 'noRepresentative', field: 'relatives' }] : [];
  },
};

/** Đủ: DQ07 to DQ10. */
export const completenessRules: readonly RecordRule[] = [coreRule, cardsRule, biometricsRule, guardianRule];
