import { z } from 'zod';
import { paperCodes } from './capture.ts';
import {
  captureExceptionCodes,
  captureExceptionSchema,
  consentSchema,
  deadlineSchema,
  documentRefSchema,
  dossierFindingSchema,
  dossierIdSchema,
  dossierLineSchema,
  feeSchema,
  fieldSources,
  guardianRelations,
  guardianSchema,
  leftStepSchema,
  stepViewSchema,
  transitionRecordSchema,
  whySchema,
} from './dossier.ts';
import {
  captureNames,
  captureRuleSchema,
  dossierStates,
  fieldChecks,
  stepCodes,
  type Words,
  wordsSchema,
} from './dossier-kind.ts';
import { purposeCodes, purposeSchema } from './officers.ts';

const nothing = z.void();
const coded = z.object({ code: z.string(), words: wordsSchema }).readonly();

/** A kind of dossier that can be opened today. */
export const offeredKindSchema = z
  .object({
    code: z.string(),
    names: wordsSchema,
    form: z.string(),
    purpose: z.enum(purposeCodes),
    reasons: z.array(coded).readonly(),
  })
  .readonly();
export type OfferedKind = z.infer<typeof offeredKindSchema>;

/** A field of the form as the officer sees it; numbers of persons are masked to their last three digits. */
export const formFieldSchema = z
  .object({
    code: z.string(),
    words: wordsSchema,
    check: z.enum(fieldChecks),
    required: z.boolean(),
    /** It says who somebody is and is never typed over where a source states it. */
    fixed: z.boolean(),
    value: z.string().nullable(),
    source: z.enum(fieldSources).nullable(),
    /** What chip and cache say of it now, where they differ: one of them may be chosen, with a reason. */
    stated: z.array(z.object({ source: z.enum(['chip', 'cache']), value: z.string() }).readonly()).readonly(),
    chosen: z.string().nullable(),
    retyped: z
      .object({ before: z.string(), source: z.enum(['chip', 'cache']), reason: z.string() })
      .readonly()
      .nullable(),
  })
  .readonly();
export type FormField = z.infer<typeof formFieldSchema>;

/** A capture the dossier wants: what is there, or why it is not. `equipped`: this desk has the device now. */
export const captureNeedSchema = captureRuleSchema
  .unwrap()
  .pick({ capture: true, need: true, shared: true, mayLack: true })
  .extend({
    equipped: z.boolean(),
    record: z.string().nullable(),
    exception: captureExceptionSchema.nullable(),
    missing: z.boolean(),
  })
  .readonly();
export type CaptureNeed = z.infer<typeof captureNeedSchema>;

/** Papers the dossier wants: any one of `papers`; those that are there. */
export const paperNeedSchema = z
  .object({
    code: z.string(),
    words: wordsSchema,
    papers: z.array(z.enum(paperCodes)).readonly(),
    need: z.enum(['required', 'recommended']),
    law: z.string(),
    shown: z.array(documentRefSchema).readonly(),
    missing: z.boolean(),
  })
  .readonly();
export type PaperNeed = z.infer<typeof paperNeedSchema>;

/** A way the officer who is there may take the dossier now. */
export const dossierWaySchema = z
  .object({ to: z.enum(dossierStates), why: z.enum(['none', 'note', 'refusal']) })
  .readonly();

