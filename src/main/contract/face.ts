import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { pixelsSchema } from './pixels.ts';

/**
 * Named pre-checks of a portrait, by the formulas of OFIQ where they need no network we lack. They say what an officer should
 * look at; they are no statement of conformity.
 */
export const preCheckNames = [
  'oneFace', 'yaw', 'pitch', 'roll', 'eyesOpen', 'mouthClosed', 'interEyeDistance', 'headSize',
  'leftMargin', 'rightMargin', 'marginAbove', 'marginBelow', 'luminance', 'contrast', 'underExposure', 'overExposure',
  'dynamicRange', 'evenLight', 'naturalColour', 'background', 'sharpness',
] as const; // biome-ignore format: a list
export type PreCheckName = (typeof preCheckNames)[number];

/** One pre-check: the measured value in its own unit, its score of 0 to 100, and whether that is enough here. */
export const preCheckSchema = z.object({
  name: z.enum(preCheckNames),
  raw: z.number(),
  score: z.number().min(0).max(100),
  ok: z.boolean(),
});
export type PreCheck = z.infer<typeof preCheckSchema>;

export const faceBoxSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  /** 0 to 1. */
  score: z.number(),
});
export type FaceBox = z.infer<typeof faceBoxSchema>;

/** What is seen in one picture; everything but `faces` is of the largest face, and null or empty where there is none. */
export const faceLookSchema = z.object({
  /** The largest first. */
  faces: z.array(faceBoxSchema),
  /** 68 places in iBUG order, as x, y, x, y … in pixels of the picture. */
  landmarks: z.array(z.number()).length(136).nullable(),
  /** Degrees; yaw positive to the person's own left, pitch positive upwards, roll positive clockwise in the picture. */
  pose: z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() }).nullable(),
  /** How surely each eye is closed, 0 to 1, by the person's own left and right. */
  closed: z.object({ left: z.number(), right: z.number() }).nullable(),
  checks: z.array(preCheckSchema),
});
export type FaceLook = z.infer<typeof faceLookSchema>;

/** 512 numbers of length one that stand for a face: 2,048 bytes, 32-bit floats, little endian. Biometric data: never kept, never logged. */
export const faceDescriptorSchema = bytesSchema.refine(({ length }) => length === 2048, 'not a descriptor');

/** `match` and `noMatch` are clear; between them the officer decides. */
export const matchBands = ['match', 'officer', 'noMatch'] as const;
export type MatchBand = (typeof matchBands)[number];

/** A comparison of two faces: cosine of their descriptors, −1 to 1, and the thresholds it was judged by. */
export const faceComparisonSchema = z.object({
  score: z.number().min(-1).max(1),
  band: z.enum(matchBands),
  thresholds: z.object({ match: z.number(), noMatch: z.number() }),
});
export type FaceComparison = z.infer<typeof faceComparisonSchema>;

/** What the host asks of the face worker. There is no search among many: one face is looked at, or two are compared. */
export const faceApi = {
  commands: {
    'face.look': { input: z.object({ pixels: pixelsSchema }), output: faceLookSchema },
    /** The descriptor of the largest face, or null where there is none. */
    'face.describe': { input: z.object({ pixels: pixelsSchema }), output: faceDescriptorSchema.nullable() },
    /** The largest face cut to a portrait of 35 to 45, upright, or null where there is none or it is cut off. */
    'face.crop': { input: z.object({ pixels: pixelsSchema }), output: pixelsSchema.nullable() },
    /** Loads the models and checks their hashes, so that the first look does not wait. @throws `face.modelWrong` */
    'face.warmUp': { input: z.void(), output: z.void() },
  },
  events: {},
  frames: {},
} as const;
