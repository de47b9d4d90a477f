import type { Address } from '#contract/citizen.ts';
import { tidyText } from '../names/name-text.ts';
import type { Divisions, OldUnit } from './divisions.ts';
import { bareName, isOtherTier, wardKind } from './unit-names.ts';

/** What an address text stands for: the parts before its units, and the unit as far as it can be told. */
export type ResolvedAddress = {
  /** House, street, hamlet: what stands before the units, one entry per part. */
  readonly detail: readonly string[];
  readonly mapping: Address['mapping'];
  /** Communes of today it may lie in: one when sure, several when an old ward was split, none when not recognised. */
  readonly units: readonly string[];
  /** The old ward it was written with; null when written with today's names. */
  readonly old: OldUnit | null;
  /** Two-digit code of today's province, where it can be told. */
  readonly province: string | null;
};

/**
 * Reads an address as cards and records write it (comma-separated, smallest part first), with the names of before or since
 * 1/7/2025, with or without the words for the kinds, abbreviated or not. Never throws; what is not recognised is `unmapped`.
 */
export function resolveAddress(text: string, divisions: Divisions): ResolvedAddress {
  const parts = tidyText(text)
    .text.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return (
    byOldNames(parts, divisions) ??
    byNewNames(parts, divisions) ??
    byDistrict(parts, divisions) ??
    unknown(parts, divisions)
  );
}

// Old names come first: three tiers that fit are worth more than two, and Ba Đình was a district and is a ward.
function byOldNames(parts: readonly string[], divisions: Divisions): ResolvedAddress | null {
  const [province, district, ward] = [parts.at(-1), parts.at(-2), parts.at(-3)];
  if (province === undefined || district === undefined || isOtherTier(district, 'district')) return null;
  if (ward !== undefined && !isOtherTier(ward, 'ward')) {
    const found = ofKind(ward, divisions.oldUnitsNamed({ ward, district, province }), (old) => old.ward ?? '');
    if (found.length > 0) return ofOld(parts.slice(0, -3), found, divisions);
  }
  const whole = divisions.oldUnitsNamed({ ward: null, district, province });
  return whole.length > 0 ? ofOld(parts.slice(0, -2), whole, divisions) : null;
}

/** Of several units of one name those of the kind that was written, if there are any (Xã and Phường Tân Thành). */
function ofKind<T>(written: string, found: readonly T[], nameOf: (unit: T) => string): readonly T[] {
  const kind = found.length > 1 ? wardKind(written) : null;
  const same = found.filter((unit) => wardKind(nameOf(unit)) === kind);
  return kind !== null && same.length > 0 ? same : found;
}

function ofOld(detail: readonly string[], found: readonly OldUnit[], divisions: Divisions): ResolvedAddress {
  const units = [...new Set(found.flatMap(({ became }) => became))];
  return {
    detail,
    mapping: units.length === 1 ? 'mapped' : 'ambiguous',
    units,
    old: found.length === 1 ? (found[0] ?? null) : null,
    province: provinceOf(units, divisions),
  };
}

function byNewNames(parts: readonly string[], divisions: Divisions): ResolvedAddress | null {
  const [last, ward] = [parts.at(-1), parts.at(-2)];
  if (last === undefined || ward === undefined || isOtherTier(ward, 'ward')) return null;
  // A ward before it makes an unnamed kind a district, even if a commune of today bears the district's name.
  const before = parts.at(-3);
  if (before !== undefined && bareName(before, 'ward').kinded && !bareName(ward, 'ward').kinded) return null;
  const named = divisions.provincesNamed(last).flatMap(({ code }) => divisions.unitsNamed(ward, code));
  const found = ofKind(ward, named, ({ name }) => name);
  if (found.length === 0) return null;
  const units = found.map(({ code }) => code);
  return {
    detail: parts.slice(0, -2),
    mapping: units.length === 1 ? 'current' : 'ambiguous',
    units,
    old: null,
    province: provinceOf(units, divisions),
  };
}

/** The district is known and its ward is not: it lies in one of the communes the district became. */
function byDistrict(parts: readonly string[], divisions: Divisions): ResolvedAddress | null {
  const [province, district] = [parts.at(-1), parts.at(-2)];
  if (province === undefined || district === undefined || isOtherTier(district, 'district')) return null;
  const found = divisions.oldDistrict(district, province);
  return found.length > 0 ? ofOld(parts.slice(0, -2), found, divisions) : null;
}

function unknown(parts: readonly string[], divisions: Divisions): ResolvedAddress {
  const last = parts.at(-1);
  const province = last === undefined ? undefined : divisions.provincesNamed(last)[0];
  return {
    detail: province === undefined ? parts : parts.slice(0, -1),
    mapping: 'unmapped',
    units: [],
    old: null,
    province: province?.code ?? null,
  };
}

function provinceOf(units: readonly string[], divisions: Divisions): string | null {
  const codes = new Set(units.map((code) => divisions.unit(code)?.province ?? null));
  return codes.size === 1 ? ([...codes][0] ?? null) : null;
}

/**
 * An address for a record: the text untouched beside the codes found. A code handed in with it (`unit`, from the source)
 * is believed when a commune has it today, and decides between the communes an old ward was split into.
 */
export function addressOf(text: string, divisions: Divisions, unit: string | null = null): Address {
  const resolved = resolveAddress(text, divisions);
  const given = unit !== null && divisions.unit(unit) !== null ? unit : null;
  const only = resolved.units.length === 1 ? (resolved.units[0] ?? null) : null;
  const mapping = given !== null && resolved.mapping !== 'mapped' ? 'current' : resolved.mapping;
  return { text, unit: given ?? only, oldUnit: resolved.old?.code ?? null, mapping };
}

/** The commune of today for a stored code of before 1/7/2025; null when it was split or is not known. */
export function unitOfOldCode(code: string, divisions: Divisions): string | null {
  const became = divisions.oldUnit(code)?.became ?? [];
  return became.length === 1 ? (became[0] ?? null) : null;
}
