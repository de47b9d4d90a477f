import { readDocumentDate } from '../text/document-date.ts';

/** What the code of a health insurance card (BHYT) says. Nothing in it is signed. */
export type InsuranceQr = {
  /** Fifteen characters, or the ten digits of the social insurance number. */
  readonly number: string;
  readonly name: string;
  /** ISO, or a year alone; null where it is no date. */
  readonly birth: string | null;
  readonly sex: 'male' | 'female' | null;
  readonly address: string | null;
  /** The cells behind these, as they stand. */
  readonly rest: readonly string[];
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads the code of a health insurance card: cells between strokes, the name and the address as hexadecimal UTF-8, sex 1 or 2
 * (public parsers of it). Null for anything else. Never throws.
 */
export function readInsuranceQr(text: string): InsuranceQr | null {
  const [number = '', nameHex = '', birth = '', sex = '', addressHex = '', ...rest] = text.split('|');
  if (rest.length > 20 || !/^(?:[A-Z]{2}\d{13}|\d{10})$/.test(number)) return null;
  const name = textOfHex(nameHex);
  if (name === null || !/^[\p{L}\p{M}' .-]+$/u.test(name)) return null;
  const compact = /^(\d\d)(\d\d)(\d{4})$/.exec(birth);
  return {
    number,
    name,
    birth: readDocumentDate(compact === null ? birth : compact.slice(1).join('/')).iso,
    sex: sex === '1' ? 'male' : sex === '2' ? 'female' : null,
    address: textOfHex(addressHex),
    rest,
  };
}

function textOfHex(hex: string): string | null {
  if (hex.length < 2 || hex.length > 1000 || hex.length % 2 === 1 || /[^0-9a-fA-F]/.test(hex)) return null;
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
  try {
    const text = utf8.decode(bytes).normalize('NFC').replace(/\s+/g, ' ').trim();
    return text === '' || /[\p{Cc}\ufffd]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}
