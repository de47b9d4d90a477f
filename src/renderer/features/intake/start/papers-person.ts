import type { IntakePerson } from '#contract/intake.ts';
import { parseDay } from '../../../i18n/parse-day.ts';
import { inVietNam } from '../../../i18n/viet-nam-time.ts';

/** What is wrong with what was typed of somebody's papers. */
export type PapersFault = 'number' | 'name' | 'birth';

export type PapersPerson =
  | { readonly ok: true; readonly person: Extract<IntakePerson, { is: 'papers' }> }
  | { readonly ok: false; readonly fault: PapersFault };

/** Reads the fields of somebody's papers: twelve digits however they are grouped, a name, a day or none. */
export function readPapers(data: FormData): PapersPerson {
  const text = (name: string) =>
    String(data.get(name) ?? '')
      .normalize('NFC')
      .trim();
  const number = text('number').replace(/[\s.]/g, '');
  if (!/^\d{12}$/.test(number)) return { ok: false, fault: 'number' };
  const name = text('name');
  if (name === '') return { ok: false, fault: 'name' };
  const birth = isoDayOf(text('birth'));
  return birth === undefined
    ? { ok: false, fault: 'birth' }
    : { ok: true, person: { is: 'papers', number, name, birth } };
}

/** ISO; null when nothing was typed, undefined when it is no day. */
export function isoDayOf(typed: string): string | null | undefined {
  if (typed === '') return null;
  const day = parseDay(typed);
  if (day === null) return undefined;
  const two = (value: number) => String(value).padStart(2, '0');
  const { year, month, day: date } = inVietNam(day);
  return `${year}-${two(month)}-${two(date)}`;
}
