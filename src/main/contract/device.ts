import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { demoPersonSchema, demoPictureSchema, demoSightSchema } from './desk.ts';
import { accessKeySchema, evidenceSchema, fileNameSchema, readProgressSchema } from './evidence.ts';
import { readerStateSchema, sourceStateSchema } from './readers.ts';

const nothing = z.void();

/** A source of readers as its device process sees it: the service behind it and every reader. */
export const deviceStateSchema = z.object({ source: sourceStateSchema, readers: z.array(readerStateSchema) });
export type DeviceState = z.infer<typeof deviceStateSchema>;

/** One read of one card; `readId` names it in the events it causes. */
export const cardReadSchema = z.object({
  readId: z.string(),
  reader: z.string(),
  accessKey: accessKeySchema,
  /** When the read began, ISO 8601 with zone: the host's clock, written into the evidence. */
  readAt: z.string(),
});
export type CardRead = z.infer<typeof cardReadSchema>;

/**
 * What the host asks of a device process and hears from it. The chip is read inside that process, so neither APDUs nor
 * PACE arithmetic touch the host's thread; aborting `card.read` ends the read and gives the evidence so far.
 */
export const deviceApi = {
  commands: {
    'device.state': { input: nothing, output: deviceStateSchema },
    /** Answers at once while the process is alive and its thread is free. */
    'device.ping': { input: nothing, output: nothing },
    'card.read': { input: cardReadSchema, output: evidenceSchema },
    /** The software reader's people; a real source has none. */
    'demo.people': { input: nothing, output: z.array(demoPersonSchema) },
    'demo.camera': { input: demoSightSchema, output: z.array(demoPictureSchema) },
    'demo.putCard': { input: z.object({ personId: z.string(), reader: z.string().nullable() }), output: nothing },
    'demo.takeCard': { input: z.object({ reader: z.string().nullable() }), output: nothing },
  },
  events: {
    'readers.changed': deviceStateSchema,
    'read.progressed': z.object({ readId: z.string(), progress: readProgressSchema }),
    'read.fileArrived': z.object({ readId: z.string(), name: fileNameSchema, bytes: bytesSchema }),
  },
  frames: {},
} as const;

export type DeviceApi = typeof deviceApi;
