import type { Citizen, CitizenChange } from '#contract/citizen.ts';
import type { Comparison, FieldComparison } from '#contract/comparison.ts';
import type { Finding } from '#contract/quality.ts';
import type { PersonLine } from '#contract/registry.ts';
import { maskNumber } from '../chip/mask-holder.ts';

/** Digits in a row that may be a number of somebody; dates have none. */
const run = /\d{6,}/g;
const address = /^[^@]*@/;

/** A text of a record with every number in it masked to its last three digits, and of an e-mail address its whole name. */
export function maskText(text: string): string {
  return text.replace(address, '•••@').replace(run, maskNumber);
}

/** A citizen as others may see one: every number (own, old, cancelled, of cards, relatives, files, phones) is masked. */
export function maskCitizen(citizen: Citizen): Citizen {
  const masked = maskDeep(citizen);
  return { ...masked, residenceFile: citizen.residenceFile === null ? null : maskNumber(citizen.residenceFile) };
}

/** A past value with every number in it masked. */
export function maskChange(change: CitizenChange): CitizenChange {
  if (change.field !== 'residenceFile') return maskDeep(change);
  const file = (value: unknown) => (typeof value === 'string' ? maskNumber(value) : value);
  return { ...maskDeep(change), before: file(change.before), after: file(change.after) };
}

/** A finding with the numbers of everybody in it masked. */
export function maskFinding(finding: Finding): Finding {
  return { ...finding, number: maskNumber(finding.number), others: finding.others.map(maskNumber) };
}

/** A line of a list with its number masked, and whatever number stands in name or address. */
export function maskLine<L extends PersonLine>(line: L): L {
  const { number, name, address } = line;
  return {
    ...line,
    number: maskNumber(number),
    name: maskText(name),
    address: address === null ? null : maskText(address),
  };
}

/** A comparison with the numbers in it masked; dates of a zone stay, which are six digits too. */
export function maskComparison(comparison: Comparison): Comparison {
  return { ...comparison, fields: comparison.fields.map(maskField) };
}

function maskField(field: FieldComparison): FieldComparison {
  const { chip, mrz, qr, record } = field.values;
  const mask = field.field === 'number' ? maskNumber : maskText;
  const masked = (value: string | null) => (value === null ? null : mask(value));
  const isZoneDate = mrz !== null && /^[\d<]{6}$/.test(mrz) && (field.field === 'birth' || field.field === 'expiry');
  const values = { chip: masked(chip), mrz: isZoneDate ? mrz : masked(mrz), qr: masked(qr), record: masked(record) };
  return { ...field, values };
}

/** The same value with every text in it masked. */
function maskDeep<T>(value: T): T {
  if (typeof value === 'string') return maskText(value) as T & string;
  if (Array.isArray(value)) return value.map(maskDeep) as T & unknown[];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, maskDeep(each)])) as T & object;
}
