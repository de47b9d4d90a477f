import { z } from 'zod';

/** A calendar date as a document states it: `iso` is yyyy-mm-dd with unknown parts left out (1962, 1962-05), null when it is no date. */
export const documentDateSchema = z.object({ text: z.string(), iso: z.string().nullable() });
export type DocumentDate = z.infer<typeof documentDateSchema>;

/** When the document ends: a date, never ("Không thời hạn", MRZ 991231 of a holder over 60), or not stated readably. */
export const expirySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('date'), iso: z.string(), text: z.string() }),
  z.object({ kind: z.literal('never') }),
  z.object({ kind: z.literal('unknown'), text: z.string() }),
]);
export type Expiry = z.infer<typeof expirySchema>;

/** One stated value and the file it comes from. */
const stated = z.object({ value: z.string(), source: z.enum(['DG1', 'DG11', 'DG12', 'DG13']) });

/** The holder as the chip states them; every field says its source; null means the chip does not state it. */
export const holderSchema = z.object({
  /** Personal identification number, 12 digits (số định danh cá nhân); other states' document number if there is none. */
  number: stated.nullable(),
  /** Full name with diacritics from DG13, else as the MRZ has it. */
  name: stated.nullable(),
  birth: documentDateSchema.extend({ source: z.enum(['DG1', 'DG13']) }).nullable(),
  sex: z.enum(['male', 'female', 'unspecified']).nullable(),
  nationality: stated.nullable(),
  ethnicity: stated.nullable(),
  religion: stated.nullable(),
  origin: stated.nullable(),
  residence: stated.nullable(),
  features: stated.nullable(),
  issued: documentDateSchema.nullable(),
  expiry: expirySchema,
  father: stated.nullable(),
  mother: stated.nullable(),
  spouse: stated.nullable(),
  oldNumber: stated.nullable(),
  /** The three (TD1) or two lines of the machine readable zone, as in DG1. */
  mrz: z.array(z.string()),
  /** DG13 fields whose number has no agreed meaning, shown raw. */
  otherFields: z.array(z.object({ number: z.number(), text: z.string() })),
});
export type Holder = z.infer<typeof holderSchema>;
