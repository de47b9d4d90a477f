import { z } from 'zod';

/** Every reason a check can give for not simply passing. Text and what it means for the officer stand in i18n. */
export const reasons = [
  'sod.missing', 'sod.malformed', 'sod.signatureBad', 'sod.algorithmUnknown', 'sod.algorithmWeak', 'sod.noSigner',
  'signer.noAnchor', 'signer.signatureBad', 'signer.malformed', 'signer.notValidAtSigning', 'signer.anchorNotValid', 'signer.keyUsage',
  'signer.criticalExtension', 'signer.algorithmUnknown', 'signer.algorithmWeak', 'signer.signingTimeUnknown', 'signer.otherState',
  'groups.hashMismatch', 'groups.injected', 'groups.unlisted', 'groups.unread', 'groups.notPermitted', 'groups.readBrokenOff', 'groups.comDiffers',
  'chip.notOffered', 'chip.notDone', 'chip.refused', 'chip.keyUnproved', 'chip.recordOnly', 'chip.caFailed', 'chip.aaFailed', 'chip.algorithmUnknown',
  'holder.malformed', 'holder.differs', 'holder.numberStructure', 'holder.noPortrait', 'holder.mrzCheckDigit',
  'document.expired', 'document.expiryUnknown',
  'revocation.noList',
] as const; // biome-ignore format: one row per subject reads better
export const reasonSchema = z.enum(reasons);
export type Reason = z.infer<typeof reasonSchema>;

/** The checks of a verdict, in the order the window lists them. */
export const checkIds = [
  'sod',
  'signer',
  'algorithms',
  'groups',
  'chipAuthentication',
  'activeAuthentication',
  'holder',
  'revocation',
  'expiry',
  'biometrics',
] as const;
export type CheckId = (typeof checkIds)[number];

/**
 * One check. `failed` disproves; `unknown` leaves a gap; `warning` stands beside the verdict and does not change it;
 * `pending` waits for bytes still on the way; `notApplicable` says why it does not apply.
 */
export const checkSchema = z.object({
  id: z.enum(checkIds),
  outcome: z.enum(['passed', 'failed', 'unknown', 'warning', 'pending', 'notApplicable']),
  reasons: z.array(reasonSchema),
  /** Facts for the line's right-hand side and for support: algorithm names, group numbers, dates; never data of a person. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Check = z.infer<typeof checkSchema>;

export const verdictSchema = z.object({
  /** The one answer: `genuine` (exit 0), `notGenuine` (10), `cannotTell` (11). */
  verdict: z.enum(['genuine', 'notGenuine', 'cannotTell']),
  /** The data alone, judged from the files: the same on every later verification of the same evidence and trust. */
  data: z.enum(['proved', 'disproved', 'unproved']),
  /** The chip alone: `unchecked` when neither CA nor AA could be done. */
  chip: z.enum(['proved', 'disproved', 'unchecked']),
  checks: z.array(checkSchema),
  /** Whether the document had ended at `at`; null when its end is not readable. */
  expired: z.boolean().nullable(),
  /** When the data were signed, and how that is known. */
  signedAt: z.object({ iso: z.string(), source: z.enum(['signedAttribute', 'dateOfIssue']) }).nullable(),
  /** The trust anchor the chain ends in, if it was found. */
  anchor: z
    .object({ subject: z.string(), country: z.string(), fingerprint: z.string(), importedAt: z.string() })
    .nullable(),
  /** When this verdict was made, ISO 8601. */
  at: z.string(),
});
export type Verdict = z.infer<typeof verdictSchema>;
