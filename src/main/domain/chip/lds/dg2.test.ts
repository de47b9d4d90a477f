import { describe, expect, it } from 'vitest';
import { concat } from '#domain/bytes.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { encodeTlv, readTlv } from '../tlv.ts';
import { parseBiometricTemplates } from './biometric-templates.ts';
import { parseDg2, parseFaces } from './dg2.ts';

const jpegDg2 = vector('cccd-synthetic/0102.bin');

function group(...templates: readonly Uint8Array[]): Uint8Array {
  const count = encodeTlv(0x02, Uint8Array.of(templates.length));
  return encodeTlv(0x75, encodeTlv(0x7f61, count, ...templates));
}

const template = (tag: number, data: Uint8Array) => encodeTlv(0x7f60, encodeTlv(0xa1), encodeTlv(tag, data));

describe('parseDg2', () => {
  it('finds a JPEG, although its record says JPEG 2000', () => {
    const { image, ...rest } = parseDg2(jpegDg2);
    expect(rest).toEqual({ format: 'jpeg', width: 148, height: 70, encoding: '19794-5' });
    expect(image).toEqual(jpegDg2.subarray(jpegDg2.length - image.length));
    expect([...image.subarray(-2)]).toEqual([0xff, 0xd9]);
  });

  it('finds the JPEG 2000 of the BSI set, whose record states another size than the image', () => {
    const { image, ...rest } = parseDg2(vector('lds-bsi2008/Datagroup2.bin'));
    expect(rest).toEqual({ format: 'jpeg2000', width: 413, height: 531, encoding: '19794-5' });
    expect(image.length).toBe(15_083 - 0x54);
  });

  it.each(['AllFields', 'MandFields'])('finds the image of ISO/IEC 39794-5, %s', (name) => {
    const { image, ...rest } = parseDg2(vector(`face-39794-5/ICAO_39794_5_AP_DG2_${name}.dat`));
    expect(rest).toEqual({ format: 'jpeg2000', width: 413, height: 531, encoding: '39794-5' });
    expect(image.length).toBe(0x3a98);
  });

  it('calls an encoding it does not know unknown, and keeps the bytes', () => {
    const [block] = parseBiometricTemplates(jpegDg2, 'DG2');
    const record = block?.data.slice() ?? new Uint8Array();
    record.set([0x42, 0x4d, 0x00], 14 + 20 + 12);
    expect(parseDg2(group(template(0x5f2e, record)))).toMatchObject({ format: 'unknown', width: 148, height: 70 });
  });

  it('does not fail on a 39794-5 block without a 2-D image', () => {
    const block = encodeTlv(0xa1, encodeTlv(0x65, encodeTlv(0xa0), encodeTlv(0xa1, encodeTlv(0x30))));
    expect(parseDg2(group(template(0x7f2e, block)))).toMatchObject({ format: 'unknown', encoding: '39794-5' });
  });

  it('finds the image in a record of another version', () => {
    const [block] = parseBiometricTemplates(jpegDg2, 'DG2');
    const record = block?.data.slice() ?? new Uint8Array();
    record.set(new TextEncoder().encode('030'), 4);
    expect(parseDg2(group(template(0x5f2e, record)))).toMatchObject({ format: 'jpeg', width: 148 });
  });
});

describe('parseFaces', () => {
  const record = parseBiometricTemplates(jpegDg2, 'DG2')[0]?.data ?? new Uint8Array();

  it('gives every image of every instance', () => {
    const block = record.subarray(14);
    const header = record.slice(0, 14);
    header[13] = 2;
    const double = concat(header, block, block);
    const faces = parseFaces(group(template(0x5f2e, double), template(0x7f2e, record)));
    expect(faces.map(({ format, encoding }) => [format, encoding])).toEqual(Array(3).fill(['jpeg', '19794-5']));
  });

  it('gives none where the card has none, and parseDg2 says so', () => {
    expect(parseFaces(group())).toEqual([]);
    expect(() => parseDg2(group())).toThrow('no image');
  });

  it('refuses more instances than a card could hold', () => {
    const many = Array.from({ length: 17 }, () => template(0x5f2e, record.subarray(0, 20)));
    expect(() => parseFaces(group(...many))).toThrow('too many templates');
  });
});

describe('parseBiometricTemplates', () => {
  it('counts the prints of DG3 and the irises of DG4', () => {
    expect(parseBiometricTemplates(vector('lds-bsi2008/Datagroup3.bin'), 'DG3')).toHaveLength(2);
    expect(parseBiometricTemplates(vector('lds-bsi2008/Datagroup4.bin'), 'DG4')).toHaveLength(2);
    expect(readTlv(vector('lds-bsi2008/Datagroup3.bin')).tag).toBe(0x63);
  });
});
