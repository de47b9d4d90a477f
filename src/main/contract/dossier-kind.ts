import { z } from 'zod';
import { paperCodes } from './capture.ts';
import { purposeCodes } from './officers.ts';

/** Where a dossier can stand, in the order of its life; `refused` is the written refusal (CC03), `lapsed` is kept past its term. */
export const dossierStates = [
  'new', 'capturing', 'awaitingCorrection', 'awaitingSignature', 'complete', 'queued', 'sent', 'returned',
  'approved', 'cardArrived', 'handedOver', 'refused', 'cancelled', 'lapsed',
] as const; // biome-ignore format: a list
export type DossierState = (typeof dossierStates)[number];

/** What an intake is made of. A kind says which of them it has, and in which order. */
export const stepCodes = ['identify', 'form', 'captures', 'documents', 'review', 'sign'] as const;
export type StepCode = (typeof stepCodes)[number];

/** What is taken of a person for a dossier. Papers stand apart: `documents`. */
export const captureNames = ['portrait', 'signature', 'fingerprints', 'iris'] as const;
export type CaptureName = (typeof captureNames)[number];

/** Groups of age the law treats apart (Law on Identification 2023, articles 19, 23). */
export const ageGroups = ['under6', 'under14', 'from14'] as const;
export type Ages = (typeof ageGroups)[number];

/** How the card somebody holds stands on the day. */
export const heldCardStates = ['none', 'valid', 'expired', 'unknown'] as const;

/** Which document somebody holds: none, an old identity card of nine or twelve digits, a CCCD, a card of the Law of 2023. */
export const heldDocuments = ['none', 'CMND', 'CCCD', 'CC'] as const;
export type HeldDocument = (typeof heldDocuments)[number];

/** How somebody asks: at the desk, or through a public service portal. */
export const channels = ['desk', 'online'] as const;
export type Channel = (typeof channels)[number];

/** What decides which rules of a kind apply to a dossier, worked out once for the day it is opened on. */
export const circumstancesSchema = z.object({
  age: z.enum(ageGroups),
  card: z.enum(heldCardStates),
  holds: z.enum(heldDocuments),
  /** Whether a chip was read here and proved genuine. */
  chip: z.boolean(),
  /** Whether the law has somebody else act for or with them, apart from their age. */
  represented: z.boolean(),
  channel: z.enum(channels),
  /** Code of the reason asked for, of the kind; null before it is chosen or for a kind without reasons. */
  reason: z.string().nullable(),
});
export type Circumstances = z.infer<typeof circumstancesSchema>;

/** When a rule applies: all that is named must hold, and nothing named is always. */
export const whenSchema = z
  .object({
    ages: z.array(z.enum(ageGroups)).readonly(),
    cards: z.array(z.enum(heldCardStates)).readonly(),
    holds: z.array(z.enum(heldDocuments)).readonly(),
    channels: z.array(z.enum(channels)).readonly(),
    /** Codes of the kind; null for one not chosen yet. */
    reasons: z.array(z.string().nullable()).readonly(),
    represented: z.boolean(),
    chip: z.boolean(),
  })
  .partial()
  .readonly();
export type When = z.infer<typeof whenSchema>;

/** A text for the officer in both languages. */
export const wordsSchema = z.object({ vi: z.string().min(1), en: z.string().min(1) }).readonly();
export type Words = z.infer<typeof wordsSchema>;

/**
 * The law a rule rests on, and how surely: `secondary` was read through another's text, `recalled` was not found in any and
 * must be confirmed by a jurist before it decides over somebody.
 */
export const basisSchema = z
  .object({ law: z.string().min(1), certainty: z.enum(['secondary', 'recalled']) })
  .readonly();
export type Basis = z.infer<typeof basisSchema>;

const isoDay = z.iso.date();
/** A time in force: first and last day, ISO; `until` null while no end is known. */
export const periodSchema = z.object({ from: isoDay, until: isoDay.nullable() }).readonly();
export type Period = z.infer<typeof periodSchema>;

/** An item that a chip or the cache can state; what neither states is typed. */
export const dataItems = [
  'number', 'name', 'birth', 'sex', 'nationality', 'ethnicity', 'religion', 'origin', 'birthRegistration',
  'residence', 'oldNumber', 'father', 'mother', 'spouse', 'features',
] as const; // biome-ignore format: a list
export type DataItem = (typeof dataItems)[number];

/** What a value must look like to be kept (`domain/dossier/field-checks.ts`). */
export const fieldChecks = ['text', 'name', 'number', 'date', 'sex', 'phone', 'email'] as const;
export type FieldCheck = (typeof fieldChecks)[number];

/**
 * A field of a kind's form. `reads` and `from` say what fills it, the first source that states it; without them it is typed.
 * A `fixed` field says who somebody is: it is never typed over, the data are corrected instead.
 */
export const fieldRuleSchema = z
  .object({
    code: z.string().min(1),
    words: wordsSchema,
    reads: z.enum(dataItems).nullable(),
    from: z.array(z.enum(['chip', 'cache'])).readonly(),
    check: z.enum(fieldChecks),
    required: z.boolean(),
    fixed: z.boolean(),
    when: whenSchema,
  })
  .readonly();
export type FieldRule = z.infer<typeof fieldRuleSchema>;

/**
 * A capture that is needed. `whenEquipped`: the law asks for it and a desk without the device goes on without, which the
 * dossier says; `voluntary` is taken only if the person wants. `shared` captures are taken once for all dossiers of a sitting.
 */
