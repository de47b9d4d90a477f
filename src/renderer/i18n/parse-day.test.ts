import { expect, it } from 'vitest';
import { nextDay, parseDay } from './parse-day.ts';
import { dayBegins } from './viet-nam-time.ts';

const day = (year: number, month: number, date: number) => dayBegins({ year, month, day: date });

it('takes a day as people type one', () => {
  for (const typed of ['14/2/2004', '14/02/2004', ' 14-2-2004 ', '14.2.2004', '14 2 2004', '14022004', '2004-02-14'])
    expect(parseDay(typed)).toEqual(day(2004, 2, 14));
});

it('takes nothing that is no day', () => {
  for (const typed of ['', '31/2/2004', '14/2', '2004', '14/13/2004', 'hôm qua', '1422004'])
    expect(parseDay(typed)).toBeNull();
});

it('knows the day after the last of a month and of a year', () => {
  expect(nextDay(day(2004, 2, 29))).toEqual(day(2004, 3, 1));
  expect(nextDay(day(2026, 12, 31))).toEqual(day(2027, 1, 1));
});
