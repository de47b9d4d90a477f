import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { signatureSchema } from './capture.ts';
import { portraitSchema } from './desk.ts';
import { evidenceSchema } from './evidence.ts';
import { anchorSchema, importProgressSchema, refusedSchema } from './trust.ts';
import { verdictSchema } from './verdict.ts';

const nothing = z.void();
/** A trust anchor as the store keeps it: the certificate and where it came from. */
export const storedAnchorSchema = z.object({
  der: bytesSchema,
  origin: z.string(),
  vouchedBy: anchorSchema.shape.vouchedBy,
  importedAt: z.string(),
});

/** What the host asks of the verifying worker: it holds the trust anchors and does all certificate arithmetic. */
export const verifierApi = {
  commands: {
    /** Replaces the anchors; returns how lists show them, in the same order. */
    'trust.load': { input: z.object({ anchors: z.array(storedAnchorSchema) }), output: z.array(anchorSchema) },
    /** Judges certificates and lists against the loaded anchors; loads nothing. */
    'trust.judge': {
      input: z.object({
        importId: z.string(),
        files: z.array(z.object({ name: z.string(), bytes: bytesSchema })),
        now: z.string(),
      }),
      output: z.object({ accepted: z.array(storedAnchorSchema), refused: z.array(refusedSchema) }),
    },
    'evidence.verify': {
      input: z.object({ evidence: evidenceSchema, now: z.string(), partial: z.boolean(), recorded: z.boolean() }),
      output: verdictSchema,
    },
  },
  events: { 'trust.importProgressed': importProgressSchema },
  frames: {},
} as const;

/** What the host asks of the image worker. */
export const imagingApi = {
  commands: {
    /** Makes a JPEG 2000 image showable as PNG. Fails with `image.undecodable`. */
    'image.decode': { input: z.object({ bytes: bytesSchema }), output: portraitSchema },
    /** A signature as a PNG of that width, black on white. */
    'signature.png': {
      input: z.object({ signature: signatureSchema, width: z.number().int().min(1).max(4000) }),
      output: bytesSchema,
    },
    /** Loads the decoder, so that the first portrait does not wait for it. */
    'image.warmUp': { input: nothing, output: nothing },
  },
  events: {},
  frames: {},
} as const;
