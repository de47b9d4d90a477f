import { Malformed } from '#domain/chip/malformed.ts';
import type { Tlv } from '#domain/chip/tlv.ts';
import { derTag } from './der.ts';

const forms = {
  2: /^(\d{2})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/,
  4: /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d{1,9})?(Z|[+-]\d{4})$/,
} as const;

/** The moment of a UTCTime or GeneralizedTime in milliseconds since 1970 (RFC 5280 §4.1.2.5). @throws Malformed */
export function timeOf(item: Tlv, where: string): number {
  if (item.tag === derTag.utcTime) return parseTime(item.value, 2, where);
  if (item.tag === derTag.generalizedTime) return parseTime(item.value, 4, where);
  throw new Malformed(where, 'not a time');
}

/**
 * The moment written in `value` with a year of two (1950 to 2049) or four digits. Seconds may be missing and an offset may stand
 * for `Z`, as X.690 allowed and older authorities wrote. @throws Malformed
 */
export function parseTime(value: Uint8Array, yearDigits: 2 | 4, where: string): number {
  const found = value.length > 32 ? null : forms[yearDigits].exec(String.fromCharCode(...value));
  if (found === null) throw new Malformed(where, 'bad time');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const moment = new Date(0);
  moment.setUTCFullYear(yearDigits === 4 ? year : year + (year < 50 ? 2000 : 1900), month - 1, day);
  const real = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  if (!real || hour > 23 || minute > 59 || second > 60) throw new Malformed(where, 'no such time');
  return moment.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 - offset(found[7] ?? 'Z');
}

function offset(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
