import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { faceBoxSchema, faceComparisonSchema, preCheckSchema } from './face.ts';
import { failureSchema } from './failures.ts';
import { purposeSchema } from './officers.ts';
import { cornersSchema, pixelsSchema } from './pixels.ts';
import { mrzGuidances, pageGuidances } from './vision.ts';

const nothing = z.void();

/** What is taken of a person, or of their papers. */
export const captureKinds = ['portrait', 'document', 'signature'] as const;
export type CaptureKind = (typeof captureKinds)[number];

/** Kinds of paper that are photographed at the desk (facts of the forms: `domain/documents/papers.ts` names and explains them). */
export const paperCodes = [
  'cccdMatTruoc', 'cccdMatSau', 'cmnd', 'giayKhaiSinh', 'hoChieu', 'xacNhanCuTru', 'giamHo', 'quyetDinh',
  'ketHon', 'phieuThuNhan', 'phieuDanCu', 'phieuDeNghi', 'phieuDinhDanh', 'giayHen', 'thongBaoSoDinhDanh', 'khac',
] as const; // biome-ignore format: a list
export type PaperCode = (typeof paperCodes)[number];

/** One stored form of a capture: its bytes are asked for by name. */
export const capturePartSchema = z.object({
  name: z.enum([
    'portrait.jpg',
    'original.jpg',
    'page.jpg',
    'document.pdf',
    'signature.svg',
    'signature.png',
    'strokes.json',
  ]),
  mime: z.enum(['image/jpeg', 'image/png', 'image/svg+xml', 'application/pdf', 'application/json']),
  length: z.number().int(),
  /** SHA-256 in hexadecimal. */
  sha256: z.string().length(64),
});
export type CapturePart = z.infer<typeof capturePartSchema>;
export type CapturePartName = CapturePart['name'];

/** Why the officer took a picture that the pre-checks would not have taken. */
export const manualReasonSchema = z.object({
  code: z.enum(['khuyetTat', 'treEm', 'nguoiGia', 'anhSang', 'trangPhucTonGiao', 'thietBi', 'khac']),
  note: z.string().trim().max(200).nullable(),
});
export type ManualReason = z.infer<typeof manualReasonSchema>;

/** What a capture is worth, by its kind. */
export const captureQualitySchema = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('portrait'),
    checks: z.array(preCheckSchema),
    /** Null: the shutter released itself on a run of good frames. */
    manual: manualReasonSchema.nullable(),
    width: z.number().int(),
    height: z.number().int(),
  }),
  z.object({
    of: z.literal('document'),
    paper: z.enum(paperCodes),
    pages: z.number().int().min(1),
    /** Whether every page was found and made straight by itself. */
    straightened: z.boolean(),
  }),
  z.object({
    of: z.literal('signature'),
    strokes: z.number().int(),
    points: z.number().int(),
    /** Milliseconds from the first touch to the last. */
    durationMs: z.number(),
  }),
]);
export type CaptureQuality = z.infer<typeof captureQualitySchema>;

/** A printed field as a machine read it: to be checked by the officer, never taken as it is. Numbers are masked to their last three digits. */
export const prefilledFieldSchema = z.object({
  field: z.enum([
    'number',
    'name',
    'birth',
    'sex',
    'nationality',
    'origin',
    'residence',
    'expiry',
    'issued',
    'father',
    'mother',
  ]),
  text: z.string(),
  /** 0 to 100. */
  confidence: z.number(),
});
export type PrefilledField = z.infer<typeof prefilledFieldSchema>;

/** A capture: what it is, of whom and by whom, with what, how good, and the hashes of its bytes. The bytes come by `capture.part`. */
export const captureRecordSchema = z.object({
  id: z.string(),
  kind: z.enum(captureKinds),
  /** ISO time. */
  takenAt: z.string(),
  officer: z.string(),
  device: z.object({ id: z.string(), name: z.string(), simulated: z.boolean() }),
  /** Number of the person on the desk, masked; null when nobody sits there and no card is. */
  subject: z.string().nullable(),
  parts: z.array(capturePartSchema).min(1),
  quality: captureQualitySchema,
  /** Read by OCR from a document; null before it was asked for. */
  prefill: z.array(prefilledFieldSchema).nullable(),
  /** Kept encrypted in the profile; otherwise in memory alone, and gone with the desk. */
  saved: z.boolean(),
});
export type CaptureRecord = z.infer<typeof captureRecordSchema>;

