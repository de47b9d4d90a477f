import { describe, expect, it } from 'vitest';
import { encodeTlv } from '../tlv.ts';
import { isOtherState } from './issuing-state.ts';

const dg1Of = (issuer: string) => {
  const zone = `ID${issuer.padEnd(3, '<')}1999999935001199999993<<6${'9901018M3901016VNM<<<<<<<<<<<6'}${'NGUYEN<<VAN<THU'.padEnd(30, '<')}`;
  return encodeTlv(0x61, encodeTlv(0x5f1f, new TextEncoder().encode(zone.slice(0, 90))));
};

describe('isOtherState', () => {
  it.each([
    ['VNM', 'VN', false],
    ['VNM', 'LA', true],
    ['D', 'DE', false],
    ['DEU', 'DE', false],
    ['GBD', 'GB', false],
    ['RKS', 'KS', false],
    ['UNO', 'UN', false],
    ['UTO', 'VN', false],
    ['VNM', 'XX', false],
    ['VNM', '', false],
  ])('%s under an authority of %s: %s', (issuer, country, expected) => {
    expect(isOtherState(dg1Of(issuer), country)).toBe(expected);
  });

  it('says nothing of a zone that is not there or cannot be read', () => {
    expect(isOtherState(undefined, 'LA')).toBe(false);
    expect(isOtherState(Uint8Array.of(1, 2), 'LA')).toBe(false);
  });
});
