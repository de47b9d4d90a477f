import { z } from 'zod';
import { purposeSchema } from './officers.ts';
import { findingSchema, indicatorSchema, ruleIds, ruleInfoSchema } from './quality.ts';
import { personLineSchema } from './registry.ts';

/** The last check of all records: for which day, when, and whether it is done. */
export const qualityRunSchema = z.object({
  on: z.string(),
  beganAt: z.string(),
  endedAt: z.string().nullable(),
});

/** Everything the board shows: sums and rules, no people. */
export const qualityBoardSchema = z.object({
  run: qualityRunSchema.nullable(),
  indicators: z.array(indicatorSchema),
  /** Names of the communes by code. */
  areaNames: z.record(z.string(), z.string()),
  rules: z.array(ruleInfoSchema),
});
export type QualityBoard = z.infer<typeof qualityBoardSchema>;

/** A record that fails a rule, as lists show it. */
export const defectLineSchema = z.object({ person: personLineSchema, finding: findingSchema });
export type DefectLine = z.infer<typeof defectLineSchema>;

/** The commands of data quality. Numbers in findings are masked. */
export const qualityApi = {
  commands: {
    'quality.board': { input: z.void(), output: qualityBoardSchema },
    'quality.findings': {
      input: z.object({
        rule: z.enum(ruleIds),
        /** Code of a commune, `unknown`, or `all`. */
        area: z.string().regex(/^(\d{5}|all|unknown)$/),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(500),
        purpose: purposeSchema,
      }),
      output: z.array(defectLineSchema),
    },
    /** Judges all records for today; progress is in the desk's state. Goes on with a check that was stopped. */
    'quality.check': { input: z.void(), output: z.void() },
    'quality.stopCheck': { input: z.void(), output: z.void() },
  },
  events: {},
} as const;
