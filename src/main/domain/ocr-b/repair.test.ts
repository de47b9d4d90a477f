import { expect, it } from 'vitest';
import { fictitiousCard } from '#fixtures/make/mrz-lines.ts';
import { repairedLines } from './repair.ts';

const card = fictitiousCard(5, 3);
const [first = '', second = '', name = ''] = card;

it('lines that are right stay as they are', () => {
  expect(repairedLines(card)).toEqual(card);
});

it('letters among digits, and digits among letters, are set right where check digits prove it', () => {
  const spoiled = [
    first.slice(0, 5) + first.slice(5).replaceAll('0', 'O').replaceAll('5', 'S'),
    second.slice(0, 15).replaceAll('1', 'I') + second.slice(15).replace('VNM', 'VNH'),
    name.replaceAll('O', '0').replaceAll('I', '1'),
  ];
  expect(repairedLines(spoiled)).toEqual(card);
});

it('nothing is proved by a wrong digit, a short line or another document', () => {
  const wrong = String((Number(first.charAt(8)) + 1) % 10);
  expect(repairedLines([first.slice(0, 8) + wrong + first.slice(9), second, name])).toBeNull();
  expect(repairedLines([first.slice(0, 29), second, name])).toBeNull();
  expect(repairedLines([`IDAUT${first.slice(5)}`, second, name])).toBeNull();
  expect(repairedLines([])).toBeNull();
});
