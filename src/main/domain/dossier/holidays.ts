/** A day of work exchanged for a day off next to a holiday, as the Prime Minister decides for officials. ISO dates. */
export type DaySwap = { readonly off: string; readonly worked: string };

/** The days off of a year that are not the same every year. ISO dates. */
export type HolidayYear = {
  readonly year: number;
  /** First day of the first lunar month, in Việt Nam. */
  readonly newYear: string;
  /** Tenth day of the third lunar month: Giỗ Tổ Hùng Vương. */
  readonly kings: string;
  /** The first of the five days off at Tết. */
  readonly tetFrom: string;
  /** The day off beside 2 September: the one before or the one after. */
  readonly besideNational: string;
  readonly swaps: readonly DaySwap[];
  /** `decided`: announced for that year. `assumed`: the usual choice, until the station enters what is announced. */
  readonly status: 'decided' | 'assumed';
};

/** A day off every year: `MM-DD`, from a year on. */
export type FixedHoliday = {
  readonly day: string;
  readonly fromYear: number;
  readonly name: { readonly vi: string; readonly en: string };
  /** False: chosen, but no law that makes it a day off was found; it counts as a day of work until a station says otherwise. */
  readonly certain: boolean;
  readonly basis: string;
};

const labour = 'Bộ luật Lao động 2019, Điều 112 khoản 1';

/** Days off of the solar calendar. */
export const fixedHolidays: readonly FixedHoliday[] = [
  { day: '01-01', fromYear: 2021, name: { vi: 'Tết Dương lịch', en: 'New Year' }, certain: true, basis: labour },
  { day: '04-30', fromYear: 2021, name: { vi: 'Ngày Chiến thắng', en: 'Reunification Day' }, certain: true, basis: labour },
  { day: '05-01', fromYear: 2021, name: { vi: 'Quốc tế lao động', en: 'Labour Day' }, certain: true, basis: labour },
  { day: '09-02', fromYear: 2021, name: { vi: 'Quốc khánh', en: 'National Day' }, certain: true, basis: labour },
  {
    day: '11-24',
    fromYear: 2026,
    name: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' },
    certain: false,
    basis: 'Nghị quyết 80-NQ/TW ngày 7/1/2026, Nghị quyết 30/NQ-CP năm 2026 (giao sửa Điều 112 Bộ luật Lao động)',
  },
]; // biome-ignore format: a table

/**
 * The days off that move. Lunar dates are those of the Vietnamese calendar (new moons and solar terms of the meridian 105° E,
 * UTC+7: in 2030 Tết is a day before the Chinese one); the test works them out again from the moon and the sun.
 * Decided years as announced for officials; an assumed one has the last day of the old year and the first four of the new,
 * and of the days beside 2 September the one before where that is a weekday, as in most years since 2021.
 */
export const holidayYears: readonly HolidayYear[] = [
  {
    year: 2024, newYear: '2024-02-10', kings: '2024-04-18', tetFrom: '2024-02-08', besideNational: '2024-09-03',
    swaps: [{ off: '2024-04-29', worked: '2024-05-04' }], status: 'decided',
  },
  {
    year: 2025, newYear: '2025-01-29', kings: '2025-04-07', tetFrom: '2025-01-27', besideNational: '2025-09-01',
    swaps: [{ off: '2025-05-02', worked: '2025-04-26' }], status: 'decided',
  },
  {
    year: 2026, newYear: '2026-02-17', kings: '2026-04-26', tetFrom: '2026-02-16', besideNational: '2026-09-01',
    swaps: [{ off: '2026-01-02', worked: '2026-01-10' }, { off: '2026-08-31', worked: '2026-08-22' }], status: 'decided',
  },
  { year: 2027, newYear: '2027-02-06', kings: '2027-04-16', tetFrom: '2027-02-05', besideNational: '2027-09-01', swaps: [], status: 'assumed' },
  { year: 2028, newYear: '2028-01-26', kings: '2028-04-04', tetFrom: '2028-01-25', besideNational: '2028-09-01', swaps: [], status: 'assumed' },
  { year: 2029, newYear: '2029-02-13', kings: '2029-04-23', tetFrom: '2029-02-12', besideNational: '2029-09-03', swaps: [], status: 'assumed' },
  { year: 2030, newYear: '2030-02-02', kings: '2030-04-12', tetFrom: '2030-02-01', besideNational: '2030-09-03', swaps: [], status: 'assumed' },
  { year: 2031, newYear: '2031-01-23', kings: '2031-04-01', tetFrom: '2031-01-22', besideNational: '2031-09-01', swaps: [], status: 'assumed' },
  { year: 2032, newYear: '2032-02-11', kings: '2032-04-19', tetFrom: '2032-02-10', besideNational: '2032-09-01', swaps: [], status: 'assumed' },
  { year: 2033, newYear: '2033-01-31', kings: '2033-04-09', tetFrom: '2033-01-30', besideNational: '2033-09-01', swaps: [], status: 'assumed' },
  { year: 2034, newYear: '2034-02-19', kings: '2034-04-28', tetFrom: '2034-02-18', besideNational: '2034-09-01', swaps: [], status: 'assumed' },
  { year: 2035, newYear: '2035-02-08', kings: '2035-04-17', tetFrom: '2035-02-07', besideNational: '2035-09-03', swaps: [], status: 'assumed' },
]; // biome-ignore format: a table
