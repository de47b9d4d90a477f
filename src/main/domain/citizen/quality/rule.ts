import type { Citizen, CitizenField } from '#contract/citizen.ts';
import type { Comparison } from '#contract/comparison.ts';
import type { Finding, RuleInfo, Severity } from '#contract/quality.ts';
import type { DatePolicy } from '../dates.ts';
import type { Divisions } from '../units/divisions.ts';

/** Limits of the rules that no law fixes. Times are days unless the name says otherwise. */
export type QualitySettings = {
  readonly maxAgeYears: number;
  readonly photoYears: number;
  readonly absenceMonths: number;
  readonly verifiedWithinYears: number;
  readonly expiryNotice: number;
  readonly expiryOutlookYears: number;
};

/** The limits used where a station sets none. */
export const defaultQualitySettings: QualitySettings = {
  maxAgeYears: 120,
  photoYears: 15,
  absenceMonths: 12,
  verifiedWithinYears: 5,
  expiryNotice: 60,
  expiryOutlookYears: 2,
};

/** What was captured of somebody: prints taken and fingers excused with a reason, and the day of the photograph. */
export type Biometrics = { readonly fingers: number; readonly excused: number; readonly photoOn: string | null };

/** How a record stands with the upstream: its latest hash there, and since when a change waits, if one does. */
export type SyncState = {
  readonly upstreamHash: string | null;
  readonly pendingSince: string | null;
  readonly complex: boolean;
};

/** What rules may ask beyond the record. Each answer is null where it is not known; then the rule does not judge. */
export type RuleContext = {
  /** ISO date the records are judged for. */
  readonly on: string;
  readonly divisions: Divisions;
  readonly policy: DatePolicy;
  readonly settings: QualitySettings;
  /** Communes this station answers for; null: not known. */
  readonly areas: ReadonlySet<string> | null;
  person(number: string): Citizen | null;
  comparison(number: string): Comparison | null;
  biometrics(number: string): Biometrics | null;
  sync(number: string): SyncState | null;
  hasBounced(phone: string): boolean;
};

/** What is wrong, where, and whom else it concerns; `severity` only where it is not the rule's own. */
export type Defect = {
  readonly detail: string;
  readonly field: CitizenField | null;
  readonly severity?: Severity;
  readonly others?: readonly string[];
};

/** A rule that judges one record. */
export type RecordRule = RuleInfo & {
  readonly scope: 'record';
  check(citizen: Citizen, context: RuleContext): readonly Defect[];
};

/** A rule that judges records against each other; a store may hand it only the groups its `sql` finds. */
export type SetRule = RuleInfo & {
  readonly scope: 'set';
  check(citizens: readonly Citizen[], context: RuleContext): readonly (Defect & { readonly number: string })[];
};

export type Rule = RecordRule | SetRule;

/** A defect as a finding of its rule. */
export function findingOf(rule: Rule, number: string, defect: Defect): Finding {
  return {
    rule: rule.id,
    severity: defect.severity ?? rule.severity,
    number,
    field: defect.field,
    detail: defect.detail,
    others: [...(defect.others ?? [])],
  };
}