/** A dossier on the desk, with everything the officer sees of it. */
export const intakeDossierSchema = z
  .object({
    id: dossierIdSchema,
    revision: z.int(),
    edit: z.int(),
    kind: z.object({ code: z.string(), regime: z.string(), names: wordsSchema, form: z.string() }).readonly(),
    state: z.enum(dossierStates),
    since: z.string(),
    officer: z.string(),
    openedAt: z.string(),
    step: z.enum(stepCodes),
    focus: z.string().nullable(),
    steps: z.array(stepViewSchema.unwrap().extend({ words: wordsSchema }).readonly()).readonly(),
    findings: z.array(dossierFindingSchema).readonly(),
    identified: z.enum(['chip', 'cache', 'papers']).nullable(),
    form: z.array(formFieldSchema).readonly(),
    reasons: z.array(coded).readonly(),
    reason: z.string().nullable(),
    captures: z.array(captureNeedSchema).readonly(),
    papers: z.array(paperNeedSchema).readonly(),
    /** Papers that are there and that no rule asks for. */
    otherPapers: z.array(documentRefSchema).readonly(),
    takesIntegrated: z.boolean(),
    /** Who has to come along. */
    presence: z.array(z.enum(['guardian', 'representative'])).readonly(),
    /** Number masked. */
    guardian: guardianSchema.unwrap().extend({ number: z.string() }).readonly().nullable(),
    /** Officer and person looked at this very content together. */
    reviewed: z.boolean(),
    consent: consentSchema.nullable(),
    exemptions: z.array(coded).readonly(),
    exemption: z.string().nullable(),
    /** What is to be paid and when the result is due; foreseen for today until the dossier is complete. */
    fee: feeSchema.nullable(),
    deadline: deadlineSchema.nullable(),
    settled: z.boolean(),
    ways: z.array(dossierWaySchema).readonly(),
    refusals: z.array(coded).readonly(),
    retyped: z.int(),
    history: z.array(transitionRecordSchema).readonly(),
  })
  .readonly();
export type IntakeDossier = z.infer<typeof intakeDossierSchema>;

/** The person who is served now. Their captures and papers are those of `DeskState.capture`. */
export const intakeSittingSchema = z
  .object({
    id: dossierIdSchema,
    /** Masked to its last three digits. */
    number: z.string(),
    name: z.string(),
    birth: z.string().nullable(),
    /** Whether the card on the desk is this person's, and proved. */
    card: z.boolean(),
    dossiers: z.array(intakeDossierSchema).min(1).readonly(),
    /** The dossier the officer is at. */
    current: dossierIdSchema,
    /** When the last change was safely kept. */
    savedAt: z.string(),
  })
  .readonly();
export type IntakeSitting = z.infer<typeof intakeSittingSchema>;

/** Taking dossiers in: the person at the desk, and unfinished dossiers to come back to. Empty for whoever may not take any. */
export const intakeStateSchema = z.object({
  kinds: z.array(offeredKindSchema).readonly(),
  sitting: intakeSittingSchema.nullable(),
  /** Those of the officer who is there and of the open shift: what the upstream sent back first, then the last one touched. */
  drafts: z.array(dossierLineSchema).readonly(),
});
export type IntakeState = z.infer<typeof intakeStateSchema>;

/** Whom a dossier is opened for: the card on the desk, somebody the cache knows (its handle), or what papers say. */
export const intakePersonSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('card') }),
  z.object({ is: z.literal('record'), person: z.int() }),
  z.object({
    is: z.literal('papers'),
    number: z.string().regex(/^\d{12}$/),
    name: z.string().trim().min(1).max(200),
    birth: z.iso.date().nullable(),
  }),
]);
export type IntakePerson = z.infer<typeof intakePersonSchema>;

const dossier = z.object({ dossier: dossierIdSchema });
const reasonText = z.string().trim().max(200);
/** Why somebody is served outside the planned hours of the shift. */
const outsideHours = z.object({ reason: reasonText.nullable().optional() });

/**
 * Taking dossiers in. Each act is kept before it is answered and seen in `DeskState.intake`.
 * @throws `dossier.refused` with the first fault, `shift.none`, `intake.*`, `session.*`, `storage.*`
 */
