import type { Citizen } from '#contract/citizen.ts';
import { printedResidence } from '../citizen.ts';
import { nationalityCode } from '../comparing/values.ts';
import { addDays, addYears, daysBetween } from '../dates.ts';
import { heldCard, isExpired } from '../validity/card-validity.ts';
import type { Defect, RecordRule, RuleContext } from './rule.ts';
import { addressesOf } from './validity-rules.ts';

const DAYS_PER_MONTH = 30.44;

const lifeRule: RecordRule = {
  id: 'DQ16',
  criterion: 'song',
  severity: 'error',
  scope: 'record',
  title: 'Người đã chết, đã đi, vắng lâu',
  explanation:
    'Người đã chết hoặc thôi quốc tịch không còn thẻ và định danh điện tử đang dùng; người vắng quá hạn hoặc đã chuyển đi được rà lại.',
  fix: { act: 'capNhat', way: 'Thu hồi thẻ, khóa định danh điện tử; cập nhật cư trú.' },
  sql: null,
  check: (citizen, context) => [...deathDefects(citizen), ...absenceDefects(citizen, context)],
};

function deathDefects({ death, cards, eId, nationalities }: Citizen): readonly Defect[] {
  const left = nationalities.length > 0 && !nationalities.map(nationalityCode).includes('VNM');
  if (death === null && !left) return [];
  const who = death === null ? 'left' : 'dead';
  const field = death === null ? 'nationalities' : 'death';
  const found: Defect[] = [];
  if (heldCard(cards) !== null) found.push({ detail: `${who}WithCard`, field });
  if (eId !== null && !eId.locked) found.push({ detail: `${who}WithEId`, field });
  return found;
}

function absenceDefects(citizen: Citizen, { on, settings, areas }: RuleContext): readonly Defect[] {
  const found: Defect[] = [];
  const { absence } = citizen;
  if (
    absence !== null &&
    absence.to === null &&
    daysBetween(absence.from, on) > settings.absenceMonths * DAYS_PER_MONTH
  )
    found.push({ detail: 'absentLong', field: 'absence', severity: 'warning' });
  const unit = printedResidence(citizen)?.address.unit ?? null;
  if (areas !== null && unit !== null && !areas.has(unit))
    found.push({ detail: 'movedAway', field: 'permanent', severity: 'warning' });
  return found;
}

const cardAgeRule: RecordRule = {
  id: 'DQ17',
  criterion: 'song',
  severity: 'warning',
  scope: 'record',
  title: 'Thẻ hết hạn, sắp hết hạn; liên lạc',
  explanation: 'Thẻ còn hạn; sắp đến mốc đổi thẻ (2 năm, 60 ngày) thì mời; số điện thoại còn liên lạc được.',
  fix: { act: 'capNhat', way: 'Mời đổi thẻ; hỏi lại số điện thoại.' },
  sql: null,
  check: (citizen, context) => {
    const bounced = citizen.contact.phones.some((phone) => context.hasBounced(phone));
    const phone: readonly Defect[] = bounced ? [{ detail: 'phoneBounced', field: 'contact' }] : [];
    return citizen.death === null ? [...cardAge(citizen, context), ...phone] : [];
  },
};

function cardAge({ cards }: Citizen, { on, settings, policy }: RuleContext): readonly Defect[] {
  const expiry = heldCard(cards)?.expiry;
  if (expiry?.kind !== 'date') return [];
  if (isExpired(expiry, on)) return [{ detail: 'cardExpired', field: 'cards' }];
  if (expiry.iso <= addDays(on, settings.expiryNotice)) return [{ detail: 'cardExpiresSoon', field: 'cards' }];
  const outlook = addYears(on, settings.expiryOutlookYears, policy);
  return expiry.iso <= outlook ? [{ detail: 'milestoneNear', field: 'cards', severity: 'note' }] : [];
}

const mappingRule: RecordRule = {
  id: 'DQ18',
  criterion: 'song',
  severity: 'warning',
  scope: 'record',
  title: 'Đơn vị hành chính chờ chọn; xác thực đã lâu',
  explanation: 'Địa danh cũ tách cho nhiều xã mới phải hỏi công dân rồi chọn; bản ghi được xác thực lại theo chu kỳ.',
  fix: { act: 'xacThuc', way: 'Hỏi công dân ở đơn vị mới nào; đối chiếu, xác thực lại khi gặp.' },
  sql: null,
  check: (citizen, { on, settings, policy }) => {
    const open = addressesOf(citizen)
      .filter(({ address }) => address.unit === null && address.mapping === 'ambiguous')
      .map(({ field }): Defect => ({ detail: 'mappingPending', field }));
    const { verifiedOn } = citizen;
    const stale = verifiedOn === null || addYears(verifiedOn, settings.verifiedWithinYears, policy) < on;
    if (!stale) return open;
    const detail = verifiedOn === null ? 'neverVerified' : 'verifiedLongAgo';
    return [...open, { detail, field: null, severity: 'note' }];
  },
};

/** Sống: DQ16 to DQ18. */
export const timelinessRules: readonly RecordRule[] = [lifeRule, cardAgeRule, mappingRule];
