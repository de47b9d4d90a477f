import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../citizen/dates.ts';
import { holidayYears } from './holidays.ts';
import { addWorkingDays, isWorkingDay, noCalendarSettings, workCalendar, workingDaysBetween } from './working-days.ts';

const calendar = workCalendar();
/** Weekdays of a month or year (by the beginning of its dates) on which nobody works. */
const daysOff = (beginning: string, days = calendar) =>
  Array.from({ length: 366 }, (_, n) => addDays(`${beginning.slice(0, 4)}-01-01`, n)).filter(
    (day) => day.startsWith(beginning) && ![0, 6].includes(new Date(day).getUTCDay()) && !isWorkingDay(days, day),
  );

describe('the table of moving holidays', () => {
  it('is what moon and sun say at 105° E: new moon of the month, tenth of the third', () => {
    for (const { year, newYear, kings } of holidayYears) {
      expect({ year, ...lunarDates(year) }).toEqual({ year, newYear, kings });
    }
  });

  it('has every year from 2024 to 2035 once, five days of Tết around its first day, and a day beside 2 September', () => {
    expect(holidayYears.map(({ year }) => year)).toEqual(Array.from({ length: 12 }, (_, n) => 2024 + n));
    for (const { year, newYear, tetFrom, besideNational } of holidayYears) {
      expect(tetFrom < newYear && newYear <= addDays(tetFrom, 4)).toBe(true);
      expect([`${year}-09-01`, `${year}-09-03`]).toContain(besideNational);
    }
  });

  it('is a day before the Chinese one in 2030', () => {
    expect(holidayYears.find(({ year }) => year === 2030)?.newYear).toBe('2030-02-02');
  });
});

describe('days of work', () => {
  it('are those of 2026 as announced for officials (Labour Code, article 112; exchanged days of the Prime Minister)', () => {
    expect(daysOff('2026')).toEqual([
      '2026-01-01', '2026-01-02',
      '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20',
      '2026-04-27', '2026-04-30', '2026-05-01',
      '2026-08-31', '2026-09-01', '2026-09-02',
    ]); // biome-ignore format: by month
    expect(isWorkingDay(calendar, '2026-01-10')).toBe(true);
    expect(isWorkingDay(calendar, '2026-08-22')).toBe(true);
    expect(isWorkingDay(calendar, '2026-08-29')).toBe(false);
  });

  it('make up for a holiday on a weekend on the next day of work (article 111.3)', () => {
    // Tết 2024: 8 to 12 February with a weekend in it, so until 14; Giỗ Tổ 2026 was a Sunday.
    expect(daysOff('2024-02')).toEqual(['2024-02-08', '2024-02-09', '2024-02-12', '2024-02-13', '2024-02-14']);
    expect(isWorkingDay(calendar, '2026-04-27')).toBe(false);
    // 30/4/2028 is a Sunday and 1/5 a holiday itself: Tuesday makes up for it.
    expect(daysOff('2028-05')).toEqual(['2028-05-01', '2028-05-02']);
  });

  it('leave a holiday of no certain law a day of work until the station says otherwise', () => {
    expect(isWorkingDay(calendar, '2026-11-24')).toBe(true);
    const sure = workCalendar({ ...noCalendarSettings, uncertainHolidays: true });
    expect(isWorkingDay(sure, '2026-11-24')).toBe(false);
    expect(isWorkingDay(sure, '2025-11-24')).toBe(true);
  });

  it('take what a station was told: another year, exchanged days, days it was closed', () => {
    const year = holidayYears.find((each) => each.year === 2027);
    const own = workCalendar({
      ...noCalendarSettings,
      years: year === undefined ? [] : [{ ...year, tetFrom: '2027-02-04', status: 'decided' }],
      swaps: [{ off: '2027-12-31', worked: '2027-12-25' }],
      closed: ['2027-06-01'],
    });
    expect(daysOff('2027-02')).toContain('2027-02-11');
    expect(['2027-02-04', '2027-06-01', '2027-12-31', '2027-12-25'].map((day) => isWorkingDay(own, day))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(isWorkingDay(own, '2027-02-11')).toBe(true);
  });

  it('are not guessed beyond the table', () => {
    expect(() => isWorkingDay(calendar, '2036-01-02')).toThrow(RangeError);
    expect(() => addWorkingDays(calendar, '2035-12-28', 5)).toThrow(RangeError);
    expect(() => isWorkingDay(calendar, '')).toThrow(RangeError);
  });
});

describe('counting', () => {
  it.each([
    // Taken on Friday: Monday is the first day.
    ['2026-11-20', 3, '2026-11-25'],
    ['2026-11-20', 7, '2026-12-01'],
    // On a Saturday morning, as if on the Friday before.
    ['2026-11-21', 3, '2026-11-25'],
    // Over Tết: nine days in a row.
    ['2026-02-13', 1, '2026-02-23'],
    // A Saturday that is worked counts.
    ['2026-08-20', 2, '2026-08-22'],
  ])('from %s %i days of work end on %s', (from, days, due) => {
    expect(addWorkingDays(calendar, from, days)).toBe(due);
    expect(workingDaysBetween(calendar, from, due)).toBe(days);
  });

  it('counts back and forth, and is 0 on the day itself', () => {
    expect(workingDaysBetween(calendar, '2026-11-25', '2026-11-20')).toBe(-3);
    expect(workingDaysBetween(calendar, '2026-11-25', '2026-11-25')).toBe(0);
  });

  it('always ends on a day of work, and as many days later as were asked for', () => {
    const anyDay = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (from, days) => {
        const due = addWorkingDays(calendar, from, days);
        expect(isWorkingDay(calendar, due)).toBe(true);
        expect(workingDaysBetween(calendar, from, due)).toBe(days);
      }),
      { numRuns: 200 },
    );
  });
});

