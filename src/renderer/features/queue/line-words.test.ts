import { describe, expect, it } from 'vitest';
import { viQueue } from '../../i18n/vi-queue.ts';
import { isOff, skewText } from './line-words.ts';
import { shortened } from './short-text.ts';

describe('the clock', () => {
  it('is slow while the upstream is ahead, fast while it is behind, and fits under half a minute', () => {
    const said = (ms: number) => skewText(ms, viQueue.line, 'vi');
    expect(said(420_300)).toBe('máy chậm 7 phút');
    expect(said(-61_000)).toBe('máy nhanh 1 phút');
    expect(said(29_000)).toBe('khớp giờ tuyến trên');
    expect(isOff(29_000)).toBe(false);
    expect(isOff(-3_600_000)).toBe(true);
  });
});

describe('a long code', () => {
  it('keeps its head and its tail', () => {
    expect(shortened('a'.repeat(72))).toBe('a'.repeat(72));
    expect(shortened('abcdefghij', { head: 3, tail: 2 })).toBe('abc…ij');
  });
});
