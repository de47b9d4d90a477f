import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatBits,
  formatCount,
  formatPercent,
  formatRate,
  formatSize,
  formatStretch,
} from './format-figures.ts';

describe('figures', () => {
  it('are grouped as each language does', () => {
    expect(formatCount(198_412, 'vi')).toBe('198.412');
    expect(formatCount(198_412, 'en')).toBe('198,412');
  });

  it('of a percentage always have two decimals, and none has a dash', () => {
    expect(formatPercent(99.2, 'vi')).toBe('99,20 %');
    expect(formatPercent(100, 'en')).toBe('100.00 %');
    expect(formatPercent(null, 'vi')).toBe('—');
  });

  it('of a rate say how much each second, those of a limit as lines are sold', () => {
    expect(formatRate(1.2 * 1024 ** 2, 'vi')).toBe('1,2 MB/s');
    expect(formatBits(250_000, 'vi')).toBe('2 Mbit/s');
    expect(formatBits(64_000, 'en')).toBe('512 kbit/s');
    expect(formatBits(312_500, 'vi')).toBe('2,5 Mbit/s');
  });

  it('of a size stand in the unit they are read in', () => {
    expect(formatSize(0, 'vi')).toBe('0 byte');
    expect(formatSize(1023, 'vi')).toBe('1.023 byte');
    expect(formatSize(1024, 'vi')).toBe('1 KB');
    expect(formatSize(1.5 * 1024 ** 3, 'vi')).toBe('1,5 GB');
    expect(formatSize(2 ** 60, 'en')).toBe('1,048,576 TB');
  });
});

describe('times', () => {
  const now = new Date('2026-11-22T10:00:00Z');

  it.each([
    ['2026-11-22T09:59:30Z', 'vừa xong', 'just now'],
    ['2026-11-22T09:18:00Z', '42 phút trước', '42 min ago'],
    ['2026-11-22T07:00:00Z', '3 giờ trước', '3 h ago'],
    ['2026-11-21T07:00:00Z', '1 ngày trước', '1 day ago'],
    ['2026-11-20T07:00:00Z', '2 ngày trước', '2 days ago'],
  ])('%s was %s', (iso, vi, en) => {
    expect(formatAge(iso, now, 'vi')).toBe(vi);
    expect(formatAge(iso, now, 'en')).toBe(en);
  });

  it('of what comes are rounded up', () => {
    expect(formatStretch(0, 'vi')).toBe('1 giây');
    expect(formatStretch(41_200, 'vi')).toBe('42 giây');
    expect(formatStretch(61_000, 'vi')).toBe('2 phút');
    expect(formatStretch(65 * 60_000, 'en')).toBe('1 h 5 min');
  });
});
