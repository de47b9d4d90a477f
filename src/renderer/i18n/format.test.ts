import { expect, it } from 'vitest';
import { daysBetween, folded, formatBytes, formatIsoDate, formatSeconds, grouped } from './format.ts';

it('writes dates, durations and sizes as the language does', () => {
  expect(formatIsoDate('2004-02-14')).toBe('14/02/2004');
  expect(formatIsoDate('1962-05')).toBe('05/1962');
  expect(formatSeconds(1449, 'vi')).toBe('1,4 giây');
  expect(formatSeconds(1449, 'en')).toBe('1.4 s');
  expect(formatBytes(95, 'vi')).toBe('95 byte');
  expect(formatBytes(15_360, 'vi')).toBe('15 KB');
});

it('groups numbers from the end in threes', () => {
  expect(grouped('001304999901')).toBe('001 304 999 901');
  expect(grouped('C01X00T47')).toBe('C01 X00 T47');
  expect(grouped('12345')).toBe('12 345');
});

it('folds Vietnamese for filtering, whichever way the marks are stored', () => {
  expect(folded('Đặng Thị Mẫu Hoà')).toBe('dang thi mau hoa');
  expect(folded('Hoà'.normalize('NFD'))).toBe(folded('Hòa'));
});

it('counts whole days and never less than none', () => {
  expect(daysBetween(new Date('2026-11-11'), new Date('2026-11-20'))).toBe(9);
  expect(daysBetween(new Date('2026-11-21'), new Date('2026-11-20'))).toBe(0);
});
