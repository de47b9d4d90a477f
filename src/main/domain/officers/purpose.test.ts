import { expect, it } from 'vitest';
import { purposeFault } from './purpose.ts';

it.each([
  [null, 'missing'],
  [{ code: 'capThe', note: null }, null],
  [{ code: 'other', note: null }, 'noteMissing'],
  [{ code: 'other', note: '   x  ' }, 'noteMissing'],
  [{ code: 'other', note: 'xác minh nơi ở' }, null],
  [{ code: 'capThe', note: 'số 099204999901' }, 'noteHasNumber'],
  [{ code: 'capThe', note: '0500 001 234' }, 'noteHasNumber'],
  [{ code: 'capThe', note: 'hồ sơ 99999-26-000123' }, null],
  [{ code: 'capThe', note: 'hồ sơ HS-000123' }, null],
] as const)('%j: %s', (purpose, fault) => {
  expect(purposeFault(purpose)).toBe(fault);
});
