import type { Dossier, FieldValue } from '#contract/dossier.ts';
import type { DataItem, DossierKind, FieldRule } from '#contract/dossier-kind.ts';
import { provenanceOf } from '../citizen/citizen.ts';
import { type Changed, changeBeside, changeContent, isOpenToChange, refused, type Stamp } from './change.ts';
import { fieldOfItem, readFromCache, readFromChip } from './data-items.ts';
import { type DossierFacts, isCorrected, provedHolder } from './facts.ts';
import { checkedValue } from './field-checks.ts';
import { holds } from './when.ts';

/** A dossier, its kind, and what is known on the day. */
type FieldCase = { readonly dossier: Dossier; readonly kind: DossierKind; readonly facts: DossierFacts };

/** The fields of a kind's form that apply to a dossier, in the order of the form. */
export function fieldsOf({ circumstances }: Pick<Dossier, 'circumstances'>, kind: DossierKind): readonly FieldRule[] {
  return kind.fields.filter(({ when }) => holds(when, circumstances));
}

/** The value of a field, or null. */
export function fieldValue({ fields }: Pick<Dossier, 'fields'>, field: string): FieldValue | null {
  return fields.find((value) => value.field === field) ?? null;
}

/** Required fields that are still empty: what somebody has to type. */
export function fieldsToType(dossier: Dossier, kind: DossierKind): readonly FieldRule[] {
  return fieldsOf(dossier, kind).filter(({ code, required }) => required && fieldValue(dossier, code) === null);
}

/** How many values of chip or cache were typed over. */
export function retypedCount({ fields }: Pick<Dossier, 'fields'>): number {
  return fields.filter(({ retyped }) => retyped !== null).length;
}

/**
 * Fills in what the proved chip and the cache state, each field from the first of its sources that states it. What somebody
 * typed stays; an older value of chip or cache is replaced, but what a chip proved stays when its card is off the desk, unless
 * the record was corrected since. The same facts again change nothing.
 */
export function prefill(
  dossier: Dossier,
  kind: DossierKind,
  { facts, by, at }: Stamp & { readonly facts: DossierFacts },
): Changed {
  const filled = fieldsOf(dossier, kind).flatMap((rule) => {
    const before = fieldValue(dossier, rule.code);
    if (before !== null && (before.source === 'typed' || before.source === 'ocr' || before.chosen !== null)) return [];
    if (before !== null && isProvedStill(before, rule, facts)) return [];
    const found = stated(rule, facts);
    if (found === null || (found.value === before?.value && found.source === before.source)) return [];
    return [{ field: rule.code, ...found, at, by, chosen: null, retyped: null }];
  });
  if (filled.length === 0)
    return isOpenToChange(dossier) ? { ok: true, dossier } : refused('state.locked', dossier.state);
  const replaced = filled.map(({ field }) => field);
  return changeContent(dossier, { fields: inOrder(kind, [...without(dossier, replaced), ...filled]) });
}

function isProvedStill({ source, at }: FieldValue, { reads }: FieldRule, facts: DossierFacts): boolean {
  if (source !== 'chip' || provedHolder(facts) !== null) return false;
  const field = reads === null ? null : fieldOfItem[reads];
  if (facts.citizen === null || field === null) return true;
  const last = provenanceOf(facts.citizen, field);
  return last.act !== 'capNhat' || last.at <= at;
}

/** The first source that states it; the record before the chip where it was corrected since the card was issued. */
function stated({ reads, from }: FieldRule, facts: DossierFacts): Pick<FieldValue, 'value' | 'source'> | null {
  if (reads === null) return null;
  const field = fieldOfItem[reads];
  const isNewer = field !== null && from.includes('cache') && isCorrected(field, provedHolder(facts), facts.citizen);
  for (const source of isNewer ? (['cache', 'chip'] as const) : from) {
    const value = readFrom(source, reads, facts);
    if (value !== null) return { value, source };
  }
  return null;
}

/** What a field's sources say of it now, where two of them differ; else empty. */
export function differingSources(
  { reads, from }: FieldRule,
  facts: DossierFacts,
): readonly Pick<FieldValue & { readonly source: 'chip' | 'cache' }, 'source' | 'value'>[] {
  if (reads === null) return [];
  const said = from.flatMap((source) => {
    const value = readFrom(source, reads, facts);
    return value === null ? [] : [{ source, value }];
  });
  return new Set(said.map(({ value }) => value)).size > 1 ? said : [];
}

