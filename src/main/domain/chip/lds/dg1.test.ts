import { describe, expect, it } from 'vitest';
import { vector } from '#fixtures/vectors/vector.ts';
import { encodeTlv } from '../tlv.ts';
import { parseDg1 } from './dg1.ts';

const dg1 = (text: string) => encodeTlv(0x61, encodeTlv(0x5f1f, new TextEncoder().encode(text)));

describe('parseDg1', () => {
  it('reads a Vietnamese card (TD1)', () => {
    const mrz = parseDg1(vector('cccd-synthetic/0101.bin'));
    expect(mrz).toMatchObject({ format: 'TD1', documentNumber: '199999993', optional: '001199999993' });
  });

  it('reads a passport (TD3)', () => {
    const mrz = parseDg1(vector('lds-bsi2008/Datagroup1.bin'));
    expect(mrz).toMatchObject({ format: 'TD3', issuer: 'D', surname: 'MUSTERMANN', givenNames: 'ERIKA' });
  });

  it('reads the TD2 specimen of ICAO 9303-6', () => {
    const mrz = parseDg1(dg1('I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6'));
    expect(mrz).toMatchObject({ format: 'TD2', documentNumber: 'D23145890', birth: '740812' });
  });

  it.each([
    ['letters outside ASCII', 'Đ'.repeat(45)],
    ['a longer text', 'A'.repeat(91)],
    ['no text', ''],
  ])('refuses %s', (_, text) => {
    expect(() => parseDg1(dg1(text))).toThrow(expect.objectContaining({ name: 'Malformed' }));
  });
});
