import type { Citizen, CitizenField } from '#contract/citizen.ts';
import { type Criterion, criteria, type Finding, type Indicator, type RuleId } from '#contract/quality.ts';
import { printedResidence } from '../citizen.ts';
import { citizenItems } from '../citizen-items.ts';
import { isEmpty } from './completeness-rules.ts';
import { qualityRules } from './rules.ts';

/** The area of people whose commune is not known, and of everybody together. */
export const AREA_UNKNOWN = 'unknown';
export const AREA_ALL = 'all';

const criterionOf: ReadonlyMap<string, Criterion> = new Map(qualityRules.map(({ id, criterion }) => [id, criterion]));

/** A pair as a percentage with two decimals, rounded half up; null without a base. */
export function percentOf(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : Math.floor((numerator * 10_000) / denominator + 0.5) / 100;
}

/** Green from 90, yellow from 75, red below (Official letter 4856/2026, appendix 3); required items must be at 100. */
export function ratingOf(percent: number | null, requiredFails: boolean): Indicator['rating'] {
  if (percent === null) return 'none';
  if (requiredFails || percent < 75) return 'red';
  return percent < 90 ? 'yellow' : 'green';
}

type ByRule = Map<RuleId, Set<string>>;
type Cell = { failing: Set<string>; failed: ByRule; noted: ByRule; required: boolean };
type Area = { records: Set<string>; cells: Record<Criterion, Cell> };

/** Counts records and findings as they come, area by area, and gives the figures at any time. */
export type Tally = {
  /** Counts a record once, however many rows it has. */
  addRecord(citizen: Citizen): void;
  /** Counts a finding; the record it names must have been added. Notes are kept apart and lower no figure. */
  addFinding(finding: Finding): void;
  /** Per area and criterion: records without a finding of warning or worse, of all records. */
  indicators(): readonly Indicator[];
};

/** An empty tally. Areas are the communes people live in, and `all`. */
export function createTally(): Tally {
  const areas = new Map<string, Area>();
  const homes = new Map<string, string>();
  const area = (code: string): Area => {
    const found = areas.get(code) ?? { records: new Set<string>(), cells: emptyCells() };
    areas.set(code, found);
    return found;
  };
  return {
    addRecord: (citizen) => {
      const home = printedResidence(citizen)?.address.unit ?? AREA_UNKNOWN;
      homes.set(citizen.number, home);
      for (const code of [home, AREA_ALL]) area(code).records.add(citizen.number);
    },
    addFinding: (finding) => {
      const home = homes.get(finding.number);
      if (home !== undefined) for (const code of [home, AREA_ALL]) count(area(code), finding);
    },
    indicators: () =>
      [...areas].sort().flatMap(([code, counted]) => criteria.map((criterion) => figure(code, counted, criterion))),
  };
}

function emptyCells(): Record<Criterion, Cell> {
  const cell = (): Cell => ({ failing: new Set(), failed: new Map(), noted: new Map(), required: false });
  return { dung: cell(), du: cell(), sach: cell(), song: cell(), thongNhat: cell() };
}

function count({ cells }: Area, { rule, severity, number }: Finding): void {
  const criterion = criterionOf.get(rule);
  if (criterion === undefined) return;
  const cell = cells[criterion];
  const byRule = severity === 'note' ? cell.noted : cell.failed;
  byRule.set(rule, (byRule.get(rule) ?? new Set()).add(number));
  if (severity === 'note') return;
  cell.failing.add(number);
  if (severity === 'required') cell.required = true;
}

function figure(area: string, { records, cells }: Area, criterion: Criterion): Indicator {
  const cell = cells[criterion];
  const [numerator, denominator] = [records.size - cell.failing.size, records.size];
  const percent = percentOf(numerator, denominator);
  return {
    area,
    criterion,
    numerator,
    denominator,
    percent,
    rating: ratingOf(percent, cell.required),
    failing: countsOf(cell.failed),
    noted: countsOf(cell.noted, cell.failed),
  };
}

/** People by rule, without those who fail the same rule otherwise. */
function countsOf(people: ByRule, besides: ByRule = new Map()): Indicator['failing'] {
  const counts = [...people].map(([rule, numbers]) => {
    const others = besides.get(rule);
    return [rule, [...numbers].filter((number) => !others?.has(number)).length] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** How many of some records have each of the 26 items, as a pair with its percentage. */
export function fillRates(citizens: readonly Citizen[]): readonly {
  readonly item: number;
  readonly field: CitizenField;
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
}[] {
  return citizenItems.map(({ item, field }) => {
    const numerator = citizens.filter((citizen) => !isEmpty(citizen[field])).length;
    return { item, field, numerator, denominator: citizens.length, percent: percentOf(numerator, citizens.length) };
  });
}

/** Weights of rules within an index; a rule that is not named weighs one. */
export type RuleWeights = Partial<Readonly<Record<RuleId, number>>>;

/**
 * One figure for an area: the weighted mean over the rules of the share of records each leaves alone, times 100. Null
 * without records. (CV 4856/2026 asks for rule, criterion, field, database; its weights are not published.)
 */
export function qualityIndex(indicators: readonly Indicator[], area: string, weights: RuleWeights = {}): number | null {
  const of = indicators.filter((indicator) => indicator.area === area);
  const records = of[0]?.denominator ?? 0;
  if (records === 0) return null;
  const failing = new Map(of.flatMap((indicator) => Object.entries(indicator.failing)));
  const parts = qualityRules.map(({ id }) => ({
    weight: weights[id] ?? 1,
    share: 1 - (failing.get(id) ?? 0) / records,
  }));
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const sum = parts.reduce((all, { weight, share }) => all + weight * share, 0);
  return total === 0 ? null : percentOf(sum, total);
}
