import type { QrIdentity } from '#contract/comparison.ts';
import { readDocumentDate } from '../text/document-date.ts';
import { repairMojibake } from './names/mojibake.ts';
import { tidyText } from './names/name-text.ts';

/**
 * The QR code of a card as it was read. `garbled`: a scanner decoded or typed it wrongly and lost letters; `notACard`: it is
 * the code of something else. `rest` holds what has no agreed meaning, parents' names of a child's card among it.
 */
export type ReadQr =
  | {
      readonly kind: 'card';
      /** Seven fields or six in the known order are of 2021; more of them, or another order, of 2024. */
      readonly form: '2021' | '2024';
      readonly identity: QrIdentity;
      readonly cancelledNumbers: readonly string[];
      readonly rest: readonly string[];
    }
  | { readonly kind: 'garbled' }
  | { readonly kind: 'notACard' };

/** Longest text taken for the code of a card, in characters. */
export const longestQr = 1000;
const fewest = 6;
const most = 16;

type Field =
  | { readonly is: 'number' | 'oldNumber' | 'text' | 'nothing'; readonly text: string }
  | { readonly is: 'date'; readonly iso: string | null }
  | { readonly is: 'sex'; readonly sex: 'male' | 'female' };

/**
 * Reads the text of a card's QR code: fields between strokes, of 2021 seven (number, nine-digit number, name, birth, sex,
 * residence, issue), of 2024 the same and more in an order nobody has published. So fields are known by their shape: twelve
 * digits, nine digits, a date, Nam or Nữ; a name stands before the birth date, the residence after the sex. Nothing in the
 * code is signed: it proves nothing. Never throws.
 */
export function readCardQr(text: string): ReadQr {
  const given = text.replace(/^\ufeff/, '').trim();
  if (given.length > longestQr) return { kind: 'notACard' };
  const read = repairMojibake(given);
  // A scanner that types has no key for a letter it does not know.
  if (read.kind === 'refused' || /\p{L}\?|\?\p{L}/u.test(read.text)) return { kind: 'garbled' };
  const cells = read.text.split('|').map((cell) => tidyText(cell).text);
  if (cells.length < fewest || cells.length > most) return { kind: 'notACard' };
  return cardOf(cells.map(fieldOf));
}

function fieldOf(text: string): Field {
  if (text === '') return { is: 'nothing', text };
  if (/^\d{12}$/.test(text)) return { is: 'number', text };
  if (/^\d{9}$/.test(text)) return { is: 'oldNumber', text };
  const compact = /^(\d\d)(\d\d)(\d{4})$/.exec(text);
  if (compact) return { is: 'date', iso: readDocumentDate(compact.slice(1).join('/')).iso };
  if (/^(?:\d{1,2}\/\d{1,2}\/)?\d{4}$/.test(text)) return { is: 'date', iso: readDocumentDate(text).iso };
  const sex = text.toLowerCase();
  if (sex === 'nam') return { is: 'sex', sex: 'male' };
  if (sex === 'nữ' || sex === 'nu') return { is: 'sex', sex: 'female' };
  return { is: 'text', text };
}

function cardOf(fields: readonly Field[]): ReadQr {
  const texts = (is: 'number' | 'oldNumber') => fields.flatMap((field) => (field.is === is ? [field.text] : []));
  const [number, ...others] = texts('number');
  const sexAt = fields.findIndex(({ is }) => is === 'sex');
  const birthAt = fields.findIndex(({ is }, at) => is === 'date' && (sexAt < 0 || at < sexAt));
  const issuedAt = fields.findIndex(({ is }, at) => is === 'date' && at > Math.max(birthAt, sexAt));
  const facts = birthAt < 0 ? sexAt : birthAt;
  const nameAt = fields.findIndex((field, at) => field.is === 'text' && at < facts);
  const name = textAt(fields, nameAt);
  if (number === undefined || fields[0]?.is !== 'number' || name === null) return { kind: 'notACard' };
  const residenceAt = Math.max(sexAt, birthAt) + 1;
  const sex = fields[sexAt];
  const oldNumberAt = fields.findIndex(({ is }) => is === 'oldNumber');
  return {
    kind: 'card',
    form: fields.length <= 7 && oldNumberAt <= 1 ? '2021' : '2024',
    identity: {
      number,
      oldNumber: texts('oldNumber')[0] ?? null,
      name,
      birth: dateAt(fields, birthAt),
      sex: sex?.is === 'sex' ? sex.sex : null,
      residence: textAt(fields, residenceAt),
      issued: dateAt(fields, issuedAt),
    },
    cancelledNumbers: [...new Set(others)].filter((other) => other !== number),
    rest: fields.flatMap((field, at) =>
      field.is === 'text' && at !== nameAt && at !== residenceAt ? [field.text] : [],
    ),
  };
}

function dateAt(fields: readonly Field[], at: number): string | null {
  const field = fields[at];
  return field?.is === 'date' ? field.iso : null;
}

function textAt(fields: readonly Field[], at: number): string | null {
  const field = fields[at];
  return field?.is === 'text' ? field.text : null;
}