/** What somebody in front of the camera is asked to do, chosen by chance, so that a picture held up cannot do it. */
export const challengeSteps = ['turnLeft', 'turnRight', 'blink', 'front'] as const;
export type ChallengeStep = (typeof challengeSteps)[number];

/** Why a challenge was not passed: too slow, another face came, it moved like something flat, nobody there any more. */
export const challengeFaults = ['tooSlow', 'otherFace', 'flat', 'faceLost'] as const;

/** How the live face stood beside the portrait of the chip: an attended, active challenge; no certified detection of attacks. */
export const faceMatchSchema = z.object({
  comparison: faceComparisonSchema,
  challenge: z.discriminatedUnion('is', [
    z.object({ is: z.literal('passed'), steps: z.array(z.enum(challengeSteps)) }),
    z.object({ is: z.literal('failed'), fault: z.enum(challengeFaults) }),
    z.object({ is: z.literal('skipped'), reason: manualReasonSchema }),
  ]),
  /** What the officer said where the score leaves it to them. */
  decision: z.object({ same: z.boolean(), officer: z.string(), at: z.string() }).nullable(),
  camera: z.object({ name: z.string(), simulated: z.boolean() }),
  /** ISO time. */
  at: z.string(),
});
export type FaceMatch = z.infer<typeof faceMatchSchema>;

/** What to tell the person in front of the camera: the first thing that keeps the shutter from releasing. */
export const portraitGuidances = [
  'noFace', 'twoFaces', 'nearer', 'farther', 'moveLeft', 'moveRight', 'moveUp', 'moveDown', 'turnToCamera', 'chinUp', 'chinDown',
  'headStraight', 'openEyes', 'closeMouth', 'moreLight', 'lessLight', 'evenLight', 'background', 'blur', 'colour', 'hold',
] as const; // biome-ignore format: a list
export type PortraitGuidance = (typeof portraitGuidances)[number];

/**
 * What the camera is used for at this moment; one thing at a time. `code` looks for QR codes and machine readable zones alike.
 * Frames come on the lane `camera`; what was seen in each is told by `capture.seen`.
 */
export const captureTaskSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('code'), id: z.string(), camera: z.string() }),
  z.object({
    is: z.literal('portrait'),
    id: z.string(),
    camera: z.string(),
    /** `review`: taken, and waiting for yes or again. */
    phase: z.enum(['guiding', 'developing', 'review']),
    record: z.string().nullable(),
  }),
  z.object({
    is: z.literal('faceMatch'),
    id: z.string(),
    camera: z.string(),
    phase: z.enum(['guiding', 'challenge', 'comparing', 'done']),
    challenge: z
      .object({ steps: z.array(z.enum(challengeSteps)), done: z.number().int(), endsAt: z.string() })
      .nullable(),
    match: faceMatchSchema.nullable(),
    /** Whether the live face can be shown beside the chip's: `capture.live`. */
    hasLive: z.boolean(),
  }),
  z.object({
    is: z.literal('document'),
    id: z.string(),
    camera: z.string(),
    paper: z.enum(paperCodes),
    pages: z.number().int(),
    /** A page is being cut out, or the document is being put together. */
    working: z.boolean(),
  }),
]);
export type CaptureTask = z.infer<typeof captureTaskSchema>;

/** What the window draws of captures. */
export const captureStateSchema = z.object({
  task: captureTaskSchema.nullable(),
  /** Captures of the person on the desk, oldest first. */
  records: z.array(captureRecordSchema),
  /** The last face match with the card on the desk. */
  match: faceMatchSchema.nullable(),
  failure: failureSchema.nullable(),
});
export type CaptureState = z.infer<typeof captureStateSchema>;

/** One frame of the camera, scaled down: about 640 × 480 in colour for a face, finer and grey for codes and pages. */
export const cameraFrameSchema = z.object({ task: z.string(), seq: z.number().int(), pixels: pixelsSchema });
export type CameraFrame = z.infer<typeof cameraFrameSchema>;

/** What was seen in a frame; places are in its own pixels. */
export const frameSeenSchema = z.object({
  task: z.string(),
  seq: z.number().int(),
  seen: z.discriminatedUnion('is', [
    z.object({ is: z.literal('code'), corners: cornersSchema.nullable(), guidance: z.enum(mrzGuidances).nullable() }),
    z.object({
      is: z.literal('face'),
      box: faceBoxSchema.nullable(),
      guidance: z.enum(portraitGuidances),
      /** Names of the pre-checks that fail now. */
      failing: z.array(preCheckSchema.shape.name),
      /** 0 to 1: how much of the run of good frames is there. */
      steady: z.number(),
      /** The step of a challenge that is asked for, while one goes on. */
      step: z.enum(challengeSteps).nullable(),
    }),
    z.object({
      is: z.literal('page'),
      corners: cornersSchema.nullable(),
      guidance: z.enum(pageGuidances).nullable(),
      steady: z.number(),
    }),
  ]),
});
export type FrameSeen = z.infer<typeof frameSeenSchema>;

