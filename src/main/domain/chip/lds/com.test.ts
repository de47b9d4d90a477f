import { describe, expect, it } from 'vitest';
import { vector } from '#fixtures/vectors/vector.ts';
import { encodeTlv } from '../tlv.ts';
import { parseCom } from './com.ts';

describe('parseCom', () => {
  it('reads the list of a Vietnamese card', () => {
    expect(parseCom(vector('cccd-synthetic/011e.bin'))).toEqual({
      ldsVersion: '0107',
      unicodeVersion: '040000',
      groups: ['DG1', 'DG2', 'DG13', 'DG15'],
      unknownTags: [],
    });
  });

  it('keeps tags it does not know apart', () => {
    const com = parseCom(encodeTlv(0x60, encodeTlv(0x5c, Uint8Array.of(0x61, 0x77, 0x01, 0x6e))));
    expect(com).toEqual({ ldsVersion: '', unicodeVersion: '', groups: ['DG1', 'DG14'], unknownTags: [0x77, 0x01] });
  });

  it('refuses a list of more tags than there are', () => {
    expect(() => parseCom(encodeTlv(0x60, encodeTlv(0x5c, new Uint8Array(33))))).toThrow('tag list too long');
  });
});