export const captureRuleSchema = z
  .object({
    capture: z.enum(captureNames),
    need: z.enum(['required', 'whenEquipped', 'voluntary']),
    shared: z.boolean(),
    /** Whether the dossier may go on without it for a stated reason (a missing finger, a hand that cannot write). */
    mayLack: z.boolean(),
    when: whenSchema,
    basis: basisSchema,
  })
  .readonly();
export type CaptureRule = z.infer<typeof captureRuleSchema>;

/** A paper that is needed: any one of `papers`. `recommended` ones are asked for and never waited for. */
export const documentRuleSchema = z
  .object({
    code: z.string().min(1),
    words: wordsSchema,
    papers: z.array(z.enum(paperCodes)).min(1).readonly(),
    need: z.enum(['required', 'recommended']),
    when: whenSchema,
    basis: basisSchema,
  })
  .readonly();
export type DocumentRule = z.infer<typeof documentRuleSchema>;

/** Somebody who must come along: a guardian of a child, or the representative of an adult. */
export const presenceRuleSchema = z
  .object({ who: z.enum(['guardian', 'representative']), when: whenSchema, basis: basisSchema })
  .readonly();
export type PresenceRule = z.infer<typeof presenceRuleSchema>;

/** What can be found about somebody who asks; words stand in `contract/wording`. */
export const dossierFindings = [
  'dead', 'declaredMissing', 'cardWithheld', 'cardWithdrawn', 'numberCancelled', 'cardNumberCancelled', 'numberDoubtful',
  'sameKindOpen', 'otherPerson', 'cardAltered', 'dataContradicts', 'noRecord', 'chipUnproved', 'ageUnknown', 'tooYoung', 'guardianNeeded', 'representativeNeeded',
  'noBiometrics', 'guardianIsSubject', 'guardianDead', 'guardianYoung', 'cardEnded', 'noCard', 'nothingToChange',
  'milestoneNotReached', 'milestoneReached', 'alreadyLevel2', 'eIdLocked',
] as const; // biome-ignore format: a list
export type DossierFindingCode = (typeof dossierFindings)[number];

/** `blocks`: nothing is taken in while it stands. `warns`: the officer clears it up. `notes`: worth knowing. */
export const findingLevels = ['blocks', 'warns', 'notes'] as const;
export type FindingLevel = (typeof findingLevels)[number];

/** A finding that a kind looks for, how loudly it is said, and when. */
export const eligibilityRuleSchema = z
  .object({ finding: z.enum(dossierFindings), level: z.enum(findingLevels), when: whenSchema, basis: basisSchema })
  .readonly();
export type EligibilityRule = z.infer<typeof eligibilityRuleSchema>;

/** Working days from a complete dossier to its result; the first rule that applies counts. */
export const deadlineRuleSchema = z
  .object({ workingDays: z.int().min(1), when: whenSchema, basis: basisSchema })
  .readonly();
export type DeadlineRule = z.infer<typeof deadlineRuleSchema>;

/** A fee in đồng, by circumstance and day; the first row that applies counts. */
export const feeRowSchema = z
  .object({ period: periodSchema, amount: z.int().min(0), when: whenSchema, words: wordsSchema, basis: basisSchema })
  .readonly();
export type FeeRow = z.infer<typeof feeRowSchema>;

/** A part of the fee that is left for a while, in percent of the full one. */
export const feeReductionSchema = z
  .object({ period: periodSchema, percent: z.int().min(1).max(100), when: whenSchema, basis: basisSchema })
  .readonly();
export type FeeReduction = z.infer<typeof feeReductionSchema>;

/** A code and its words, with the law they come from: reasons to ask, to refuse, to pay nothing. */
export const reasonRuleSchema = z
  .object({ code: z.string().min(1), words: wordsSchema, basis: basisSchema })
  .readonly();
export type ReasonRule = z.infer<typeof reasonRuleSchema>;

/** A kind of dossier under one regime: everything the engine knows of it. Dossiers keep the kind they were opened under. */
export const dossierKindSchema = z
  .object({
    code: z.string().min(1),
    /** The regime's short name, and when it is in force; of one code no two overlap. */
    regime: z.string().min(1),
    period: periodSchema,
    basis: z.array(basisSchema).min(1).readonly(),
    names: wordsSchema,
    /** Symbol of its form; the same symbol meant other papers under other regimes. */
    form: z.string().min(1),
    purpose: z.enum(purposeCodes),
    steps: z
      .array(z.object({ code: z.enum(stepCodes), words: wordsSchema }).readonly())
      .min(1)
      .readonly(),
    /** States such a dossier can be in, and those it ends in. */
    states: z.array(z.enum(dossierStates)).readonly(),
    ends: z.array(z.enum(dossierStates)).readonly(),
    /** Why somebody asks; empty where the law names no reasons. */
    reasons: z.array(reasonRuleSchema).readonly(),
    fields: z.array(fieldRuleSchema).min(1).readonly(),
    captures: z.array(captureRuleSchema).readonly(),
    documents: z.array(documentRuleSchema).readonly(),
    /** Whether a paper that is integrated into the electronic identity stands for the paper itself. */
    takesIntegrated: z.boolean(),
    presence: z.array(presenceRuleSchema).readonly(),
    eligibility: z.array(eligibilityRuleSchema).readonly(),
    deadlines: z.array(deadlineRuleSchema).min(1).readonly(),
    fees: z.array(feeRowSchema).min(1).readonly(),
    exemptions: z.array(reasonRuleSchema).readonly(),
    reductions: z.array(feeReductionSchema).readonly(),
    refusals: z.array(reasonRuleSchema).min(1).readonly(),
  })
  .readonly();
export type DossierKind = z.infer<typeof dossierKindSchema>;
