import { describe, expect, it } from 'vitest';
import { addressOf, looksLikePem } from './connect-draft.ts';
import { groupsOf } from './groups.ts';
import { limitOf, typedLimit } from './limit-draft.ts';

describe('an address', () => {
  it('is an origin with https, also where that was not typed', () => {
    expect(addressOf(' tuyentren.example:8443 ')).toBe('https://tuyentren.example:8443');
    expect(addressOf('HTTPS://TuyenTren.example/')).toBe('https://tuyentren.example');
  });

  it.each([
    '',
    '   ',
    'http://tuyentren.example',
    'https://ai:matkhau@tuyentren.example',
    'https://tuyentren.example/v1',
    'https://tuyentren.example?x=1',
    'ftp://tuyentren.example',
    'javascript:alert(1)',
    'hai chữ',
  ])('is not %j', (typed) => expect(addressOf(typed)).toBeNull());
});

describe('an authority’s file', () => {
  it('is PEM and not endless', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nTUFV\n-----END CERTIFICATE-----';
    expect(looksLikePem(pem)).toBe(true);
    expect(looksLikePem(pem.replaceAll('CERTIFICATE', 'PRIVATE KEY'))).toBe(false);
    expect(looksLikePem(pem + ' '.repeat(20_000))).toBe(false);
  });
});

describe('a speed', () => {
  it('is bytes a second, whatever unit it was typed in', () => {
    expect(limitOf('2', 'Mbit')).toBe(250_000);
    expect(limitOf(' 1,5 ', 'Mbit')).toBe(187_500);
    expect(limitOf('512', 'kbit')).toBe(64_000);
  });

  it.each(['', '-1', '0', '8', '1e9', '1.2.3', 'hai', '99999999999'])('is not %j', (typed) =>
    expect(limitOf(typed, 'kbit')).toBeNull(),
  );

  it('is shown as it is typed', () => {
    expect(typedLimit(250_000)).toEqual({ text: '2', unit: 'Mbit' });
    expect(typedLimit(187_500)).toEqual({ text: '1,5', unit: 'Mbit' });
    expect(typedLimit(64_000)).toEqual({ text: '512', unit: 'kbit' });
  });
});

it('a hash is read out in groups of four', () => {
  expect(groupsOf('ab12'.repeat(16))).toHaveLength(16);
  expect(groupsOf('')).toEqual([]);
});
