import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { failureSchema } from './failures.ts';

/** The elementary files of an eMRTD that this desk knows (ICAO 9303-10 §3, §4). */
export const fileNames = [
  'EF.CardAccess', 'EF.CardSecurity', 'EF.DIR', 'EF.ATR/INFO', 'EF.COM', 'EF.SOD',
  'DG1', 'DG2', 'DG3', 'DG4', 'DG5', 'DG6', 'DG7', 'DG8', 'DG9', 'DG10', 'DG11', 'DG12', 'DG13', 'DG14', 'DG15', 'DG16',
] as const; // biome-ignore format: one row per kind reads better
export const fileNameSchema = z.enum(fileNames);
export type FileName = z.infer<typeof fileNameSchema>;

/** Why a file that was expected is not in the evidence. */
export const gapSchema = z.object({
  name: fileNameSchema,
  /** `notPermitted`: 6982/6985, needs terminal authentication; `absent`: 6A82; `broken`: the read of it was cut off; `notRead`: never asked for. */
  cause: z.enum(['absent', 'notPermitted', 'broken', 'notRead']),
  sw: z.number().nullable(),
});
export type Gap = z.infer<typeof gapSchema>;

/** How the chip was opened. */
export const accessSchema = z.discriminatedUnion('protocol', [
  z.object({
    protocol: z.literal('pace'),
    /** Which password opened it. */
    password: z.enum(['can', 'mrz']),
    /** Object identifier of the PACE protocol used, dotted. */
    oid: z.string(),
    /** Standardised domain parameter identifier (ICAO 9303-11 table 6). */
    parameterId: z.number(),
  }),
  z.object({ protocol: z.literal('bac') }),
  z.object({ protocol: z.literal('none') }),
]);
export type Access = z.infer<typeof accessSchema>;

/**
 * Chip authentication as it happened (ICAO 9303-11 §6.2). `done` holds what the desk that read the chip judges it by: the terminal's
 * one-time private key and the first command's protected response under the new session keys. To anybody else it proves nothing,
 * for both sides have the same keys.
 */
export const chipAuthenticationSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('notOffered') }),
  z.object({ state: z.literal('notDone') }),
  z.object({ state: z.literal('refused'), sw: z.number() }),
  z.object({
    state: z.literal('done'),
    oid: z.string(),
    keyId: z.number().nullable(),
    terminalPrivateKey: bytesSchema,
    /** Protected response APDU (data and SW) to the first command under the new keys; empty when the chip gave none. */
    response: bytesSchema,
  }),
]);
export type ChipAuthentication = z.infer<typeof chipAuthenticationSchema>;

/** Active authentication as it happened (ICAO 9303-11 §6.1): challenge (8 bytes) and the chip's signature. */
export const activeAuthenticationSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('notOffered') }),
  z.object({ state: z.literal('notDone') }),
  z.object({ state: z.literal('refused'), sw: z.number() }),
  z.object({ state: z.literal('done'), challenge: bytesSchema, signature: bytesSchema }),
]);
export type ActiveAuthentication = z.infer<typeof activeAuthenticationSchema>;

/** Everything one read brought from a chip: enough to verify it again, later and elsewhere. */
export const evidenceSchema = z.object({
  version: z.literal(1),
  /** When the read began, ISO 8601 with zone. */
  readAt: z.string(),
  /** Raw bytes of each file, exactly as the chip gave them. */
  files: z.array(z.object({ name: fileNameSchema, bytes: bytesSchema })),
  gaps: z.array(gapSchema),
  access: accessSchema.nullable(),
  chipAuthentication: chipAuthenticationSchema,
  activeAuthentication: activeAuthenticationSchema,
  /** What broke the read off, if anything did. */
  failure: failureSchema.nullable(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** The key that opens a chip: the card access number (six digits) or the text of the machine readable zone. */
export const accessKeySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('can'), can: z.string().regex(/^\d{6}$/) }),
  z.object({ kind: z.literal('mrz'), mrz: z.string().min(72).max(100) }),
]);
export type AccessKey = z.infer<typeof accessKeySchema>;

/** Steps of a read, in the order they happen; the window names each. */
export const readSteps = [
  'connecting',
  'access',
  'identity',
  'chipProof',
  'holder',
  'others',
  'portrait',
  'finished',
] as const;
export const readProgressSchema = z.object({
  step: z.enum(readSteps),
  /** The file being read, if any. */
  file: fileNameSchema.nullable(),
  /** Bytes of files read so far, and the sum of what the known files hold (grows as headers arrive). */
  bytesRead: z.number(),
  bytesKnown: z.number(),
  /** Command APDUs sent so far. */
  apdus: z.number(),
});
export type ReadProgress = z.infer<typeof readProgressSchema>;
