import type { Check } from '#contract/verdict.ts';
import { showIsoDate } from '#domain/text/document-date.ts';

type Facts = Check['facts'];

const fields: Readonly<Record<string, string>> = {
  number: 'số định danh',
  name: 'họ tên',
  birth: 'ngày sinh',
  sex: 'giới tính',
  expiry: 'hạn sử dụng',
};

const fieldNames = (names: string) =>
  names
    .split(' ')
    .map((name) => fields[name] ?? name)
    .join(', ');

/** How each fact is said, in the order they are said. Facts that are not here add nothing for a reader. */
const sayings: readonly (readonly [name: string, say: (value: string, facts: Facts) => string])[] = [
  ['algorithm', (value) => value],
  ['key', (value) => `khóa ${value}`],
  ['hash', (value) => `băm ${value}`],
  ['lds', (value) => `LDS ${value}`],
  ['signer', (value) => `ký bởi ${commonName(value)}`],
  ['validFrom', (value, facts) => `hiệu lực ${shownDay(value)} – ${shownDay(String(facts.validUntil ?? ''))}`],
  ['anchor', (value, { country }) => `gốc ${commonName(value)}${country === undefined ? '' : ` (${country})`}`],
  ['weak', (value) => `quá yếu: ${value}`],
  ['matched', (value) => `khớp: ${value}`],
  ['mismatched', (value) => `bị sửa: ${value}`],
  ['injected', (value) => `bị chèn: ${value}`],
  ['unlisted', (value) => `ngoài danh sách ký: ${value}`],
  ['unread', (value) => `chưa đọc: ${value}`],
  ['differs', (value) => `khác nhau: ${fieldNames(value)}`],
  ['until', (value) => `đến ${shownDay(value)}`],
  ['groups', (value) => value],
];

/** The facts of a check for people: dates as dates, certificates by their short names. */
export function showFacts(facts: Facts): string {
  const said = sayings.flatMap(([name, say]) => (facts[name] === undefined ? [] : [say(String(facts[name]), facts)]));
  return said.join(' · ');
}

/** The day of a moment or date (ISO 8601) as dd/mm/yyyy. */
export function shownDay(iso: string): string {
  return showIsoDate(iso.slice(0, 10));
}

/** The common name in a distinguished name (RFC 4514), or the whole where it has none. */
export function commonName(name: string): string {
  const value = /(?:^|[,+])CN=((?:\\.|[^\\,+])*)/.exec(name)?.[1];
  return value === undefined ? name : value.replace(/\\(.)/g, '$1');
}