/** A signature as it was written: strokes of places (in the box's own unit), times (ms since the first), and pressure where the pad knows. */
export const strokeSchema = z.array(
  z.object({ x: z.number(), y: z.number(), t: z.number().min(0), pressure: z.number().min(0).max(1).nullable() }),
);
export const signatureSchema = z.object({
  width: z.number().positive(),
  height: z.number().positive(),
  strokes: z.array(strokeSchema.min(1).max(5000)).min(1).max(200),
});
export type Signature = z.infer<typeof signatureSchema>;

const wanted = z.discriminatedUnion('is', [
  z.object({ is: z.literal('code') }),
  z.object({ is: z.literal('portrait') }),
  z.object({ is: z.literal('faceMatch') }),
  z.object({ is: z.literal('document'), paper: z.enum(paperCodes) }),
]);

const task = z.object({ task: z.string() });
const record = z.object({ id: z.string() });

/** Taking pictures and signatures. Bytes are in memory until they are saved, and wiped when they are given up. */
export const captureApi = {
  commands: {
    /** Begins to use a camera; ends what it was used for before. `purpose` goes into the log. */
    'capture.begin': {
      input: z.object({ wanted, camera: z.string(), purpose: purposeSchema }),
      output: task,
    },
    /** Gives up: what was not kept is wiped. */
    'capture.cancel': { input: nothing, output: nothing },
    /**
     * The whole picture of a frame: because `capture.wanted` asked for it (`manual` null), or because the officer released the
     * shutter, for a portrait with a reason. @throws `capture.gone`, `face.none`, `face.several`, `capture.notGood`
     */
    'capture.shoot': {
      input: task.extend({ seq: z.number().int(), pixels: pixelsSchema, manual: manualReasonSchema.nullable() }),
      output: nothing,
    },
    /** A picture file as a page of the document. @throws `image.undecodable` */
    'capture.addPage': { input: task.extend({ bytes: bytesSchema }), output: nothing },
    /** Puts the pages together. */
    'capture.finishDocument': { input: task, output: record },
    /** Takes the portrait again: the one under review is wiped. */
    'capture.again': { input: task, output: nothing },
    /** Ends a portrait under review with yes: the camera is free, the record stays in memory. */
    'capture.accept': { input: task, output: record },
    /** Goes on without a challenge, for whoever cannot turn or blink. */
    'capture.skipChallenge': { input: task.extend({ reason: manualReasonSchema }), output: nothing },
    /** The officer's word where the score leaves it to them. */
    'capture.decideMatch': { input: z.object({ same: z.boolean() }), output: nothing },
    /** The live face of a match, as JPEG; null when there is none. */
    'capture.live': { input: nothing, output: bytesSchema.nullable() },
    'capture.signature': {
      input: z.object({ signature: signatureSchema, device: z.string(), purpose: purposeSchema }),
      output: record,
    },
    /**
     * Bytes of one part. What comes out of the profile is asked for with a purpose and a fresh proof; what was taken since the
     * card was read is shown to whoever takes it, with `purpose` null. @throws `capture.unknown`, `capture.damaged`
     */
    'capture.part': {
      input: record.extend({ name: capturePartSchema.shape.name, purpose: purposeSchema.nullable() }),
      output: bytesSchema,
    },
    /** Reads the printed fields of a document; they are shown as read by a machine. */
    'capture.readText': { input: record, output: z.array(prefilledFieldSchema) },
    /** Keeps captures encrypted in the profile. */
    'capture.save': { input: z.object({ ids: z.array(z.string()).min(1), purpose: purposeSchema }), output: nothing },
    /** Wipes a capture, saved or not. */
    'capture.discard': { input: record, output: nothing },
  },
  events: {
    'capture.seen': frameSeenSchema,
    /** The whole picture of this frame is wanted: `capture.shoot`. */
    'capture.wanted': z.object({ task: z.string(), seq: z.number().int() }),
  },
  frames: { camera: cameraFrameSchema },
} as const;
