import type { Citizen } from '#contract/citizen.ts';
import { type Finding, type RuleInfo, ruleInfoSchema } from '#contract/quality.ts';
import { defaultDatePolicy } from '../dates.ts';
import type { Divisions } from '../units/divisions.ts';
import { accuracyRules } from './accuracy-rules.ts';
import { completenessRules } from './completeness-rules.ts';
import { consistencyRules } from './consistency-rules.ts';
import { defaultQualitySettings, findingOf, type Rule, type RuleContext, type SetRule } from './rule.ts';
import { timelinessRules } from './timeliness-rules.ts';
import { uniquenessRules } from './uniqueness-rules.ts';
import { validityRules } from './validity-rules.ts';

/** The rules DQ01 to DQ20, in order. */
export const qualityRules: readonly Rule[] = [
  ...accuracyRules,
  ...completenessRules,
  ...uniquenessRules,
  ...validityRules,
  ...timelinessRules,
  ...consistencyRules,
];

/** The rules that judge records against each other: those a store runs over groups its index finds. */
export const setRules: readonly SetRule[] = qualityRules.filter((rule) => rule.scope === 'set');

/** What a rule is, without its predicate, as it crosses to the window and into reports. */
export function ruleInfo(rule: Rule): RuleInfo {
  return ruleInfoSchema.parse(rule);
}

/** A context in which nothing beyond the records is known; hand in what is. */
export function ruleContext(on: string, divisions: Divisions, known: Partial<RuleContext> = {}): RuleContext {
  return {
    on,
    divisions,
    policy: defaultDatePolicy,
    settings: defaultQualitySettings,
    areas: null,
    person: () => null,
    comparison: () => null,
    biometrics: () => null,
    sync: () => null,
    hasBounced: () => false,
    ...known,
  };
}

/** Everything the record rules find in one record. */
export function checkRecord(citizen: Citizen, context: RuleContext): readonly Finding[] {
  return qualityRules.flatMap((rule) =>
    rule.scope === 'record'
      ? rule.check(citizen, context).map((defect) => findingOf(rule, citizen.number, defect))
      : [],
  );
}

/** Everything the set rules find in some records: the whole area, or one group that a store found by a rule's `sql`. */
export function checkSet(citizens: readonly Citizen[], context: RuleContext): readonly Finding[] {
  return setRules.flatMap((rule) =>
    rule.check(citizens, context).map((defect) => findingOf(rule, defect.number, defect)),
  );
}

/** All findings in some records. */
export function checkAll(citizens: readonly Citizen[], context: RuleContext): readonly Finding[] {
  return [...citizens.flatMap((citizen) => checkRecord(citizen, context)), ...checkSet(citizens, context)];
}
