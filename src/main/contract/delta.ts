import { z } from 'zod';

/**
 * A delta is a file of lines (UTF-8, JSON). The first says what it is: its format with a version, the feed it belongs to, and
 * the change of the feed that it goes on after. Every other line is one change: a number that counts up, and either a person
 * with the columns of an import file as they are now, or the number of somebody who is taken out (`docs/cli.md`, Deltas).
 */
export const deltaFormat = 'truc-ban delta 1';

const sequence = z.number().int().nonnegative();

/** The first line of a delta of this version. */
export const deltaHeadSchema = z.strictObject({
  format: z.literal(deltaFormat),
  /** Name of the stream of changes; each has a cursor of its own. */
  feed: z.string().regex(/^[\w.-]{1,64}$/),
  after: sequence,
});
export type DeltaHead = z.infer<typeof deltaHeadSchema>;

/** The first line of a delta of any version. */
export const anyDeltaHeadSchema = z.object({ format: z.string().regex(/^truc-ban delta /) });

/** A change that brings a person; what their columns hold is not judged here. */
export const deltaUpsertSchema = z.strictObject({ sequence, person: z.record(z.string(), z.unknown()) });

/** A change that takes somebody out. */
export const deltaRemovalSchema = z.strictObject({ sequence, remove: z.string().regex(/^\d{12}$/) });
