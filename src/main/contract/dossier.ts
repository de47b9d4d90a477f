import { z } from 'zod';
import { paperCodes } from './capture.ts';
import {
  captureNames,
  circumstancesSchema,
  dossierFindings,
  dossierStates,
  findingLevels,
  stepCodes,
  wordsSchema,
} from './dossier-kind.ts';

/** Number of a dossier, a sitting or a shift: a UUIDv7 made on the desk. */
export const dossierIdSchema = z.uuidv7().lowercase();
const count = z.int().min(1);
const instant = z.string();
const officer = z.string();
const number12 = z.string().regex(/^\d{12}$/);

/** Where a value of a form comes from. `ocr` was read by a machine from a paper and looked at by the officer who took it. */
export const fieldSources = ['chip', 'cache', 'typed', 'ocr'] as const;
export type FieldSource = (typeof fieldSources)[number];

/** A value of a form, as text in NFC: dates ISO, sex as a word of the contract. */
export const fieldValueSchema = z
  .object({
    field: z.string(),
    value: z.string(),
    source: z.enum(fieldSources),
    at: instant,
    by: officer,
    /** Why the officer took this source where another one came first; null where nobody chose. */
    chosen: z.string().min(1).nullable(),
    /** What chip or cache had said before somebody typed over it, and why they did; counted, never lost. */
    retyped: z
      .object({ before: z.string(), source: z.enum(['chip', 'cache']), reason: z.string().min(1) })
      .readonly()
      .nullable(),
  })
  .readonly();
export type FieldValue = z.infer<typeof fieldValueSchema>;

/** A capture of this dossier, by the record that has its bytes. `content` is what a signature was put under. */
export const captureRefSchema = z
  .object({ capture: z.enum(captureNames), record: z.string(), at: instant, by: officer, content: count })
  .readonly();
export type CaptureRef = z.infer<typeof captureRefSchema>;

/** Why a capture is not there. Those that pass ask for it to be added later (Law, article 24.1 c); `noDevice` is said by the desk itself. */
export const captureExceptionCodes = [
  'amputated', 'deformed', 'bandaged', 'worn', 'burnt', 'unwilling', 'deviceFailed', 'noDevice', 'other',
] as const; // biome-ignore format: a list
export type CaptureExceptionCode = (typeof captureExceptionCodes)[number];

/** A capture that is not there, and why; the code says it, a note adds which finger. */
export const captureExceptionSchema = z
  .object({
    capture: z.enum(captureNames),
    code: z.enum(captureExceptionCodes),
    note: z.string().max(200).nullable(),
    at: instant,
    by: officer,
  })
  .readonly();
export type CaptureException = z.infer<typeof captureExceptionSchema>;

/** A paper of the dossier: photographed here, or integrated into the electronic identity and seen there. */
export const documentRefSchema = z
  .object({
    paper: z.enum(paperCodes),
    shown: z.discriminatedUnion('as', [
      z.object({ as: z.literal('capture'), record: z.string() }).readonly(),
      z.object({ as: z.literal('integrated') }).readonly(),
    ]),
    at: instant,
    by: officer,
  })
  .readonly();
export type DocumentRef = z.infer<typeof documentRefSchema>;

/** What whoever came along is to the person. */
export const guardianRelations = ['father', 'mother', 'guardian', 'representative', 'institution'] as const;
export type GuardianRelation = (typeof guardianRelations)[number];

/** Who came with the person and acts for them. */
export const guardianSchema = z
  .object({
    number: number12,
    name: z.string().min(1),
    relation: z.enum(guardianRelations),
    /** ISO, possibly a year alone; null when it is not known here. */
    birth: z.string().nullable(),
    at: instant,
    by: officer,
  })
  .readonly();
export type Guardian = z.infer<typeof guardianSchema>;

/** Consent to what is taken and sent, and who gave it. */
export const consentSchema = z
  .object({ by: z.enum(['subject', 'guardian', 'representative']), text: z.string(), at: instant, officer })
  .readonly();
export type Consent = z.infer<typeof consentSchema>;

/** Who did something to a dossier: an officer, this desk by itself, or the upstream. */
export const actorSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('officer'), id: officer }).readonly(),
  z.object({ is: z.literal('desk') }).readonly(),
  z.object({ is: z.literal('upstream') }).readonly(),
]);
export type DossierActor = z.infer<typeof actorSchema>;

/** Why: a code of the kind (a refusal) or of what was left out, and words; no data of anybody. */
export const whySchema = z.object({ code: z.string().nullable(), note: z.string().max(500).nullable() }).readonly();
export type Why = z.infer<typeof whySchema>;

/** One step of a dossier's life. */
export const transitionRecordSchema = z
  .object({
    from: z.enum(dossierStates),
    to: z.enum(dossierStates),
    by: actorSchema,
    at: instant,
    why: whySchema.nullable(),
  })
  .readonly();
export type TransitionRecord = z.infer<typeof transitionRecordSchema>;

/** The day a result is due, and the rule that says so. */
export const deadlineSchema = z
  .object({ from: z.iso.date(), workingDays: count, due: z.iso.date(), law: z.string() })
  .readonly();
export type Deadline = z.infer<typeof deadlineSchema>;

/** What is to be paid, in đồng; `unconfirmed` names rules of no certain law that were left aside and would change it. */
export const feeSchema = z
  .object({
    full: z.int(),
    amount: z.int(),
    words: z.object({ vi: z.string(), en: z.string() }).readonly(),
    exemption: z.string().nullable(),
    law: z.array(z.string()).readonly(),
    unconfirmed: z.array(z.string()).readonly(),
  })
  .readonly();
