import type { Citizen } from '#contract/citizen.ts';
import {
  type Attention,
  type ComparedField,
  type Comparison,
  comparedFields,
  type FieldComparison,
  type Meaning,
} from '#contract/comparison.ts';
import type { Mrz } from '#domain/chip/mrz.ts';
import { identityOf, intakeBlock } from './citizen.ts';
import { compareField, contradictions } from './comparing/field-meanings.ts';
import { louder, rulingOf } from './comparing/rulings.ts';
import {
  type CardSources,
  type Shown,
  shownByChip,
  shownByQr,
  shownByRecord,
  shownByZone,
  zoneNumber,
  zoneOf,
} from './comparing/sources.ts';
import { type Identity, matchIdentities } from './matching.ts';
import type { Divisions } from './units/divisions.ts';

export type { CardSources } from './comparing/sources.ts';

/** What is compared: everything read of one card, the cache's record (null when it has none), the mapping of places. */
export type CompareInput = CardSources & {
  readonly record: Citizen | null;
  readonly divisions: Divisions;
  /** Whether the card is proved to say what its issuer wrote. */
  readonly genuine: boolean;
};

/** The fields in which the sources of one card contradict each other: that stops the work whatever the cache knows. */
export function contradictedFields(card: CardSources): readonly ComparedField[] {
  const altered = contradictions({ card, zone: zoneOf(card) }, shownByChip(card.holder));
  return comparedFields.filter((field) => altered.has(field));
}

type Sides = { readonly chip: Shown; readonly mrz: Shown; readonly qr: Shown; readonly record: Shown };

/**
 * Compares a card with the cache field by field. Never throws and decides nothing: each field says what was found, what it
 * means and which act it leads to. The chip speaks for the card where it has the field, then the QR code, then the zone. A
 * card that is not proved genuine is compared like any other and leads to no act that takes its word for anything, and so
 * does the card of somebody whom the record says is dead or missing: that alone blocks, even where every field agrees.
 */
export function compareCard(input: CompareInput): Comparison {
  const zone = zoneOf(input);
  const sides: Sides = {
    chip: shownByChip(input.holder),
    mrz: shownByZone(zone),
    qr: shownByQr(input.qr),
    record: shownByRecord(input.record),
  };
  const dead = input.record !== null && intakeBlock(input.record) !== null;
  const altered = contradictions({ card: input, zone }, sides.chip);
  const fields = comparedFields.map((field) =>
    comparison(field, sides, {
      meaning: altered.has(field) ? 'sourcesDisagree' : meaningOf(field, { input, zone, sides }),
      believed: input.genuine && !dead,
    }),
  );
  return {
    record: input.record === null ? 'absent' : 'found',
    match: input.record === null ? null : matchIdentities(cardIdentity(input, zone), identityOf(input.record)),
    fields,
    level: fields.reduce((level, field) => louder(level, field.level), dead ? 'blocking' : ('quiet' as Attention)),
    acts: countActs(fields),
  };
}

function meaningOf(
  field: ComparedField,
  { input, zone, sides }: { readonly input: CompareInput; readonly zone: Mrz | null; readonly sides: Sides },
): Meaning {
  const stated = sides.chip[field] ?? sides.qr[field] ?? sides.mrz[field];
  if (stated === undefined) return sides.record[field] === undefined ? 'notStated' : 'onlyInRecord';
  if (input.record === null || sides.record[field] === undefined) return 'onlyOnCard';
  return compareField[field]({ card: input, zone, record: input.record, divisions: input.divisions }, stated);
}

function comparison(
  field: ComparedField,
  { chip, mrz, qr, record }: Sides,
  { meaning, believed }: { readonly meaning: Meaning; readonly believed: boolean },
): FieldComparison {
  const values = {
    chip: chip[field] ?? null,
    mrz: mrz[field] ?? null,
    qr: qr[field] ?? null,
    record: record[field] ?? null,
  };
  return { field, values, meaning, ...rulingOf(meaning, believed) };
}

function countActs(fields: readonly FieldComparison[]): Comparison['acts'] {
  const count = (act: FieldComparison['act']) => fields.filter((field) => field.act === act).length;
  return {
    doiChieu: count('doiChieu'),
    xacThuc: count('xacThuc'),
    capNhat: count('capNhat'),
    boSung: count('boSung'),
  };
}

/** A card as the matching takes it: also the key to look for candidates when the cache does not know the number. */
export function cardIdentity({ holder, qr }: CardSources, zone: Mrz | null): Identity {
  const sex = holder?.sex === 'unspecified' ? null : (holder?.sex ?? qr?.sex ?? null);
  const oldNumber = holder?.oldNumber?.value ?? qr?.oldNumber ?? null;
  return {
    number: holder?.number?.value ?? qr?.number ?? (zone === null ? null : zoneNumber(zone)),
    cancelledNumbers: [],
    oldNumbers: oldNumber === null ? [] : [oldNumber],
    name: (holder?.name?.source === 'DG1' ? null : holder?.name?.value) ?? qr?.name ?? null,
    mrzName: zone?.nameRaw ?? null,
    birth: holder?.birth?.iso ?? qr?.birth ?? null,
    sex,
  };
}
