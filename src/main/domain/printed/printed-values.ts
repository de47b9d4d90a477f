import type { PrefilledField } from '#contract/capture.ts';
import { folded } from './labels.ts';

/** The value of a field if a text has its shape, in the form it is written on the form; null otherwise. */
export function shapedValue(field: PrefilledField['field'], text: string): string | null {
  switch (field) {
    case 'number':
      return numberIn(text);
    case 'birth':
    case 'issued':
      return dateIn(text);
    case 'expiry':
      return /khong thoi han/.test(folded(text)) ? 'Không thời hạn' : dateIn(text);
    case 'sex':
      return sexIn(text);
    case 'nationality':
      return /^v[il]et na[mn]\b/.test(folded(text).trim()) ? 'Việt Nam' : null;
    case 'name':
    case 'father':
    case 'mother':
      return nameIn(text);
    case 'origin':
    case 'residence':
      return addressIn(text);
  }
}

/** Letters that are read where digits stand. */
const misread: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  I: '1',
  l: '1',
  '|': '1',
  Z: '2',
  S: '5',
  B: '8',
};

/** Twelve digits, or the nine of an old card, in one piece; at most a quarter of them misread as letters. */
function numberIn(text: string): string | null {
  const pieces = text.match(/(?<![\p{L}\d])[\dOoQDIl|ZSB]{9,12}(?![\p{L}\d])/gu) ?? [];
  const numbers = pieces.flatMap((piece) => {
    const sure = piece.replace(/\D/g, '').length;
    const whole = piece.length === 12 || (piece.length === 9 && sure === 9);
    return whole && sure >= 0.75 * piece.length ? [Array.from(piece, (each) => misread[each] ?? each).join('')] : [];
  });
  const [first] = numbers;
  return first !== undefined && numbers.length === 1 ? first : null;
}

/** The first date that exists, as dd/mm/yyyy. */
function dateIn(text: string): string | null {
  const parts =
    /(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d{2})(?!\d)/.exec(text) ??
    /(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*((?:19|20)\d{2})(?!\d)/.exec(folded(text));
  if (parts === null) return null;
  const [day, month, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > days) return null;
  return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
}

function sexIn(text: string): string | null {
  const [word = ''] = folded(text)
    .replace(/^[^a-z]*(sex)?[^a-z]*/, '')
    .split(/[^a-z]/);
  return word === 'nam' ? 'Nam' : word === 'nu' ? 'Nữ' : null;
}

/** Two to seven words of letters in capitals, or each with a capital; marks are kept as they were read. */
function nameIn(text: string): string | null {
  const words = text
    .normalize('NFC')
    .replace(/[^\p{L}\s']+/gu, ' ')
    .trim()
    .split(/\s+/);
  if (/\d/.test(text) || words.length < 2 || words.length > 7) return null;
  const capital = words.every((word) => /^\p{Lu}/u.test(word));
  return capital && words.some((word) => word.length > 1) ? words.join(' ').toLocaleUpperCase('vi') : null;
}

/** An address has at least two words and begins like one: with a letter or the number of a house. */
function addressIn(text: string): string | null {
  const address = text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:.]+$/, '')
    .trim();
  const letters = address.match(/\p{L}/gu)?.length ?? 0;
  return letters >= 6 && /\s/.test(address) && letters >= 0.5 * address.length && address.length <= 200
    ? address
    : null;
}
