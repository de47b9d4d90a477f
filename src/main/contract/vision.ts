import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { cornersSchema, pixelsSchema } from './pixels.ts';

/** A code in a picture: its bytes as they stand in it, and its text where those are text. */
export const foundCodeSchema = z.object({
  /** The one kind that stands on cards. */
  symbology: z.literal('qr'),
  bytes: bytesSchema,
  text: z.string(),
  corners: cornersSchema,
});
export type FoundCode = z.infer<typeof foundCodeSchema>;

/** What to do so that the machine readable zone can be read. */
export const mrzGuidances = ['noZone', 'nearer', 'farther', 'tilt', 'glare', 'blur', 'dark', 'hold'] as const;
export type MrzGuidance = (typeof mrzGuidances)[number];

/**
 * A machine readable zone as read in one picture. `read` only when every check digit is right and, for a Vietnamese card, the
 * number agrees with itself; the line of the name has no check digit and must be confirmed by the chip or the officer.
 */
export const foundMrzSchema = z.object({
  lines: z.array(z.string()),
  read: z.boolean(),
  /** Smallest lead of a character over the next best one, 0 to 1, by line: how sure the reader is. */
  margins: z.array(z.number()),
  /** Where the zone is; null where none was seen. */
  corners: cornersSchema.nullable(),
  guidance: z.enum(mrzGuidances).nullable(),
});
export type FoundMrz = z.infer<typeof foundMrzSchema>;

export const pageGuidances = ['noPage', 'nearer', 'cutOff', 'tilt', 'glare', 'blur', 'dark', 'hold'] as const;
export type PageGuidance = (typeof pageGuidances)[number];

/** A sheet or a card in a picture. */
export const foundPageSchema = z.object({
  corners: cornersSchema.nullable(),
  guidance: z.enum(pageGuidances).nullable(),
});
export type FoundPage = z.infer<typeof foundPageSchema>;

/** A page that was cut out and made straight: JPEG of at most `mostBytes`. */
export const madePageSchema = z.object({
  jpeg: bytesSchema,
  width: z.number().int(),
  height: z.number().int(),
  /** JPEG quality that kept it under the cap, 1 to 100. */
  quality: z.number(),
});
export type MadePage = z.infer<typeof madePageSchema>;

/** What the host asks of the vision worker. */
export const visionApi = {
  commands: {
    /** JPEG, PNG or JPEG 2000. @throws `image.undecodable` */
    'image.pixels': { input: z.object({ bytes: bytesSchema }), output: pixelsSchema },
    'image.jpeg': {
      input: z.object({ pixels: pixelsSchema, quality: z.number().min(1).max(100) }),
      output: bytesSchema,
    },
    'codes.find': { input: z.object({ pixels: pixelsSchema }), output: z.array(foundCodeSchema) },
    'mrz.find': { input: z.object({ pixels: pixelsSchema }), output: foundMrzSchema },
    'page.find': { input: z.object({ pixels: pixelsSchema }), output: foundPageSchema },
    'page.make': {
      input: z.object({
        pixels: pixelsSchema,
        corners: cornersSchema.nullable(),
        /** Quarter turns clockwise. */
        turns: z.number().int().min(0).max(3),
        mostBytes: z.number().int().min(10_000),
      }),
      output: madePageSchema,
    },
  },
  events: {},
  frames: {},
} as const;

/** A line of printed text: what stands there, 0 to 100 how sure, and where. */
export const textLineSchema = z.object({
  text: z.string(),
  confidence: z.number(),
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
});
export type TextLine = z.infer<typeof textLineSchema>;

/** What the host asks of the OCR worker: `mrz` is the second opinion on a machine readable zone, `vie` printed Vietnamese. */
export const ocrApi = {
  commands: {
    /** @throws `ocr.dataWrong` when the recognition data are not those we know */
    'text.read': {
      input: z.object({ pixels: pixelsSchema, language: z.enum(['vie', 'mrz']) }),
      output: z.array(textLineSchema),
    },
  },
  events: {},
  frames: {},
} as const;
