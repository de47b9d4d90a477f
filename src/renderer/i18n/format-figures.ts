import type { Settings } from '#contract/desk.ts';
import { daysBetween, formatDay, formatTime } from './format.ts';

type Language = Settings['language'];
const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** Made once: making one takes longer than drawing a row of a list. */
const counts: Readonly<Record<Language, Intl.NumberFormat>> = {
  vi: new Intl.NumberFormat(locales.vi, { maximumFractionDigits: 0 }),
  en: new Intl.NumberFormat(locales.en, { maximumFractionDigits: 0 }),
};

/** 198412 → 198.412 (vi), 198,412 (en). */
export function formatCount(count: number, language: Language): string {
  return counts[language].format(count);
}

/** 99.2 → 99,20 % (vi), 99.20 % (en); without a base a dash. */
export function formatPercent(percent: number | null, language: Language): string {
  if (percent === null) return '—';
  const two = new Intl.NumberFormat(locales[language], { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${two.format(percent)} %`;
}

const units = ['byte', 'KB', 'MB', 'GB', 'TB'] as const;

/** 1610612736 → 1,5 GB. */
export function formatSize(bytes: number, language: Language): string {
  const step = Math.min(units.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const number = new Intl.NumberFormat(locales[language], { maximumFractionDigits: step === 0 ? 0 : 1 });
  return `${number.format(bytes / 1024 ** step)} ${units[step]}`;
}

/** Date and time of a moment in Việt Nam: 22/11/2026 21:04. */
export function formatMoment(iso: string): string {
  const moment = new Date(iso);
  return `${formatDay(moment)} ${formatTime(moment)}`;
}

const minute = 60_000;
const hour = 60 * minute;

/** How long ago a moment was, in the largest whole unit that fits. */
export function formatAge(iso: string, now: Date, language: Language): string {
  const then = new Date(iso);
  const ms = now.getTime() - then.getTime();
  const vi = language === 'vi';
  if (ms < minute) return vi ? 'vừa xong' : 'just now';
  if (ms < hour) return vi ? `${Math.floor(ms / minute)} phút trước` : `${Math.floor(ms / minute)} min ago`;
  if (ms < 24 * hour) return vi ? `${Math.floor(ms / hour)} giờ trước` : `${Math.floor(ms / hour)} h ago`;
  const days = daysBetween(then, now);
  return vi ? `${days} ngày trước` : `${days} ${days === 1 ? 'day' : 'days'} ago`;
}

/** A rough stretch of time, in seconds under a minute, then minutes, then hours and minutes. */
export function formatStretch(ms: number, language: Language): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  const vi = language === 'vi';
  if (seconds < 60) return vi ? `${seconds} giây` : `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return vi ? `${minutes} phút` : `${minutes} min`;
  const rest = minutes % 60;
  return vi ? `${Math.floor(minutes / 60)} giờ ${rest} phút` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** 1258291 bytes a second → 1,2 MB/s. */
export function formatRate(bytesPerSecond: number, language: Language): string {
  return `${formatSize(Math.round(bytesPerSecond), language)}/s`;
}

/** What a line is sold by: 250000 bytes a second → 2 Mbit/s; 64000 → 512 kbit/s. */
export function formatBits(bytesPerSecond: number, language: Language): string {
  const bits = bytesPerSecond * 8;
  const number = new Intl.NumberFormat(locales[language], { maximumFractionDigits: bits < 1e6 ? 0 : 1 });
  return bits < 1e6 ? `${number.format(bits / 1000)} kbit/s` : `${number.format(bits / 1e6)} Mbit/s`;
}
