import { describe, expect, it } from 'vitest';
import { decodeUtf8, shownText } from './unicode.ts';

describe('decodeUtf8', () => {
  it('keeps Vietnamese letters', () => {
    expect(decodeUtf8(new TextEncoder().encode('ĐẶNG THỊ MẪU HÒA'))).toBe('ĐẶNG THỊ MẪU HÒA');
  });

  it('replaces bytes that are no UTF-8', () => {
    expect(decodeUtf8(Uint8Array.of(0x41, 0xff, 0x42))).toBe('A\ufffdB');
  });
});

describe('shownText', () => {
  it('composes decomposed letters', () => {
    expect(shownText('ĐẶNG THỊ MẪU HÒA'.normalize('NFD'))).toBe('ĐẶNG THỊ MẪU HÒA');
  });

  it('takes control characters and bidirectional overrides out', () => {
    expect(shownText('MẪU\u202e\u0000 \n THỬ\u2066 ')).toBe('MẪU THỬ');
  });

  it('does not move tone marks nor replace letters', () => {
    expect(shownText('HOÀ HÒA Ð')).toBe('HOÀ HÒA Ð');
  });
});
