import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '#domain/bytes.ts';
import { dg11, dg12 } from '#fixtures/vectors/details.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { recogniseFile } from './recognise.ts';
import { encodeTlv } from './tlv.ts';

const cardAccess = vector('cccd-synthetic/EF.CardAccess-cccd.bin');
const text = (value: string) => new TextEncoder().encode(value);

describe('recogniseFile', () => {
  it.each([
    ['cccd-synthetic/0101.bin', 'DG1'],
    ['cccd-synthetic/0102.bin', 'DG2'],
    ['cccd-synthetic/010d.bin', 'DG13'],
    ['cccd-synthetic/010f.bin', 'DG15'],
    ['cccd-synthetic/011d.bin', 'EF.SOD'],
    ['cccd-synthetic/011e.bin', 'EF.COM'],
    ['cccd-synthetic/2f00.bin', 'EF.DIR'],
    ['cccd-synthetic/EF.CardAccess-cccd.bin', 'EF.CardAccess'],
    ['cccd-synthetic/csca.pem', null],
    ['cccd-synthetic/ds.pem', null],
    ['lds-bsi2008/Datagroup1.bin', 'DG1'],
    ['lds-bsi2008/Datagroup2.bin', 'DG2'],
    ['lds-bsi2008/Datagroup3.bin', 'DG3'],
    ['lds-bsi2008/Datagroup4.bin', 'DG4'],
    ['lds-bsi2008/Datagroup14.bin', 'DG14'],
    ['lds-bsi2008/Datagroup15.bin', 'DG15'],
    ['lds-bsi2008/EF_COM.bin', 'EF.COM'],
    ['lds-bsi2008/EF_SOD.bin', 'EF.SOD'],
    ['face-39794-5/ICAO_39794_5_AP_DG2_MandFields.dat', 'DG2'],
  ])('%s is %s, whatever its name', (path, expected) => {
    expect(recogniseFile(vector(path), 'x')).toBe(expected);
    expect(recogniseFile(vector(path), 'EF.ATR-INFO.bin')).toBe(expected);
  });

  it('knows DG11 and DG12', () => {
    expect([recogniseFile(dg11, 'a'), recogniseFile(dg12, 'b')]).toEqual(['DG11', 'DG12']);
  });

  it('knows national content by its outer object, and by nothing less', () => {
    const dg13 = encodeTlv(0x6d, text('national content'));
    expect(recogniseFile(dg13, 'x')).toBe('DG13');
    expect(recogniseFile(concat(dg13, new Uint8Array(20)), 'x')).toBe('DG13');
    expect(recogniseFile(dg13.subarray(0, 10), 'DG13.bin')).toBeNull();
  });

  it('recognises a file that was cut short or tampered with, so that the proof can say so', () => {
    expect(recogniseFile(vector('cccd-synthetic/0102.bin').subarray(0, 3000), 'x')).toBe('DG2');
    const dg1 = vector('cccd-synthetic/0101.bin').slice();
    dg1[3] = 0x1e;
    expect(recogniseFile(dg1, 'x')).toBe('DG1');
  });

  it('takes the name only for what has no application tag', () => {
    expect(recogniseFile(vector('cccd-synthetic/0101.bin'), 'DG2.bin')).toBe('DG1');
    const cms = encodeTlv(0x30, encodeTlv(0x06, Uint8Array.of(1)));
    expect(recogniseFile(cms, 'EF.CardSecurity.bin')).toBe('EF.CardSecurity');
    expect(recogniseFile(cms, '011d.bin')).toBe('EF.CardSecurity');
    expect(recogniseFile(cms, 'DG15.bin')).toBeNull();
    const info = encodeTlv(0x7f66, encodeTlv(0x02, Uint8Array.of(1)));
    expect(recogniseFile(info, '2f01.bin')).toBe('EF.ATR/INFO');
    expect(recogniseFile(info, 'EF.ATR-INFO.bin')).toBe('EF.ATR/INFO');
    expect(recogniseFile(info, 'notes.bin')).toBeNull();
    const foreignSet = encodeTlv(0x31, encodeTlv(0x30, encodeTlv(0x06, Uint8Array.of(0x2a, 3))));
    expect([recogniseFile(foreignSet, 'EF.CardAccess'), recogniseFile(foreignSet, 'set.bin')]).toEqual([
      'EF.CardAccess',
      null,
    ]);
    expect(recogniseFile(text('plain text'), 'EF.CardAccess')).toBeNull();
    expect(recogniseFile(cardAccess, 'anything')).toBe('EF.CardAccess');
  });

  it.each(['well, a text', 'about.txt', 'my notes', 'name', 'under', 'copy', '`', 'evidence', ''])(
    'is not fooled by the text %j',
    (value) => {
      expect(recogniseFile(text(value), 'readme.txt')).toBeNull();
    },
  );

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.string(), (bytes, name) => {
        expect([null, 'string']).toContain(recogniseFile(bytes, name) === null ? null : 'string');
      }),
      { numRuns: 2000 },
    );
  });
});
