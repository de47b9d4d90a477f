import type { FileName } from '#contract/evidence.ts';
import type { Check, Reason } from '#contract/verdict.ts';
import { readDocumentDate, saysNoExpiry } from '#domain/text/document-date.ts';
import { parseDg1 } from '../lds/dg1.ts';
import { parseFaces } from '../lds/dg2.ts';
import { type Dg13, parseDg13 } from '../lds/dg13.ts';
import { Malformed } from '../malformed.ts';
import type { Mrz } from '../mrz.ts';
import { check, isListed, type Verification } from './verification.ts';

/** What can differ between the machine readable zone and the national details. */
type Field = 'number' | 'name' | 'birth' | 'sex' | 'expiry';

/**
 * Do the files tell of one person, readably? Differences between groups that are both signed are the issuer's own and never make a
 * card false: they are warnings. Facts: `differs`, the names of the fields.
 */
export function checkHolder(verification: Verification): Check {
  const { files, partial } = verification;
  const dg1 = files.get('DG1');
  if (dg1 === undefined)
    return partial ? check('holder', 'pending') : check('holder', 'unknown', { reasons: ['groups.unread'] });
  const mrz = parsed(dg1, parseDg1);
  if (mrz === null) return check('holder', 'unknown', { reasons: ['holder.malformed'] });
  if (partial && !files.has('DG13') && isListed(verification, 'DG13')) return check('holder', 'pending');
  const dg13 = parsed(files.get('DG13'), parseDg13);
  const differences = dg13 === null ? [] : differencesOf(mrz, dg13);
  const warnings: Reason[] = [];
  if (files.has('DG13') && isVietnamese(mrz) && dg13?.national !== null) warnings.push('holder.malformed');
  if (differences.length > 0) warnings.push('holder.differs');
  if (isVietnamese(mrz) && !fitsStructure(mrz)) warnings.push('holder.numberStructure');
  if (mrz.checks.some(({ ok }) => !ok)) warnings.push('holder.mrzCheckDigit');
  if (!partial && !isStillOwed(verification, 'DG2') && !hasPortrait(files.get('DG2')))
    warnings.push('holder.noPortrait');
  const facts = { differs: differences.join(' ') };
  return check('holder', warnings.length > 0 ? 'warning' : 'passed', { reasons: warnings, facts });
}

function parsed<T>(file: Uint8Array | undefined, parse: (file: Uint8Array) => T): T | null {
  if (file === undefined) return null;
  try {
    return parse(file);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** A read broken off says nothing of what the chip holds: only a group that was asked for in vain is missing. */
function isStillOwed({ gaps }: Verification, name: FileName): boolean {
  const cause = gaps.get(name)?.cause;
  return cause === 'broken' || cause === 'notRead';
}

function hasPortrait(dg2: Uint8Array | undefined): boolean {
  const faces = parsed(dg2, parseFaces) ?? [];
  return faces.some(({ image }) => image.length > 0);
}

const isVietnamese = ({ issuer }: Mrz): boolean => issuer === 'VNM';

/** The fields in which DG1 and DG13 contradict each other; what one of them does not state is no contradiction. */
function differencesOf(mrz: Mrz, { fields }: Dg13): readonly Field[] {
  const text = (number: number): string | null =>
    fields
      .get(number)
      ?.map((part) => part.text)
      .join(' ') ?? null;
  const agreements: Readonly<Record<Field, boolean>> = {
    number: agree(text(1), (value) => sameNumber(mrz, value)),
    name: agree(text(2), (value) => sameName(mrz.nameRaw, value)),
    birth: agree(text(3), (value) => sameDate(mrz.birth, value)),
    sex: agree(text(4), (value) => sameSex(mrz.sex, value)),
    expiry: agree(text(12), (value) => sameExpiry(mrz.expiry, value)),
  };
  const names: readonly Field[] = ['number', 'name', 'birth', 'sex', 'expiry'];
  return names.filter((field) => !agreements[field]);
}

function agree(text: string | null, same: (text: string) => boolean): boolean {
  return text === null || text.trim() === '' || same(text.trim());
}

/** The zone holds the last nine digits as the document number and all twelve as optional data. */
function sameNumber({ documentNumber, optional }: Mrz, number: string): boolean {
  if (!/^\d{12}$/.test(number)) return number === documentNumber;
  return number.endsWith(documentNumber) && (optional === '' || optional === number);
}

/** The zone has no diacritics, drops apostrophes and cuts long names off; where it fills the whole field it may have been cut. */
function sameName(nameRaw: string, name: string): boolean {
  const zone = nameRaw.replace(/[^A-Z]/g, '');
  const folded = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[ĐÐ]/g, 'D')
    .replace(/[^A-Z]/g, '');
  return nameRaw.endsWith('<') ? folded === zone : folded.startsWith(zone);
}

/** Parts that either side does not know agree with anything; a text that is no date cannot be compared. */
function sameDate(yymmdd: string, text: string): boolean {
  const { iso } = readDocumentDate(text);
  if (iso === null) return true;
  const [year = '', month, day] = iso.split('-');
  const zone = [yymmdd.slice(0, 2), yymmdd.slice(2, 4), yymmdd.slice(4, 6)];
  return [year.slice(2), month, day].every((part, at) => part === undefined || zone[at] === '<<' || zone[at] === part);
}

function sameSex(letter: string, text: string): boolean {
  const letters: Readonly<Record<string, string>> = { nam: 'M', nữ: 'F' };
  const stated = letters[text.normalize('NFC').toLowerCase()];
  return stated === undefined || letter === '<' || stated === letter;
}

/** "Không thời hạn" stands as 991231 in the zone. */
function sameExpiry(yymmdd: string, text: string): boolean {
  return saysNoExpiry(text) ? yymmdd === '991231' : sameDate(yymmdd, text);
}

/**
 * Whether a citizen number agrees with sex and year of birth: fourth digit even for men and odd for women, fifth and sixth the year
 * (Decree 137/2015 article 13 and its successors). The province code is never judged.
 */
function fitsStructure({ optional, sex, birth }: Mrz): boolean {
  if (!/^\d{12}$/.test(optional)) return true;
  const isFemale = Number(optional[3]) % 2 === 1;
  const sexFits = sex === '<' || isFemale === (sex === 'F');
  return sexFits && (!/^\d\d/.test(birth) || optional.slice(4, 6) === birth.slice(0, 2));
}
