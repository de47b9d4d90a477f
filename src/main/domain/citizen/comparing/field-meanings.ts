import type { Citizen } from '#contract/citizen.ts';
import type { ComparedField, Meaning } from '#contract/comparison.ts';
import type { Expiry } from '#contract/holder.ts';
import type { Mrz } from '#domain/chip/mrz.ts';
import { printedResidence } from '../citizen.ts';
import type { CodeList } from '../codes/code-list.ts';
import { qd121, religions, sameEntry } from '../codes/code-lists.ts';
import { mrzNameFit } from '../names/mrz-name.ts';
import type { Divisions } from '../units/divisions.ts';
import { heldCard } from '../validity/card-validity.ts';
import { type CardSources, relativeName, type Shown, zoneNumber } from './sources.ts';
import { compareBirths, compareNames, comparePlaces, nationalityCode } from './values.ts';

/** What a field is compared with: the card's sources, the record, and the mapping of places. */
export type FieldContext = {
  readonly card: CardSources;
  readonly zone: Mrz | null;
  readonly record: Citizen;
  readonly divisions: Divisions;
};

type Compare = (context: FieldContext, stated: string) => Meaning;

/** How a value the card states stands to the record that has one too, by field. */
export const compareField: Readonly<Record<ComparedField, Compare>> = {
  number: ({ record }, stated) => {
    if (record.number === stated) return 'same';
    return record.cancelledNumbers.includes(stated) ? 'renumbered' : 'otherPerson';
  },
  name: (context, stated) => nameMeaning(context, stated),
  birth: (context) => birthMeaning(context),
  sex: ({ record }, stated) => {
    const sex = stated === 'Nam' ? 'male' : stated === 'Nữ' ? 'female' : null;
    return sex === null || sex === record.sex ? 'same' : 'sexDiffers';
  },
  nationality: ({ record }, stated) =>
    record.nationalities.map(nationalityCode).includes(nationalityCode(stated)) ? 'same' : 'valueDiffers',
  ethnicity: ({ record }, stated) => codedMeaning(qd121, stated, record.ethnicity),
  religion: ({ record }, stated) => codedMeaning(religions, stated, record.religion),
  origin: ({ record, divisions }, stated) => placeMeaning(stated, record.origin, divisions),
  residence: ({ record, divisions }, stated) =>
    placeMeaning(stated, printedResidence(record)?.address ?? null, divisions),
  father: ({ record }, stated) => relativeMeaning(stated, relativeName(record, 'father')),
  mother: ({ record }, stated) => relativeMeaning(stated, relativeName(record, 'mother')),
  spouse: ({ record }, stated) => relativeMeaning(stated, relativeName(record, 'spouse')),
  oldNumber: ({ record }, stated) => (record.oldNumbers.includes(stated) ? 'same' : 'onlyOnCard'),
  issued: (context) => issueMeaning(context),
  expiry: (context) => expiryMeaning(context),
};

function birthMeaning({ card, zone, record }: FieldContext): Meaning {
  const recorded = record.birth?.iso ?? null;
  const read = card.holder?.birth?.iso ?? card.qr?.birth ?? null;
  if (recorded === null) return 'valueDiffers';
  if (read !== null) return compareBirths(read, recorded);
  return zone !== null && zoneAgrees(zone.birth, recorded) ? 'mrzForm' : 'birthDiffers';
}

function nameMeaning({ card, zone, record }: FieldContext, stated: string): Meaning {
  const machine = card.holder?.name?.source === 'DG1' || (card.holder?.name == null && card.qr === null);
  if (!machine) return compareNames(stated, record.name);
  return zone !== null && mrzNameFit(zone.nameRaw, record.name) !== 'no' ? 'mrzForm' : 'nameDiffers';
}

function codedMeaning(list: CodeList, stated: string, recorded: Citizen['ethnicity']): Meaning {
  if (recorded === null) return 'onlyOnCard';
  if (recorded.name.normalize('NFC').toLowerCase() === stated.normalize('NFC').toLowerCase()) return 'same';
  return sameEntry(list.coded(stated), recorded) ? 'otherSpelling' : 'valueDiffers';
}

