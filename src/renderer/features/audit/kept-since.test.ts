import { expect, it } from 'vitest';
import { formatDay } from '../../i18n/format.ts';
import { keptSince } from './kept-since.ts';

it.each([
  [12, new Date(2026, 10, 22), '22/11/2025'],
  [60, new Date(2026, 10, 22), '22/11/2021'],
  [1, new Date(2026, 2, 31), '28/02/2026'],
  [12, new Date(2028, 1, 29), '28/02/2027'],
])('keeps %i months back from %s since %s', (months, today, since) => {
  expect(formatDay(keptSince(months, today))).toBe(since);
});
