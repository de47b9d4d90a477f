import { type Criterion, criteria, type Indicator, type RuleId, type RuleInfo, ruleIds } from '#contract/quality.ts';
import type { DefectLine, QualityBoard } from '#contract/quality-board.ts';

/** Boards and lists for the window's tests: made-up communes and people. */

const criterionOf = (number: number): Criterion =>
  number <= 6 ? 'dung' : number <= 10 ? 'du' : number <= 15 ? 'sach' : number <= 18 ? 'song' : 'thongNhat';

export const sampleRules: readonly RuleInfo[] = ruleIds.map((id, index) => ({
  id,
  criterion: criterionOf(index + 1),
  severity: 'warning',
  scope: 'record',
  title: `Quy tắc ${id}`,
  explanation: `Xét điều ${id}.`,
  fix: { act: 'doiChieu', way: `Sửa theo cách ${id}.` },
  sql: null,
}));

type Cell = Partial<Pick<Indicator, 'numerator' | 'percent' | 'rating' | 'failing' | 'noted'>>;

/** The five figures of an area; all of its records are right but for what is given. */
export function sampleIndicators(
  area: string,
  people: number,
  cells: Partial<Record<Criterion, Cell>> = {},
): Indicator[] {
  return criteria.map((criterion) => ({
    area,
    criterion,
    numerator: people,
    denominator: people,
    percent: people === 0 ? null : 100,
    rating: people === 0 ? 'none' : 'green',
    failing: {},
    noted: {},
    ...cells[criterion],
  }));
}

const ward = { sach: { numerator: 198_412, percent: 99.21, failing: { DQ13: 1500, DQ14: 88 } } } as const;

/** One ward with 200,000 people. */
export function wardBoard(parts: Partial<QualityBoard> = {}): QualityBoard {
  return {
    run: { on: '2026-11-22', beganAt: '2026-11-22T12:00:00Z', endedAt: '2026-11-22T12:04:00Z' },
    indicators: [...sampleIndicators('00008', 200_000, ward), ...sampleIndicators('all', 200_000, ward)],
    areaNames: { '00008': 'Phường Ngọc Hà' },
    rules: [...sampleRules],
    ...parts,
  };
}

/** Many communes: the one numbered `n` has n wrong of a thousand. */
export function wideBoard(count: number): QualityBoard {
  const codes = Array.from({ length: count }, (_, index) => String(10_000 + index));
  const wrong = (n: number) => ({
    sach: {
      numerator: 1000 - n,
      percent: (1000 - n) / 10,
      rating: n > 250 ? 'red' : 'green',
      failing: { DQ13: n },
    } as const,
  });
  return wardBoard({
    indicators: [
      ...codes.flatMap((code, index) => sampleIndicators(code, 1000, wrong(index))),
      ...sampleIndicators('all', count * 1000),
    ],
    areaNames: Object.fromEntries(codes.map((code, index) => [code, `Xã Mẫu ${index}`])),
  });
}

/** A line of the list behind a count. */
export function sampleDefect(index: number, rule: RuleId = 'DQ13'): DefectLine {
  return {
    person: {
      id: 1000 + index,
      number: `••• ••• ••• ${String(index % 1000).padStart(3, '0')}`,
      name: `NGUYỄN VĂN MẪU ${index}`,
      birth: '2004-02-14',
      sex: 'male',
      area: '00008',
      address: 'Số 1 ngõ Thử Nghiệm',
      dead: false,
    },
    finding: {
      rule,
      severity: 'error',
      number: '••• ••• ••• 901',
      field: 'name',
      detail: index === 0 ? 'missing' : 'mixedCase',
      others: index === 1 ? ['••• ••• ••• 902'] : [],
    },
  };
}