function placeMeaning(stated: string, recorded: Citizen['permanent'], divisions: Divisions): Meaning {
  return recorded === null ? 'onlyOnCard' : comparePlaces(stated, recorded, divisions);
}

function relativeMeaning(stated: string, recorded: string | null): Meaning {
  const meaning = compareNames(stated, recorded ?? '');
  return meaning === 'nameDiffers' ? 'valueDiffers' : meaning;
}

function issueMeaning({ card, record }: FieldContext): Meaning {
  const read = card.holder?.issued?.iso ?? card.qr?.issued ?? null;
  const known = heldCard(record.cards)?.issued?.iso ?? null;
  if (read === null || known === null) return 'valueDiffers';
  if (read === known) return 'same';
  return read > known ? 'cardNewer' : 'cardOlder';
}

function expiryMeaning(context: FieldContext): Meaning {
  const read = expiryRead(context);
  const known = heldCard(context.record.cards)?.expiry ?? null;
  if (read === null || known === null) return 'valueDiffers';
  if (read.kind === 'never' && known.kind === 'never') return 'same';
  if (read.kind === 'date' && known.kind === 'date' && read.iso === known.iso) return 'same';
  const issue = issueMeaning(context);
  return issue === 'cardNewer' || issue === 'cardOlder' ? issue : 'valueDiffers';
}

function expiryRead({ card, zone }: FieldContext): Expiry | null {
  if (card.holder !== null) return card.holder.expiry;
  if (zone === null) return null;
  if (zone.expiry === '991231') return { kind: 'never' };
  const iso = `20${zone.expiry.replace(/(..)(..)(..)/, '$1-$2-$3')}`;
  return { kind: 'date', iso, text: iso };
}

/** The fields in which the sources of one card contradict each other: a sign that something printed was altered. */
export function contradictions(
  { card, zone }: Pick<FieldContext, 'card' | 'zone'>,
  shown: Shown,
): ReadonlySet<ComparedField> {
  const found = new Set<ComparedField>();
  const { holder, qr } = card;
  const zoneNumberRead = zone === null ? null : zoneNumber(zone);
  const numbers = [holder?.number?.value, zoneNumberRead, qr?.number].filter((number) => number != null);
  if (new Set(numbers).size > 1) found.add('number');
  const name = holder?.name?.source === 'DG13' ? holder.name.value : (qr?.name ?? null);
  if (name !== null && zone !== null && mrzNameFit(zone.nameRaw, name) === 'no') found.add('name');
  if (name !== null && qr !== null && compareNames(name, qr.name) === 'nameDiffers') found.add('name');
  for (const field of dateContradictions(card, zone)) found.add(field);
  const sexes = [shown.sex, zone?.sex === 'M' ? 'Nam' : zone?.sex === 'F' ? 'Nữ' : undefined].filter(Boolean);
  const bySexOfQr = qr?.sex ? [qr.sex === 'male' ? 'Nam' : 'Nữ'] : [];
  if (new Set([...sexes, ...bySexOfQr]).size > 1) found.add('sex');
  return found;
}

function dateContradictions({ holder, qr }: CardSources, zone: Mrz | null): readonly ComparedField[] {
  const found: ComparedField[] = [];
  const birth = holder?.birth?.iso ?? qr?.birth ?? null;
  if (birth !== null && zone !== null && !zoneAgrees(zone.birth, birth)) found.push('birth');
  if (holder?.birth?.iso && qr?.birth && compareBirths(holder.birth.iso, qr.birth) === 'birthDiffers')
    found.push('birth');
  if (holder?.expiry.kind === 'date' && zone !== null && !zoneAgrees(zone.expiry, holder.expiry.iso))
    found.push('expiry');
  return found;
}

/** Whether six characters of a zone can be the date; fillers agree with anything. */
function zoneAgrees(yymmdd: string, iso: string): boolean {
  const [year = '', month, day] = iso.split('-');
  return [year.slice(2), month, day].every((part, index) => {
    const inZone = yymmdd.slice(index * 2, index * 2 + 2);
    return part === undefined || inZone === '<<' || inZone === part;
  });
}
