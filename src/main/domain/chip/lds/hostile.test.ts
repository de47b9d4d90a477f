import { describe, expect, it } from 'vitest';
import { dg11, dg12 } from '#fixtures/vectors/details.ts';
import { beginnings, classics, damaged, outcomeOf } from '#fixtures/vectors/hostile.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { readTlv } from '../tlv.ts';
import { parseCom } from './com.ts';
import { parseDg1 } from './dg1.ts';
import { parseDg2, parseFaces } from './dg2.ts';
import { parseDg11, parseDg12 } from './dg11.ts';
import { parseDg13 } from './dg13.ts';
import { parseDg14 } from './dg14.ts';
import { parseDg15 } from './dg15.ts';

import { parseLdsSecurityObject, unverifiedSecurityObject } from './security-object.ts';

const securityObject = readTlv(vector('cccd-synthetic/011d.bin').subarray(62)).raw;

const parsers: readonly [string, number, Uint8Array, (bytes: Uint8Array) => unknown][] = [
  ['EF.COM', 0x60, vector('cccd-synthetic/011e.bin'), parseCom],
  ['EF.SOD', 0x77, vector('cccd-synthetic/011d.bin'), unverifiedSecurityObject],
  ['LDSSecurityObject', 0x30, securityObject, parseLdsSecurityObject],
  ['DG1', 0x61, vector('cccd-synthetic/0101.bin'), parseDg1],
  ['DG2 19794-5', 0x75, vector('cccd-synthetic/0102.bin'), parseDg2],
  ['DG2 39794-5', 0x75, vector('face-39794-5/ICAO_39794_5_AP_DG2_AllFields.dat'), parseDg2],
  ['DG11', 0x6b, dg11, parseDg11],
  ['DG12', 0x6c, dg12, parseDg12],
  ['DG13', 0x6d, vector('cccd-synthetic/010d.bin'), parseDg13],
  ['DG14', 0x6e, vector('lds-bsi2008/Datagroup14.bin'), parseDg14],
  ['DG15', 0x6f, vector('cccd-synthetic/010f.bin'), parseDg15],
];

describe.each(parsers)('%s under attack', (_, tag, sample, parse) => {
  it('reads the sample', () => {
    expect(outcomeOf(parse, sample)).toBe('read');
  });

  it('refuses every beginning', () => {
    const outcomes = new Set([...beginnings(sample)].map((bytes) => outcomeOf(parse, bytes)));
    expect([...outcomes]).toEqual(['malformed']);
  });

  it('reads or refuses, and never crashes, with any byte changed', () => {
    const outcomes = [...damaged(sample)].map((bytes) => outcomeOf(parse, bytes));
    expect(outcomes.length).toBeGreaterThan(100);
    expect(outcomes).not.toContain('crashed');
  });

  it('refuses or reads around the classics', () => {
    const outcomes = classics(tag).map((bytes) => outcomeOf(parse, bytes));
    expect(outcomes).not.toContain('crashed');
    expect(outcomes.slice(0, 2)).toEqual(['malformed', 'malformed']);
    expect(outcomes.slice(3, 8)).toEqual(Array(5).fill('malformed'));
    expect(outcomes[9]).toBe('malformed');
  });
});

describe('DG2 that lies about its insides', () => {
  const dg2 = vector('cccd-synthetic/0102.bin');
  const faceAt = dg2.indexOf(0x46, 0x20);

  it.each([
    ['65,535 images', 12, [0xff, 0xff]],
    ['no image', 12, [0x00, 0x00]],
    ['a block longer than the record', 14, [0xff, 0xff, 0xff, 0xff]],
    ['a block of no length', 14, [0x00, 0x00, 0x00, 0x00]],
    ['65,535 feature points', 18, [0xff, 0xff]],
    ['another mark', 0, [0x47]],
  ])('%s', (_, offset, bytes) => {
    const forged = dg2.slice();
    forged.set(bytes, faceAt + offset);
    expect(outcomeOf(parseFaces, forged)).toBe('malformed');
  });
});
