import { describe, expect, it } from 'vitest';
import type { Holder } from '#contract/holder.ts';
import { cardholders } from '#fixtures/people/people.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { holderOf } from './holder.ts';
import { maskHolder, maskNumber } from './mask-holder.ts';

function holderOfSynthetic(): Holder {
  const files = new Map([
    ['DG1', vector('cccd-synthetic/0101.bin')],
    ['DG13', vector('cccd-synthetic/010d.bin')],
  ] as const);
  const holder = holderOf(files);
  if (holder === null) throw new Error('the synthetic card states a holder');
  return holder;
}

describe('maskNumber', () => {
  it.each([
    ['001304999901', '••• ••• ••• 901'],
    ['000999003', '••• ••• ••• 003'],
    ['123', '••• ••• ••• •••'],
    ['', '••• ••• ••• •••'],
  ])('%j becomes %j', (number, expected) => {
    expect(maskNumber(number)).toBe(expected);
  });
});

describe('maskHolder', () => {
  it('masks every number and leaves names and dates', () => {
    const holder = holderOfSynthetic();
    const masked = maskHolder(holder);
    expect(masked).toEqual({
      ...holder,
      number: { value: '••• ••• ••• 993', source: 'DG13' },
      oldNumber: { value: '••• ••• ••• 678', source: 'DG13' },
      mrz: ['IDVNM••••••993••••••••••993<<•', '9901018M3901016VNM<<<<<<<<<<<•', 'NGUYEN<<VAN<THU<<<<<<<<<<<<<<<'],
      otherFields: [{ number: 16, text: '••• ••• ••• DEF' }],
    });
  });

  it('leaves no run of four digits of anybody’s number', () => {
    for (const { soDinhDanh, mrz } of cardholders()) {
      const masked = maskHolder({
        ...holderOfSynthetic(),
        number: { value: soDinhDanh, source: 'DG1' },
        mrz: [...mrz],
      });
      const shown = JSON.stringify([masked.number, masked.mrz[0]]);
      expect(shown).not.toMatch(/\d{4}/);
      expect(masked.mrz.map((line) => line.length)).toEqual([30, 30, 30]);
    }
  });

  it('masks both numbers of a passport and hides a zone of unknown size whole', () => {
    const holder = holderOfSynthetic();
    const passport = ['P<UTOMAU<<ERIKA'.padEnd(44, '<'), 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
    expect(maskHolder({ ...holder, mrz: passport }).mrz[1]).toBe('••••••2C3•UTO7408122F1204159••••••26B<<<<<••');
    expect(maskHolder({ ...holder, mrz: ['IDVNM123'] }).mrz).toEqual(['••••••••']);
    expect(maskHolder({ ...holder, mrz: [], number: null, oldNumber: null })).toMatchObject({ number: null, mrz: [] });
  });
});
