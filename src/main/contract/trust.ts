import { z } from 'zod';
import { type FailureCode, failureCodes, failureSchema } from './failures.ts';

/** One trust anchor (CSCA certificate) as lists show it. */
export const anchorSchema = z.object({
  /** SHA-256 of the certificate, hex: its identity in the store. */
  fingerprint: z.string(),
  /** RFC 4514 text of the subject. */
  subject: z.string(),
  /** ISO 3166 alpha-2 of the subject, upper case. */
  country: z.string(),
  serial: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  /** Human name of key and signature: `ECDSA P-384`, `RSA 4096`. */
  key: z.string(),
  signature: z.string(),
  /** `root`: proves itself; `link`: issued by an earlier key of the same authority. */
  kind: z.enum(['root', 'link']),
  /** Name of the file or list it came from. */
  origin: z.string(),
  /** Who vouches: an operator's own file, a master list signed by that subject, the upstream's snapshot, or the built-in demo PKI. */
  vouchedBy: z.discriminatedUnion('by', [
    z.object({ by: z.literal('operator') }),
    z.object({ by: z.literal('masterList'), signer: z.string() }),
    z.object({ by: z.literal('upstream'), name: z.string() }),
    z.object({ by: z.literal('demo') }),
  ]),
  importedAt: z.string(),
});
export type Anchor = z.infer<typeof anchorSchema>;

export const refusedSchema = z.object({
  subject: z.string(),
  code: z.enum(failureCodes as readonly [FailureCode, ...FailureCode[]]),
});
export type Refused = z.infer<typeof refusedSchema>;

/** What an import brought: how many anchors are new, and what was refused with the code that says why. */
export const importResultSchema = z.object({ accepted: z.number(), refused: z.array(refusedSchema) });
export type ImportResult = z.infer<typeof importResultSchema>;

/** The age of trust, for the foot line. */
export const trustSummarySchema = z.object({
  anchors: z.number(),
  countries: z.number(),
  /** Date of the latest import, ISO 8601, or null when only built-in anchors are there. */
  newestImport: z.string().nullable(),
  revocationLists: z.number(),
});
export type TrustSummary = z.infer<typeof trustSummarySchema>;

export const importProgressSchema = z.object({
  importId: z.string(), file: z.string(), done: z.number(), total: z.number(),
  failure: failureSchema.nullable(),
}); // biome-ignore format: short
export type ImportProgress = z.infer<typeof importProgressSchema>;
