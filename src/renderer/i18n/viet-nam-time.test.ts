import { afterEach, describe, expect, it, vi } from 'vitest';
import { keptSince } from '../features/audit/kept-since.ts';
import { formatWhen } from '../features/queue/line-words.ts';
import { formatDay, formatTime } from './format.ts';
import { formatMoment } from './format-figures.ts';
import { nextDay, parseDay } from './parse-day.ts';
import { dayBegins, inVietNam } from './viet-nam-time.ts';

/** Zones on either side of Việt Nam, and its own. */
const zones = ['Asia/Ho_Chi_Minh', 'UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'];
afterEach(() => vi.unstubAllEnvs());

describe.each(zones)('a machine whose zone is %s', (zone) => {
  it('shows the hour and the day of Việt Nam', () => {
    vi.stubEnv('TZ', zone);
    const evening = '2026-12-31T17:30:05.000Z';
    expect(formatMoment(evening)).toBe('01/01/2027 00:30');
    expect(formatTime(new Date(evening), true)).toBe('00:30:05');
    expect(formatDay(new Date('2026-12-31T16:59:59.999Z'))).toBe('31/12/2026');
    expect(formatWhen(evening, new Date('2027-01-01T03:00:00.000Z'))).toBe('00:30');
    expect(formatWhen('2026-12-31T16:30:00.000Z', new Date(evening))).toBe('23:30 31/12/2026');
    expect(inVietNam(new Date(evening))).toEqual({ year: 2027, month: 1, day: 1, hour: 0, minute: 30, second: 5 });
  });

  it('takes a typed day for the one that begins at midnight in Việt Nam', () => {
    vi.stubEnv('TZ', zone);
    const day = parseDay('31/12/2026');
    expect(day?.toISOString()).toBe('2026-12-30T17:00:00.000Z');
    expect(nextDay(dayBegins({ year: 2026, month: 12, day: 31 })).toISOString()).toBe('2026-12-31T17:00:00.000Z');
    expect(formatDay(keptSince(2, new Date('2026-12-31T16:00:00.000Z')))).toBe('31/10/2026');
    expect(formatDay(keptSince(1, new Date('2026-12-31T16:00:00.000Z')))).toBe('30/11/2026');
  });
});
