import { z } from 'zod';
import { bytesSchema } from './bytes.ts';

/** Where a code came from. */
export const scanSources = ['hid', 'serial', 'keyboard', 'camera', 'file', 'demo'] as const;
export type ScanSource = (typeof scanSources)[number];

/**
 * The last code that was scanned, and what came of it, for the window: `keyGiven`: it opened the reading that waited for its
 * key; `otherCard`: the chip refused the key, so the code is of another card, and that key is not tried on this chip again;
 * `waits`: it opens the next card that is put on a reader within a minute; `compared`: it stands beside the chip; `shown`: it
 * opens nothing here. `garbled` (the scanner lost letters) and `somethingElse` come from devices alone: a command throws
 * instead. Numbers are masked to their last three digits. A code proves nothing.
 */
export const scanSchema = z.object({
  is: z.enum(['card2021', 'card2024', 'mrz', 'insurance', 'garbled', 'somethingElse']),
  /** Masked; empty where the code has none. */
  number: z.string(),
  /** Null where the code has none, or not a whole one. */
  name: z.string().nullable(),
  from: z.enum(scanSources),
  device: z.object({ name: z.string(), simulated: z.boolean() }).nullable(),
  outcome: z.enum(['keyGiven', 'otherCard', 'waits', 'compared', 'shown']),
  /** ISO time. */
  at: z.string(),
});
export type Scan = z.infer<typeof scanSchema>;

export const scanningApi = {
  commands: {
    /** Text that a scanner typed. @throws `qr.garbled`, `qr.notACard` */
    'scan.give': { input: z.object({ text: z.string().min(1).max(2000) }), output: scanSchema },
    /** A picture file with a code or a machine readable zone in it. @throws `image.undecodable`, `qr.notFound`, `qr.garbled`, `qr.notACard` */
    'scan.picture': { input: z.object({ bytes: bytesSchema }), output: scanSchema },
    /** Forgets the scan. */
    'scan.clear': { input: z.void(), output: z.void() },
  },
  events: {},
} as const;
