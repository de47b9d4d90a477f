import { z } from 'zod';
import { dossierIdSchema, dossierLineSchema } from './dossier.ts';

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

/** A shift as the window shows it: its figures are worked out anew from what the dossiers say. */
export const shiftViewSchema = z
  .object({
    id: dossierIdSchema,
    station: z.string(),
    plan: z.string().nullable(),
    reason: z.string().nullable(),
    openedBy: officer,
    openedAt: instant,
    counts: shiftCountsSchema,
    /** Whether taken and inherited are the sum of everything else, and every dossier says it is of this shift. */
    reconciles: z.boolean(),
    closed: z
      .object({
        by: officer,
        at: instant,
        passedOn: z.int(),
        note: z.string().nullable(),
        takenOverBy: dossierIdSchema.nullable(),
      })
      .readonly()
      .nullable(),
  })
  .readonly();
export type ShiftView = z.infer<typeof shiftViewSchema>;

/** The shift of this desk. */
export const shiftStateSchema = z.object({
  open: shiftViewSchema.nullable(),
  plan: z.array(plannedShiftSchema).readonly(),
  /** The planned shift of this hour, or null outside the plan. */
  now: z.string().nullable(),
  /** The last closed shift whose open dossiers nobody has taken over. */
  waiting: shiftViewSchema.nullable(),
});
export type ShiftState = z.infer<typeof shiftStateSchema>;

const note = z.string().trim().max(500).nullable();

/** Shifts. @throws `shift.refused` with its fault, `session.*`, `storage.*` */
export const shiftApi = {
  commands: {
    /** Opens a shift, and takes over what the last one left if `takeOver`. Outside the plan it needs a reason. */
    'shift.open': {
      input: z.object({
        plan: z.string().nullable(),
        reason: z.string().trim().max(200).nullable(),
        takeOver: z.boolean(),
      }),
      output: z.void(),
    },
    /** Closes it: open dossiers are passed on, the figures are frozen. */
    'shift.close': { input: z.object({ devices: z.array(deviceCheckSchema).max(20), note }), output: z.void() },
    /** Takes over what the last shift left. */
    'shift.takeOver': { input: z.void(), output: z.void() },
    /** Newest first. */
    'shift.list': { input: z.object({ limit: z.int().min(1).max(200) }), output: z.array(shiftViewSchema) },
    /** Dossiers a shift answers for; numbers masked. */
    'shift.dossiers': { input: z.object({ shift: dossierIdSchema }), output: z.array(dossierLineSchema) },
  },
} as const;

/** What is seen of shifts while the profile is closed. */
export const closedShift: ShiftState = { open: null, plan: [], now: null, waiting: null };
