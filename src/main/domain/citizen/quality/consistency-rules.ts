import type { Citizen } from '#contract/citizen.ts';
import { daysBetween } from '../dates.ts';
import type { Defect, RecordRule, Rule, RuleContext, SetRule } from './rule.ts';

type Numbered = Defect & { readonly number: string };

const kinRule: SetRule = {
  id: 'DQ19',
  criterion: 'thongNhat',
  severity: 'warning',
  scope: 'set',
  title: 'Hộ gia đình và quan hệ cha mẹ – con',
  explanation:
    'Thành viên hộ cùng nơi thường trú với chủ hộ; số định danh của cha, mẹ có trong dữ liệu và phía cha, mẹ cũng ghi người con này.',
  fix: { act: 'doiChieu', way: 'Đối chiếu hồ sơ cư trú của hộ và giấy khai sinh.' },
  sql: `SELECT m.number, h.number FROM citizen m JOIN citizen h ON h.number = m.household_head WHERE m.permanent_unit <> h.permanent_unit;
SELECT r.number, r.relative_number FROM citizen_relative r LEFT JOIN citizen p ON p.number = r.relative_number WHERE r.kind IN ('father', 'mother') AND p.number IS NULL`,
  check: (citizens, context) => {
    const known = new Map(citizens.map((citizen) => [citizen.number, citizen]));
    const person = (number: string) => known.get(number) ?? context.person(number);
    return citizens.flatMap((citizen) => [...homeDefects(citizen, person), ...parentDefects(citizen, person)]);
  },
};

type Lookup = (number: string) => Citizen | null;

function homeDefects(citizen: Citizen, person: Lookup): readonly Numbered[] {
  const head = citizen.household?.head == null ? null : person(citizen.household.head);
  const [here, there] = [citizen.permanent?.unit ?? null, head?.permanent?.unit ?? null];
  if (head === null || here === null || there === null || here === there) return [];
  return [{ number: citizen.number, detail: 'livesElsewhere', field: 'permanent', others: [head.number] }];
}

function parentDefects(citizen: Citizen, person: Lookup): readonly Numbered[] {
  const numbers = citizen.relatives
    .filter(({ kind }) => kind === 'father' || kind === 'mother')
    .flatMap(({ number }) => (number === null ? [] : [number]));
  return numbers.flatMap((number): readonly Numbered[] => {
    const parent = person(number);
    const defect = { number: citizen.number, field: 'relatives' as const, others: [number] };
    if (parent === null) return [{ ...defect, detail: 'parentUnknown', severity: 'note' }];
    const children = parent.relatives.filter(({ kind }) => kind === 'child');
    const agrees = children.length === 0 || children.some((child) => child.number === citizen.number);
    return agrees ? [] : [{ ...defect, detail: 'parentDisagrees' }];
  });
}

/** Days until a waiting change is late: to review, to fix after that, and for complex cases (Official letter 4856/2026). */
const limits = { review: 5, fix: 10, complex: 15 } as const;

const syncRule: RecordRule = {
  id: 'DQ20',
  criterion: 'thongNhat',
  severity: 'warning',
  scope: 'record',
  title: 'Khớp với cơ sở dữ liệu quốc gia',
  explanation:
    'Bản tại máy là bản mới nhất; thay đổi chờ không quá hạn 5 ngày rà soát, 10 ngày xử lý, 15 ngày việc phức tạp.',
  fix: { act: 'doiChieu', way: 'Tải bản mới; xử lý thay đổi đang chờ.' },
  sql: null,
  check: (citizen, context) => syncDefects(citizen, context),
};

function syncDefects({ number, upstream }: Citizen, { on, sync }: RuleContext): readonly Defect[] {
  const state = sync(number);
  if (state === null) return [];
  const behind = state.upstreamHash !== null && state.upstreamHash !== (upstream?.hash ?? null);
  const found: Defect[] = behind ? [{ detail: 'behindUpstream', field: null }] : [];
  const waited = state.pendingSince === null ? 0 : daysBetween(state.pendingSince.slice(0, 10), on);
  if (waited > limits.complex) return [...found, { detail: 'pendingOver15', field: null, severity: 'error' }];
  if (!state.complex && waited > limits.fix) return [...found, { detail: 'pendingOver10', field: null }];
  return waited > limits.review ? [...found, { detail: 'pendingOver5', field: null, severity: 'note' }] : found;
}

/** Thống nhất: DQ19 and DQ20. */
export const consistencyRules: readonly Rule[] = [kinRule, syncRule];
