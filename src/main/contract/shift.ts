import { z } from 'zod';
import { dossierIdSchema } from './dossier.ts';

const instant = z.string();
const officer = z.string();

/** How a dossier came to a shift. */
export const shiftArrivals = ['taken', 'inherited'] as const;

/** How it stands at the end of one: finished is complete and beyond; passed on is open and the next shift's. */
export const shiftOutcomes = ['open', 'finished', 'refused', 'cancelled', 'lapsed', 'passedOn'] as const;
export type ShiftOutcome = (typeof shiftOutcomes)[number];

/** Figures of a shift; `taken + inherited` is the sum of all the others. */
export const shiftCountsSchema = z
  .object({
    taken: z.int().min(0),
    inherited: z.int().min(0),
    open: z.int().min(0),
    finished: z.int().min(0),
    refused: z.int().min(0),
    cancelled: z.int().min(0),
    lapsed: z.int().min(0),
    passedOn: z.int().min(0),
  })
  .readonly();
export type ShiftCounts = z.infer<typeof shiftCountsSchema>;

/** A dossier as a shift answers for it. `reason` is said when it was taken outside the planned hours. */
export const shiftEntrySchema = z
  .object({
    dossier: dossierIdSchema,
    came: z.enum(shiftArrivals),
    at: instant,
    by: officer,
    outcome: z.enum(shiftOutcomes),
    reason: z.string().nullable(),
  })
  .readonly();
export type ShiftEntry = z.infer<typeof shiftEntrySchema>;

/** A device at the hand-over: whether it worked, and a word on it. */
export const deviceCheckSchema = z
  .object({ device: z.string(), works: z.boolean(), note: z.string().max(200).nullable() })
  .readonly();
export type DeviceCheck = z.infer<typeof deviceCheckSchema>;

/** What a shift left to the next: its open dossiers, the devices, a word. `takenOverBy` is null until somebody took them. */
export const handOverSchema = z
  .object({
    dossiers: z.array(dossierIdSchema).readonly(),
    devices: z.array(deviceCheckSchema).readonly(),
    note: z.string().max(500).nullable(),
    takenOverBy: dossierIdSchema.nullable(),
  })
  .readonly();
export type HandOver = z.infer<typeof handOverSchema>;

/** A shift at a station: who opened and closed it, and every dossier it answers for. */
export const shiftSchema = z
  .object({
    id: dossierIdSchema,
    station: z.string(),
    /** Name of the planned shift ("Ca 1"); null for one outside the plan, which then says why. */
    plan: z.string().nullable(),
    reason: z.string().max(200).nullable(),
    openedBy: officer,
    openedAt: instant,
    entries: z.array(shiftEntrySchema).readonly(),
    closed: z
      .object({ by: officer, at: instant, counts: shiftCountsSchema, handOver: handOverSchema })
      .readonly()
      .nullable(),
  })
  .readonly();
export type Shift = z.infer<typeof shiftSchema>;

/** A shift of the plan: from the minute it begins to the minute before the next, `HH:MM` of the local day. */
export const plannedShiftSchema = z
  .object({ name: z.string(), from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) })
  .readonly();
export type PlannedShift = z.infer<typeof plannedShiftSchema>;

/** Why something is not done with a shift; words stand in `contract/wording`. */
export const shiftFaults = [
  'shift.closed',
  'shift.openElsewhere',
  'shift.reasonMissing',
  'shift.dossierTwice',
  'shift.dossierUnknown',
  'shift.alreadyTakenOver',
  'shift.notReconciled',
] as const;
export type ShiftFault = (typeof shiftFaults)[number];
