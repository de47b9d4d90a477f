import { z } from 'zod';
import { changeActs, citizenFieldSchema } from './citizen.ts';

/** Đúng (accurate), đủ (complete), sạch (unique and valid), sống (current), thống nhất (consistent). */
export const criteria = ['dung', 'du', 'sach', 'song', 'thongNhat'] as const;
export type Criterion = (typeof criteria)[number];

/** `note` is worth knowing, `warning` should be cleared up, `error` is wrong, `required` must be right in every record. */
export const severities = ['note', 'warning', 'error', 'required'] as const;
export type Severity = (typeof severities)[number];

export const ruleIds = [
  ...(['DQ01', 'DQ02', 'DQ03', 'DQ04', 'DQ05', 'DQ06', 'DQ07', 'DQ08', 'DQ09', 'DQ10'] as const),
  ...(['DQ11', 'DQ12', 'DQ13', 'DQ14', 'DQ15', 'DQ16', 'DQ17', 'DQ18', 'DQ19', 'DQ20'] as const),
] as const;
export type RuleId = (typeof ruleIds)[number];

/** What a rule is, apart from its predicate: shown on the board, exported with every report. */
export const ruleInfoSchema = z.object({
  id: z.enum(ruleIds),
  criterion: z.enum(criteria),
  severity: z.enum(severities),
  /** Whether one record is enough to judge, or only a set of them. */
  scope: z.enum(['record', 'set']),
  title: z.string(),
  explanation: z.string(),
  /** What clears a finding up: the act, and the way in one sentence. */
  fix: z.object({ act: z.enum(changeActs), way: z.string() }),
  /** For a set rule: a grouping by columns that the store can do, in words of SQL; null for record rules. */
  sql: z.string().nullable(),
});
export type RuleInfo = z.infer<typeof ruleInfoSchema>;

/** One record that fails a rule. `detail` is a stable code, `field` where to look; no value of the person is in it. */
export const findingSchema = z.object({
  rule: z.enum(ruleIds),
  severity: z.enum(severities),
  /** Number of the record. */
  number: z.string(),
  field: citizenFieldSchema.nullable(),
  detail: z.string(),
  /** Other records concerned (a duplicate, a household). */
  others: z.array(z.string()),
});
export type Finding = z.infer<typeof findingSchema>;

/** One quality figure with the pair it is made of; `percent` is rounded half up to two decimals, null without a base. */
export const indicatorSchema = z.object({
  /** Code of the commune, or `all`. */
  area: z.string(),
  criterion: z.enum(criteria),
  numerator: z.number(),
  denominator: z.number(),
  percent: z.number().nullable(),
  rating: z.enum(['green', 'yellow', 'red', 'none']),
  /** Records that fail a rule with a warning or worse, by rule: those that lower the figure. */
  failing: z.partialRecord(z.enum(ruleIds), z.number()),
  /** Records of which a rule only notes something, by rule: worth knowing, and no figure is lower for them. */
  noted: z.partialRecord(z.enum(ruleIds), z.number()),
});
export type Indicator = z.infer<typeof indicatorSchema>;