/** Lunar dates of a year: new moons (Meeus, ch. 49) and the sun's place (ch. 25), in days of UTC+7; the winter solstice is in month 11. */
function lunarDates(year: number): { newYear: string; kings: string } {
  const [before, after] = [month11(year - 1), month11(year)];
  const months = Array.from({ length: after - before }, (_, n) => before + n);
  // Of thirteen months the first without a solar term of its own is the leap one.
  const leap =
    months.length === 13
      ? months.find((k) => k > before && term(newMoonDay(k)) === term(newMoonDay(k + 1)))
      : undefined;
  const own = months.filter((k) => k !== leap);
  const first = (month: number) => newMoonDay(own[(month + 1) % 12] ?? Number.NaN);
  return { newYear: isoOf(first(1)), kings: isoOf(first(3) + 9) };
}

/** The lunation in which the sun reaches 270°. */
function month11(year: number): number {
  const solstice = Array.from({ length: 10 }, (_, n) => Date.parse(`${year}-12-17`) / 86_400_000 + 2_440_588 + n).find(
    (day) => term(day + 1) === 9 && term(day) === 8,
  );
  let k = Math.floor((year + 1 - 2000) * 12.3685) + 2;
  while (newMoonDay(k) > (solstice ?? Number.NaN)) k--;
  return k;
}

const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
const isoOf = (day: number) => new Date((day - 2_440_588) * 86_400_000).toISOString().slice(0, 10);

/** Julian day number, at 105° E, of the k-th new moon since 2000. */
function newMoonDay(k: number): number {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t;
  const m = 2.5534 + 29.1053567 * k;
  const mp = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const terms = [
    -0.4072 * sin(mp), 0.17241 * e * sin(m), 0.01608 * sin(2 * mp), 0.01039 * sin(2 * f), 0.00739 * e * sin(mp - m),
    -0.00514 * e * sin(mp + m), 0.00208 * e * e * sin(2 * m), -0.00111 * sin(mp - 2 * f), -0.00057 * sin(mp + 2 * f),
    0.00056 * e * sin(2 * mp + m), -0.00042 * sin(3 * mp), 0.00042 * e * sin(m + 2 * f), 0.00038 * e * sin(m - 2 * f),
  ]; // biome-ignore format: the series
  const mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t;
  const utc = mean + terms.reduce((sum, each) => sum + each, 0) - 72 / 86_400;
  return Math.floor(utc + 0.5 + 7 / 24);
}

/** Which of the twelve sectors of 30° the sun is in at midnight, at 105° E, when a day begins. */
function term(day: number): number {
  const t = (day - 0.5 - 7 / 24 - 2_451_545) / 36_525;
  const m = 357.52911 + 35_999.05029 * t;
  const centre = (1.914602 - 0.004817 * t) * sin(m) + 0.019993 * sin(2 * m) + 0.000289 * sin(3 * m);
  const apparent = 280.46646 + 36_000.76983 * t + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return Math.floor((((apparent % 360) + 360) % 360) / 30);
}
