import type { Settings } from '#contract/desk.ts';
import { inVietNam } from './viet-nam-time.ts';

type Language = Settings['language'];
const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** 2004-02-14 → 14/02/2004, 1962-05 → 05/1962, 1962 → 1962. */
export function formatIsoDate(iso: string): string {
  return iso.slice(0, 10).split('-').reverse().join('/');
}

/** Hours, minutes and, if asked, seconds of a moment in Việt Nam. */
export function formatTime(moment: Date, seconds = false): string {
  const { hour, minute, second } = inVietNam(moment);
  const parts = [hour, minute, ...(seconds ? [second] : [])];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** Calendar date of a moment in Việt Nam: 20/11/2026. */
export function formatDay(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const { year, month, day } = inVietNam(moment);
  return `${two(day)}/${two(month)}/${year}`;
}

/** 1400 → 1,4 giây. */
export function formatSeconds(ms: number, language: Language): string {
  const seconds = new Intl.NumberFormat(locales[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${seconds.format(ms / 1000)} ${language === 'vi' ? 'giây' : 's'}`;
}

/** 15360 → 15,0 KB; below one kilobyte in bytes. */
export function formatBytes(length: number, language: Language): string {
  const number = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 });
  return length < 1024 ? `${number.format(length)} byte` : `${number.format(length / 1024)} KB`;
}

/** Whole days from one moment to a later one. */
export function daysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / 86_400_000));
}

/** 001304999901 → 001 304 999 901. */
export function grouped(number: string): string {
  return number.match(/.{1,3}(?=(?:.{3})*$)/gsu)?.join(' ') ?? number;
}

/** Text for comparing while filtering: without marks, lower case, đ as d. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'd').toLowerCase();
}
