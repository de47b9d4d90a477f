import { z } from 'zod';
import { failureSchema } from './failures.ts';

/** One reader as the officer knows it: its name, whether it is software, and what lies on it. */
export const readerStateSchema = z.object({
  name: z.string(),
  simulated: z.boolean(),
  /** `inUse`: another program holds the card; `mute`: a card that does not answer. */
  card: z.enum(['absent', 'present', 'inUse', 'mute']),
});
export type ReaderState = z.infer<typeof readerStateSchema>;

/** A source of readers: its service runs, or the failure that says why it does not. */
export const sourceStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running') }),
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('failed'), failure: failureSchema }),
]);
export type SourceState = z.infer<typeof sourceStateSchema>;
