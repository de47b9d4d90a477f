import type { AccessKey } from '#contract/evidence.ts';
import { Malformed } from '../chip/malformed.ts';
import { type Mrz, parseMrz } from '../chip/mrz.ts';
import { repairMojibake } from '../citizen/names/mojibake.ts';
import { type ReadQr, readCardQr } from '../citizen/qr.ts';
import { type InsuranceQr, readInsuranceQr } from './insurance-qr.ts';
import { longestScan, scanTextOfBytes, scanTextOfText } from './scan-text.ts';

/** The code of an identity card: its text with what the scanner did to it undone, and what it says. */
export type CardScan = {
  readonly is: 'card2021' | 'card2024';
  readonly text: string;
  readonly card: Extract<ReadQr, { readonly kind: 'card' }>;
};

/** What a code is. `garbled`: that of a card of which letters are lost; `somethingElse`: of no use here. */
export type RecognisedScan =
  | CardScan
  | { readonly is: 'mrz'; readonly zone: Mrz }
  | { readonly is: 'insurance'; readonly card: InsuranceQr }
  | { readonly is: 'garbled' }
  | { readonly is: 'somethingElse' };

/** What a code's bytes are, as a scanner, a camera or a file gave them. Never throws. */
export function recogniseBytes(bytes: Uint8Array): RecognisedScan {
  const read = scanTextOfBytes(bytes);
  if (read.kind === 'text') return recognise(read.text);
  return {
    is: looksLikeCard(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) ? 'garbled' : 'somethingElse',
  };
}

/** What a text is that a scanner typed. Never throws. */
export function recogniseText(text: string): RecognisedScan {
  const read = scanTextOfText(text);
  return read.kind === 'text' ? recognise(read.text) : { is: 'garbled' };
}

/** What the lines of a machine readable zone are: `garbled` where a check digit that the access key hangs on is wrong. Never throws. */
export function recogniseMrz(lines: readonly string[]): RecognisedScan {
  return mrzOf(lines.join('')) ?? { is: 'somethingElse' };
}

/** The key that a code opens its card with: the last six digits of the number, or the zone; null where it opens nothing. */
export function accessKeyOf(scan: RecognisedScan): AccessKey | null {
  switch (scan.is) {
    case 'card2021':
    case 'card2024':
      return { kind: 'can', can: scan.card.identity.number.slice(-6) };
    case 'mrz':
      return { kind: 'mrz', mrz: scan.zone.lines.join('\n') };
    default:
      return null;
  }
}

/** The number a code says, in full; null where it says none. */
export function numberOf(scan: RecognisedScan): string | null {
  switch (scan.is) {
    case 'card2021':
    case 'card2024':
      return scan.card.identity.number;
    case 'mrz':
      return /^\d{12}$/.test(scan.zone.optional) ? scan.zone.optional : scan.zone.documentNumber;
    case 'insurance':
      return scan.card.number;
    default:
      return null;
  }
}

/** The name a code says; null where it says none. A zone that is full to its end may have cut the name off: that is none. */
export function nameOf(scan: RecognisedScan): string | null {
  switch (scan.is) {
    case 'card2021':
    case 'card2024':
      return scan.card.identity.name;
    case 'mrz': {
      const { surname, givenNames, nameRaw } = scan.zone;
      const name = `${surname} ${givenNames}`.trim();
      return name === '' || !nameRaw.endsWith('<') ? null : name;
    }
    case 'insurance':
      return scan.card.name;
    default:
      return null;
  }
}

function recognise(given: string): RecognisedScan {
  if (given.length > longestScan) return { is: 'somethingElse' };
  const text = repaired(given);
  const mrz = mrzOf(text);
  if (mrz !== null) return mrz;
  const insurance = readInsuranceQr(text);
  if (insurance !== null) return { is: 'insurance', card: insurance };
  const card = readCardQr(text);
  if (card.kind === 'garbled' || (card.kind === 'notACard' && hasControls(text))) return garbledIfCard(text);
  if (card.kind === 'notACard') return { is: 'somethingElse' };
  // A serial line of seven bits or a wrong keyboard leaves signs in a name that no name has.
  if (!isName(card.identity.name) || hasControls(text)) return { is: 'garbled' };
  return { is: `card${card.form}`, text, card };
}

const isName = (name: string) => /^\p{L}[\p{L}\p{M}'’ .-]*$/u.test(name);
const hasControls = (text: string) => /[^\P{Cc}\t\r\n]/u.test(text);

function repaired(text: string): string {
  const read = repairMojibake(text);
  return read.kind === 'refused' ? text : read.text;
}

function garbledIfCard(text: string): RecognisedScan {
  return { is: looksLikeCard(text) ? 'garbled' : 'somethingElse' };
}

/** Twelve digits come first; a stroke may have been swallowed with the letter before it. */
function looksLikeCard(text: string): boolean {
  return /^[^0-9]{0,8}\d{12}[|\s]/.test(text) && text.length >= 30 && text.split('|').length >= 3;
}

/** Null where it is no zone; fillers are what nothing else has. */
function mrzOf(text: string): RecognisedScan | null {
  if (text.length > 120 || !/^[ACIP][A-Z<0-9]/i.test(text) || !text.includes('<<')) return null;
  try {
    const zone = parseMrz(text);
    const wrong = zone.checks.some(({ field, ok }) => !ok && keyFields.includes(field));
    return wrong ? { is: 'garbled' } : { is: 'mrz', zone };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { is: /[a-z0-9<]{60}/i.test(text.replace(/\s/g, '')) ? 'garbled' : 'somethingElse' };
  }
}

const keyFields: readonly string[] = ['documentNumber', 'birth', 'expiry', 'composite'];