export const intakeApi = {
  commands: {
    /** Opens a sitting with one dossier of each kind. The person must be on the desk or known; a shift must be open. */
    'intake.begin': {
      input: outsideHours.extend({ kinds: z.array(z.string()).min(1).max(6), person: intakePersonSchema }),
      output: dossier,
    },
    /** Another dossier for the person who sits here. */
    'intake.add': { input: outsideHours.extend({ kind: z.string() }), output: dossier },
    /** Takes up a dossier that was left, at the field where it was left. */
    'intake.resume': { input: dossier, output: nothing },
    /** The person leaves; what is unfinished stays a draft. */
    'intake.leave': { input: nothing, output: nothing },
    'intake.show': { input: dossier, output: nothing },
    'intake.enter': {
      input: dossier.extend({
        field: z.string().max(60),
        value: z.string().max(1000),
        source: z.enum(['typed', 'ocr']),
        /** Needed over a value of chip or cache. */
        reason: reasonText.nullable(),
      }),
      output: nothing,
    },
    'intake.choose': {
      input: dossier.extend({ field: z.string().max(60), source: z.enum(['chip', 'cache']), reason: reasonText }),
      output: nothing,
    },
    /** Where the officer is, so that a draft opens there. */
    'intake.focus': { input: dossier.extend({ field: z.string().max(60) }), output: nothing },
    /** “Tiếp tục” from a step: a press that was meant for another step does nothing. */
    'intake.proceed': {
      input: dossier.extend({
        step: z.enum(stepCodes),
        leave: leftStepSchema.unwrap().pick({ cause: true, note: true }).nullable(),
      }),
      output: nothing,
    },
    'intake.back': { input: dossier.extend({ step: z.enum(stepCodes) }), output: nothing },
    /** The officer recognised the person by their papers. */
    'intake.papersSeen': { input: dossier, output: nothing },
    'intake.guardian': {
      input: dossier.extend({
        guardian: z
          .object({
            number: z.string().regex(/^\d{12}$/),
            name: z.string().trim().min(1).max(200),
            relation: z.enum(guardianRelations),
            birth: z.iso.date().nullable(),
          })
          .nullable(),
      }),
      output: nothing,
    },
    'intake.reason': { input: dossier.extend({ reason: z.string() }), output: nothing },
    'intake.exemption': { input: dossier.extend({ exemption: z.string().nullable() }), output: nothing },
    /** Puts a capture of the person into the dossier, and into the others of the sitting that share it; it is kept first. */
    'intake.take': { input: dossier.extend({ capture: z.enum(captureNames), record: z.string() }), output: nothing },
    'intake.except': {
      input: dossier.extend({
        capture: z.enum(captureNames),
        code: z.enum(captureExceptionCodes),
        note: reasonText.nullable(),
      }),
      output: nothing,
    },
    'intake.document': {
      input: dossier.extend({ paper: z.enum(paperCodes), shown: documentRefSchema.unwrap().shape.shown }),
      output: nothing,
    },
    'intake.removeDocument': {
      input: dossier.extend({ paper: z.enum(paperCodes), shown: documentRefSchema.unwrap().shape.shown }),
      output: nothing,
    },
    /** Officer and person went through all of it together, and whoever must consent does. */
    'intake.review': { input: dossier, output: nothing },
    /** Another state: put aside, taken up, to be signed, complete (sealed and queued), refused, cancelled. */
    'intake.move': { input: dossier.extend({ to: z.enum(dossierStates), why: whySchema.nullable() }), output: nothing },
    /** The whole number of the person, for a purpose; logged first. */
    'intake.reveal': { input: dossier.extend({ purpose: purposeSchema }), output: z.object({ number: z.string() }) },
  },
} as const;

/** What the person agrees to before they sign, as it is read out; the dossier keeps the Vietnamese text. */
export const consentWords: Words = {
  vi: 'Tôi đã xem lại toàn bộ thông tin, đồng ý cho cơ quan Công an thu nhận, lưu giữ và truyền thông tin, sinh trắc học, giấy tờ trong hồ sơ này để giải quyết thủ tục tôi đề nghị.',
  en: 'I have gone through all of it and agree that the police take, keep and send the data, biometrics and papers of this dossier to settle what I ask for.',
};

/** What is seen of intake while nobody may take any. */
export const closedIntake: IntakeState = { kinds: [], sitting: null, drafts: [] };
