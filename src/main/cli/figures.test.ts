import { expect, it } from 'vitest';
import { day, figure, percentOf, size } from './figures.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1.000'],
  [8_000_000, '8.000.000'],
])('%d is said as %s', (count, said) => {
  expect(figure(count)).toBe(said);
});

it.each([
  [999, '999 B'],
  [1500, '1,5 kB'],
  [123_456_789, '123 MB'],
])('%d bytes are %s', (bytes, said) => {
  expect(size(bytes)).toBe(said);
});

it('claims a whole only when it is one', () => {
  expect([percentOf(999, 1000), percentOf(1000, 1000), percentOf(0, 0)]).toEqual(['99 %', '100 %', '0 %']);
});

it('shows dates without a day or month as far as they are known', () => {
  expect([day('2004-02-14'), day('1962-05'), day('1962'), day(null)]).toEqual(['14/02/2004', '05/1962', '1962', '']);
});
