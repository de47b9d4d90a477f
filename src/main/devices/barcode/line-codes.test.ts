import { describe, expect, it } from 'vitest';
import { longestCode, partWithinMs } from './hid-code.ts';
import { createLineCodes } from './line-codes.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const texts = (codes: readonly Uint8Array[]) => codes.map((code) => new TextDecoder().decode(code));

describe('codes out of a serial stream', () => {
  it.each(['\r', '\n', '\r\n'])('end with %j, however the bytes arrive', (end) => {
    const codes = createLineCodes();
    const stream = bytes(`một${end}hai|Đ${end}`);
    expect(texts([...stream].flatMap((byte) => codes.take(Uint8Array.of(byte), 0)))).toEqual(['một', 'hai|Đ']);
  });

  it('end with a pause where no line end was ever seen', () => {
    const codes = createLineCodes();
    expect(codes.take(bytes('một'), 0)).toEqual([]);
    expect(texts([codes.pause() ?? bytes('')])).toEqual(['một']);
    expect(codes.pause()).toBeNull();
  });

  it('are not cut in two by a pause where scanners send line ends', () => {
    const codes = createLineCodes();
    codes.take(bytes('một\r'), 0);
    codes.take(bytes('ha'), 10);
    expect(codes.pause()).toBeNull();
    expect(texts(codes.take(bytes('i\r'), 100))).toEqual(['hai']);
  });

  it('come without what frames them', () => {
    expect(texts(createLineCodes().take(bytes('\u0002một\u0003\r'), 0))).toEqual(['một']);
  });

  it('are left out when their rest never came', () => {
    const codes = createLineCodes();
    codes.take(bytes('một\r'), 0);
    codes.take(bytes('nửa'), 10);
    expect(texts(codes.take(bytes('hai\r'), 11 + partWithinMs))).toEqual(['hai']);
  });

  it('are left out when they are longer than any code, up to the next end', () => {
    const codes = createLineCodes();
    const long = bytes('A'.repeat(longestCode + 1));
    expect(codes.take(long, 0)).toEqual([]);
    expect(codes.take(bytes('tail\r'), 1)).toEqual([]);
    expect(texts(codes.take(bytes('hai\r'), 2))).toEqual(['hai']);
    const exact = bytes(`${'A'.repeat(longestCode)}\r`);
    expect(codes.take(exact, 3)[0]).toHaveLength(longestCode);
  });
});
