import type { CitizenField } from '#contract/citizen.ts';
import { type Criterion, criteria, type Finding, type Indicator, type RuleId, severities } from '#contract/quality.ts';
import { AREA_ALL, AREA_UNKNOWN, percentOf, ratingOf } from '#domain/citizen/quality/indicators.ts';
import { qualityRules } from '#domain/citizen/quality/rules.ts';
import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { packUnit, unpackDigits, unpackOneOf, unpackUnit } from './columns.ts';
import type { Dictionary } from './dictionary.ts';
import { type LineRow, lineColumns, type PersonLine, personLine } from './found.ts';
import { areasOfRoll } from './roll.ts';

const criterionCase = qualityRules.map(({ id, criterion }) => `WHEN '${id}' THEN '${criterion}'`).join(' ');

type ByCriterion = {
  readonly area: number;
  readonly criterion: Criterion;
  readonly failing: number;
  readonly worst: number;
};
const byCriterion = query<Record<never, never>, ByCriterion>(
  'quality.byCriterion',
  `SELECT area, CASE rule ${criterionCase} END AS criterion, count(DISTINCT citizen) AS failing, max(severity) AS worst
   FROM finding WHERE severity > 0 GROUP BY area, criterion`,
);
type ByRule = { readonly area: number; readonly rule: string; readonly failing: number; readonly people: number };
const byRule = query<Record<never, never>, ByRule>(
  'quality.byRule',
  `SELECT area, rule, count(DISTINCT CASE WHEN severity > 0 THEN citizen END) AS failing, count(DISTINCT citizen) AS people
   FROM finding GROUP BY rule, area`,
);

/** The figures of each commune and of all together, as the last check found them: each with the pair it is made of. */
export function qualityIndicators(db: ReadDb): readonly Indicator[] {
  return db.snapshot(() => {
    const people = areasOfRoll(db).map(({ area, people }) => ({ area: area === null ? AREA_UNKNOWN : area, people }));
    const cells = db.all(byCriterion).map((cell) => ({ ...cell, area: unpackUnit(cell.area) ?? AREA_UNKNOWN }));
    const rules = db.all(byRule).map((cell) => ({ ...cell, area: unpackUnit(cell.area) ?? AREA_UNKNOWN }));
    const whole = { area: AREA_ALL, people: people.reduce((sum, each) => sum + each.people, 0) };
    return [...people, whole].flatMap(({ area, people: denominator }) =>
      criteria.map((criterion): Indicator => {
        const here = (cell: { readonly area: string }) => area === AREA_ALL || cell.area === area;
        const failing = cells.filter((cell) => here(cell) && cell.criterion === criterion);
        const numerator = denominator - failing.reduce((sum, cell) => sum + cell.failing, 0);
        const percent = percentOf(numerator, denominator);
        const rating = ratingOf(
          percent,
          failing.some(({ worst }) => unpackOneOf(severities, worst) === 'required'),
        );
        return {
          area,
          criterion,
          numerator,
          denominator,
          percent,
          rating,
          failing: countsOf(rules.filter(here), criterion, ({ failing }) => failing),
          noted: countsOf(rules.filter(here), criterion, ({ failing, people }) => people - failing),
        };
      }),
    );
  });
}

type RuleCell = Omit<ByRule, 'area'>;

/** People by rule of a criterion, as `count` counts them; rules that concern nobody are left out. */
function countsOf(
  rules: readonly RuleCell[],
  criterion: Criterion,
  count: (cell: RuleCell) => number,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { id } of qualityRules.filter((rule) => rule.criterion === criterion)) {
    const people = rules.filter(({ rule }) => rule === id).reduce((sum, each) => sum + count(each), 0);
    if (people > 0) counts[id] = people;
  }
  return counts;
}

type FindingRow = {
  readonly rule: RuleId;
  readonly detail: string;
  readonly severity: number;
  readonly field: string | null;
  readonly others: string | null;
};
const columns = 'f.rule, f.detail, f.severity, f.field, f.others';
type Page = {
  readonly rule: RuleId;
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly limit: number;
};
const page = query<Page, FindingRow & LineRow>(
  'quality.findings',
  `SELECT ${columns}, ${lineColumns} FROM (
     SELECT * FROM finding WHERE rule = :rule AND area BETWEEN :from AND :to
     ORDER BY area, citizen, detail LIMIT :limit OFFSET :offset) f
   JOIN citizen c ON c.id = f.citizen`,
);
const ofPerson = query<{ number: number }, FindingRow>(
  'quality.ofPerson',
  `SELECT ${columns} FROM citizen c JOIN finding f ON f.citizen = c.id WHERE c.number = :number ORDER BY f.rule`,
);

/** A finding with the person it is about. */
export type FoundDefect = { readonly finding: Finding; readonly person: PersonLine };

export type FindingsAsked = {
  readonly rule: RuleId;
  /** Code of a commune, `unknown`, or `all`. */
  readonly area: string;
  readonly offset: number;
  readonly limit: number;
};

/** The records that failed a rule: where a figure comes from. */
export function findingsOf(
  db: ReadDb,
  { rule, area, offset, limit }: FindingsAsked,
  dictionary: Dictionary,
): readonly FoundDefect[] {
  const code = area === AREA_UNKNOWN ? 0 : packUnit(area);
  const span = area === AREA_ALL ? { from: 0, to: 99_999 } : { from: code, to: code };
  return db.all(page, { rule, ...span, offset, limit }).map((row) => {
    const person = personLine(row, dictionary);
    return { finding: findingOf(row, person.number), person };
  });
}

/** What the last check found in somebody's record. */
export function findingsOfPerson(db: ReadDb, number: string): readonly Finding[] {
  return db.all(ofPerson, { number: Number(number) }).map((row) => findingOf(row, unpackDigits(Number(number), 12)));
}

function findingOf({ rule, detail, severity, field, others }: FindingRow, number: string): Finding {
  return {
    rule,
    severity: unpackOneOf(severities, severity),
    number,
    field: field as CitizenField | null,
    detail,
    others: others === null ? [] : others.split(' '),
  };
}