export type Fee = z.infer<typeof feeSchema>;

/** A step somebody went past with something missing, to come back to it: which capture, which device is not there. */
export const leftStepSchema = z
  .object({
    step: z.enum(stepCodes),
    cause: z.enum(['deviceMissing', 'later']),
    note: z.string().nullable(),
    at: instant,
  })
  .readonly();
export type LeftStep = z.infer<typeof leftStepSchema>;

/** A dossier. Everything it is judged by is in it, in its kind, and in what is asked of the cache on the day. */
export const dossierSchema = z
  .object({
    id: dossierIdSchema,
    /** What goes upstream under one number: grows when a returned dossier is taken up again. */
    revision: count,
    /** Grows with every change: a draft that was written says which one it is. */
    edit: count,
    /** Grows with every change of what the person signs. */
    content: count,
    kind: z.object({ code: z.string(), regime: z.string() }).readonly(),
    sitting: dossierIdSchema,
    /** The shift that answers for it now. */
    shift: dossierIdSchema,
    officer,
    openedAt: instant,
    subject: z.object({ number: number12, name: z.string(), birth: z.string().nullable() }).readonly(),
    circumstances: circumstancesSchema.readonly(),
    state: z.enum(dossierStates),
    /** The step the officer is at. */
    step: z.enum(stepCodes),
    /** The field the officer was last at: a draft that is opened again opens there. Null at the beginning of a step. */
    focus: z.string().max(60).nullable(),
    left: z.array(leftStepSchema).readonly(),
    identified: z
      .object({ by: z.enum(['chip', 'cache', 'papers']), at: instant, officer })
      .readonly()
      .nullable(),
    fields: z.array(fieldValueSchema).readonly(),
    guardian: guardianSchema.nullable(),
    captures: z.array(captureRefSchema).readonly(),
    exceptions: z.array(captureExceptionSchema).readonly(),
    documents: z.array(documentRefSchema).readonly(),
    /** Somebody looked at the whole of this content with the person. */
    reviewed: z.object({ content: count, at: instant, officer }).readonly().nullable(),
    consent: consentSchema.nullable(),
    /** Code of the kind's exemption from the fee, if one is claimed. */
    exemption: z.string().nullable(),
    fee: feeSchema.nullable(),
    deadline: deadlineSchema.nullable(),
    history: z.array(transitionRecordSchema).readonly(),
  })
  .readonly();
export type Dossier = z.infer<typeof dossierSchema>;

/** One person at the desk with one or more dossiers; what is taken once stands here for all of them. */
export const sittingSchema = z
  .object({
    id: dossierIdSchema,
    subject: number12,
    openedAt: instant,
    officer,
    captures: z.array(captureRefSchema).readonly(),
    dossiers: z.array(dossierIdSchema).min(1).readonly(),
  })
  .readonly();
export type Sitting = z.infer<typeof sittingSchema>;

/** What was found about the person who asks. */
export const dossierFindingSchema = z
  .object({ code: z.enum(dossierFindings), level: z.enum(findingLevels), law: z.string() })
  .readonly();
export type DossierFinding = z.infer<typeof dossierFindingSchema>;

/** Why something is not done; words stand in `contract/wording`, `about` names the field, capture, paper, step or finding. */
export const dossierFaults = [
  'state.noWay', 'state.notOfKind', 'state.locked', 'actor.notPermitted', 'actor.other', 'why.missing', 'why.unknown',
  'identify.missing', 'finding.blocks', 'request.missing', 'request.unknown', 'guardian.missing', 'exemption.unknown',
  'field.unknown', 'field.missing', 'field.invalid', 'field.fixed', 'field.reasonMissing',
  'capture.missing', 'capture.notNeeded', 'capture.mayNotLack', 'document.missing', 'document.notIntegrated',
  'review.missing', 'signature.missing', 'consent.missing', 'step.notOfKind', 'step.incomplete', 'step.ahead', 'lapsed.elsewhere', 'sitting.otherPerson', 'sitting.sameKind',
] as const; // biome-ignore format: a list
export type DossierFaultCode = (typeof dossierFaults)[number];
/** One reason why something is not done. */
export const dossierFaultSchema = z.object({ code: z.enum(dossierFaults), about: z.string().nullable() }).readonly();
export type DossierFault = z.infer<typeof dossierFaultSchema>;

/** A step as the intake shows it: `left` was gone past with something missing; `missing` says what it still wants. */
export const stepViewSchema = z
  .object({
    code: z.enum(stepCodes),
    state: z.enum(['done', 'current', 'left', 'ahead']),
    missing: z.array(dossierFaultSchema).readonly(),
  })
  .readonly();
export type StepView = z.infer<typeof stepViewSchema>;

/** A dossier in a list: its number of a person masked. */
export const dossierLineSchema = z
  .object({
    id: dossierIdSchema,
    revision: count,
    kind: z.string(),
    regime: z.string(),
    /** What the kind was called under the regime of the dossier; its code where this desk knows no such kind. */
    names: wordsSchema,
    number: z.string(),
    name: z.string(),
    state: z.enum(dossierStates),
    since: instant,
    /** What was said with the step that led here: why it was put aside, sent back, refused. */
    why: whySchema.nullable(),
    officer,
    shift: dossierIdSchema,
    due: z.iso.date().nullable(),
    /** Working days left; negative when it is overdue. Null without a deadline. */
    daysLeft: z.int().nullable(),
    retyped: z.int(),
    left: z.array(z.enum(stepCodes)).readonly(),
  })
  .readonly();
export type DossierLine = z.infer<typeof dossierLineSchema>;