function readFrom(source: 'chip' | 'cache', item: DataItem, facts: DossierFacts): string | null {
  const holder = provedHolder(facts);
  if (source === 'chip') return holder === null ? null : (readFromChip(item, holder)?.normalize('NFC') ?? null);
  return facts.citizen === null ? null : (readFromCache(item, facts.citizen)?.normalize('NFC') ?? null);
}

/** Which of its sources a field is taken from, and why that one. */
export type Choice = Stamp & { readonly field: string; readonly source: 'chip' | 'cache'; readonly reason: string };

/**
 * Takes a field from a source that does not come first: chip and record differ, and the officer knows which is right. It is the
 * one way to change who somebody is; filling in again leaves it.
 */
export function chooseSource({ dossier, kind, facts }: FieldCase, { field, source, reason, by, at }: Choice): Changed {
  const rule = fieldsOf(dossier, kind).find(({ code }) => code === field);
  if (rule === undefined || rule.reads === null || !rule.from.includes(source)) return refused('field.unknown', field);
  if (reason.trim() === '') return refused('field.reasonMissing', field);
  const value = readFrom(source, rule.reads, facts);
  if (value === null) return refused('field.missing', field);
  return put(dossier, kind, { field, value, source, by, at, chosen: reason.trim(), retyped: null });
}

/** What an officer enters: typed, or read by a machine from a paper and looked at. `reason` is needed over a prefilled value. */
export type Entry = Stamp & {
  readonly field: string;
  readonly value: string;
  readonly source: 'typed' | 'ocr';
  readonly reason: string | null;
};

/**
 * Enters a value. Over chip or cache it needs a reason, is counted, and keeps what stood there; entering that again takes the
 * retyping back. Nothing at all empties a field that was typed. Who somebody is cannot be typed over: their data are corrected.
 */
export function enterField(dossier: Dossier, kind: DossierKind, entry: Entry): Changed {
  const rule = fieldsOf(dossier, kind).find(({ code }) => code === entry.field);
  if (rule === undefined) return refused('field.unknown', entry.field);
  const before = fieldValue(dossier, rule.code);
  const origin = prefilledOrigin(before);
  if (entry.value.trim() === '')
    return origin === null ? emptied(dossier, kind, rule.code) : refused('field.invalid', rule.code);
  const value = checkedValue(entry.value, rule.check);
  if (value === null) return refused('field.invalid', rule.code);
  if (before?.value === value)
    return isOpenToChange(dossier) ? changeBeside(dossier, {}) : refused('state.locked', dossier.state);
  const { field, source, by, at } = entry;
  if (origin === null) return put(dossier, kind, { field, value, source, by, at, chosen: null, retyped: null });
  if (rule.fixed) return refused('field.fixed', field);
  if (value === origin.before)
    return put(dossier, kind, { field, value, source: origin.source, by, at, chosen: null, retyped: null });
  const reason = entry.reason?.trim() ?? '';
  if (reason === '') return refused('field.reasonMissing', field);
  return put(dossier, kind, { field, value, source, by, at, chosen: null, retyped: { ...origin, reason } });
}

/** What chip or cache had said in this field; null where they said nothing. */
function prefilledOrigin(value: FieldValue | null): Omit<NonNullable<FieldValue['retyped']>, 'reason'> | null {
  if (value === null) return null;
  if (value.retyped !== null) return { before: value.retyped.before, source: value.retyped.source };
  return value.source === 'chip' || value.source === 'cache' ? { before: value.value, source: value.source } : null;
}

function put(dossier: Dossier, kind: DossierKind, value: FieldValue): Changed {
  return changeContent(dossier, { fields: inOrder(kind, [...without(dossier, [value.field]), value]) });
}

function emptied(dossier: Dossier, kind: DossierKind, field: string): Changed {
  if (fieldValue(dossier, field) === null) return changeBeside(dossier, {});
  return changeContent(dossier, { fields: inOrder(kind, without(dossier, [field])) });
}

function without({ fields }: Dossier, gone: readonly string[]): readonly FieldValue[] {
  return fields.filter(({ field }) => !gone.includes(field));
}

/** In the order of the form, so that the same content is the same text whoever typed what first. */
function inOrder({ fields: rules }: DossierKind, values: readonly FieldValue[]): readonly FieldValue[] {
  return rules.flatMap(({ code }) => values.filter(({ field }) => field === code));
}
