import { describe, expect, it } from 'vitest';
import { secretFaults } from './secret-quality.ts';

const names = ['CB001', 'CÁN BỘ MẪU MỘT', 'Công an phường Mẫu'];
const faults = (secret: string) => secretFaults(secret, names);

describe('a secret', () => {
  it.each([
    'con mèo leo cây bưởi',
    'ba con ngựa trắng 7',
    'trời xanh, gió nhẹ',
    'Xk7#mpQ2vL9z',
    'correct horse battery staple',
  ])('“%s” is good', (secret) => {
    expect(faults(secret)).toEqual([]);
  });

  it.each([
    ['mèo con', 'tooShort'],
    ['x'.repeat(129), 'tooLong'],
    ['099204999901', 'onlyDigits'],
    ['0500 001 234 99', 'onlyDigits'],
    ['+84 (50) 000-1234', 'onlyDigits'],
    ['ababababababab', 'fewCharacters'],
    ['abcdefghijkl', 'sequence'],
    ['qwertyuiop123', 'sequence'],
    ['CanBoMauMot1', 'ownName'],
    ['cb001cb001cb001', 'ownName'],
    ['Cán bộ mẫu một 2026', 'ownName'],
    ['matkhau12345', 'common'],
    ['Mật khẩu 2026!', 'common'],
    ['congan@123456', 'common'],
  ])('“%.30s” is not: %s', (secret, fault) => {
    expect(faults(secret)).toContain(fault);
  });

  it('is judged alike however its marks were typed', () => {
    const secret = 'con mèo leo cây bưởi';
    expect(faults(secret.normalize('NFD'))).toEqual(faults(secret));
    expect(faults('mật khẩu nhà'.normalize('NFD'))).toEqual(faults('mật khẩu nhà'));
  });

  it('need not be of several kinds of characters', () => {
    expect(faults('bốn mươi hai con cá')).toEqual([]);
  });
});
