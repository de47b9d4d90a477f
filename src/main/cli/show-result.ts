import type { Holder } from '#contract/holder.ts';
import type { Check, Verdict } from '#contract/verdict.ts';
import { describeFailure, describeVerdict, wording } from '#contract/wording/wording.ts';
import type { CardResult } from './result.ts';
import { commonName, showFacts } from './show-facts.ts';

const words = wording('vi');

const labels: readonly (readonly [string, (holder: Holder) => string | null | undefined])[] = [
  ['Họ và tên', (holder) => holder.name?.value],
  ['Số định danh', (holder) => holder.number?.value],
  ['Ngày sinh', (holder) => holder.birth?.text],
  ['Giới tính', ({ sex }) => (sex === null ? null : { male: 'Nam', female: 'Nữ', unspecified: 'Không ghi' }[sex])],
  ['Quốc tịch', (holder) => holder.nationality?.value],
  ['Quê quán', (holder) => holder.origin?.value],
  ['Thường trú', (holder) => holder.residence?.value],
  ['Ngày cấp', (holder) => holder.issued?.text],
  ['Có giá trị đến', ({ expiry }) => (expiry.kind === 'never' ? 'Không thời hạn' : expiry.text)],
];

const marks: Readonly<Record<Check['outcome'], string>> = {
  passed: '✓',
  failed: '✗',
  unknown: '?',
  warning: '!',
  pending: '…',
  notApplicable: '–',
};

function showHolder(holder: Holder): readonly string[] {
  return labels.flatMap(([label, value]) => {
    const text = value(holder);
    return text === null || text === undefined || text === '' ? [] : [`  ${label.padEnd(16)}${text}`];
  });
}

function showCheck({ id, outcome, reasons, facts }: Check): readonly string[] {
  const values = showFacts(facts);
  return [
    `  ${marks[outcome]} ${words.checks[id]}: ${words.outcomes[outcome]}${values === '' ? '' : ` (${values})`}`,
    ...reasons.map((reason) => `      ${sentence(words.reasons[reason].text)}`),
  ];
}

function showVerdict(verdict: Pick<Verdict, 'verdict' | 'chip'>): readonly string[] {
  const { headline, now } = describeVerdict(verdict, 'vi');
  return [headline.toLocaleUpperCase('vi'), `  ${now}`];
}

function showFailure(result: CardResult): readonly string[] {
  if (result.failure === null) return [];
  const { text, remedy } = describeFailure(result.failure, 'vi');
  return [`${text} ${remedy} [${result.failure.code}]`];
}

/** Some of the words stand inside lines elsewhere and begin with a small letter. */
function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

const mostNames = 10;

function showUnrecognised(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const rest = names.length > mostNames ? ` và ${names.length - mostNames} tệp khác` : '';
  return [`  Không dùng đến: ${names.slice(0, mostNames).join(', ')}${rest}`];
}

/** A result for people, in Vietnamese. */
export function showResult(result: CardResult): string {
  const { verdict, chip, holder, anchor } = result;
  const lines = [
    ...(verdict === null || chip === null ? [] : showVerdict({ verdict, chip })),
    ...(result.expired === true ? [`  ${words.expired}`] : []),
    ...showFailure(result),
    ...(holder === null ? [] : ['', ...showHolder(holder)]),
    ...(result.checks.length === 0 ? [] : ['', ...result.checks.flatMap(showCheck)]),
    ...(anchor === null ? [] : ['', `  Gốc tin cậy: ${commonName(anchor.subject)} (${anchor.country})`]),
    ...result.gaps.map(({ name, cause }) => `  ${name}: ${words.gaps[cause]}`),
    ...showUnrecognised(result.unrecognised),
  ];
  return `${lines.join('\n')}\n`;
}
