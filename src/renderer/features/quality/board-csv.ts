import { criteria, type RuleInfo } from '#contract/quality.ts';
import type { QualityLabels } from '../../i18n/vi-quality.ts';
import type { AreaRow, BoardRows } from './board-rows.ts';

/**
 * The board as CSV (RFC 4180, UTF-8 with a mark for spreadsheets): a line per area, everybody last; per criterion the pair,
 * the percentage and its rating, then the records that fail each rule, and those of which it only notes something. Sums only, no people.
 */
export function boardCsv({ rows, whole }: BoardRows, rules: readonly RuleInfo[], labels: QualityLabels): string {
  const { csv } = labels;
  const heads = criteria.flatMap((criterion) =>
    [csv.passed, csv.percent, csv.rating].map((part) => `${labels.criteria[criterion]} ${part}`),
  );
  const header = [
    csv.area,
    csv.name,
    csv.people,
    ...heads,
    ...rules.map(({ id }) => id),
    ...rules.map(({ id }) => `${id} ${csv.noted}`),
  ];
  const lines = [...rows, ...(whole ? [whole] : [])].map((row) => lineOf(row, rules, labels));
  return `\uFEFF${[header, ...lines].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('')}`;
}

function lineOf({ area, name, people, cells }: AreaRow, rules: readonly RuleInfo[], labels: QualityLabels): string[] {
  const figures = criteria.flatMap((criterion) => {
    const { numerator, percent, rating } = cells[criterion];
    return [String(numerator), percent === null ? '' : percent.toFixed(2), labels.ratings[rating]];
  });
  const counts = rules.map(({ id, criterion }) => String(cells[criterion].failing[id] ?? 0));
  const notes = rules.map(({ id, criterion }) => String(cells[criterion].noted[id] ?? 0));
  return [area, name, String(people), ...figures, ...counts, ...notes];
}

function cellText(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
