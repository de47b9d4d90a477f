import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { deviceConditionSchema } from './devices.ts';
import { sourceStateSchema } from './readers.ts';

const nothing = z.void();

/** A scanner of codes as its process sees it. */
export const scannerSchema = z.object({
  id: z.string().min(1).max(300),
  name: z.string().max(200),
  simulated: z.boolean(),
  via: z.enum(['hid', 'serial', 'demo']),
  condition: deviceConditionSchema,
});
export type Scanner = z.infer<typeof scannerSchema>;

export const scannersSchema = z.object({ source: sourceStateSchema, scanners: z.array(scannerSchema) });
export type Scanners = z.infer<typeof scannersSchema>;

/** One code as a scanner sent it: bytes as they came, without the scanner's own framing. */
export const scannedCodeSchema = z.object({ scanner: z.string(), bytes: bytesSchema });
export type ScannedCode = z.infer<typeof scannedCodeSchema>;

/** What the host asks of a process that drives scanners, and hears from it. */
export const scannerApi = {
  commands: {
    'scanner.state': { input: nothing, output: scannersSchema },
    /** Answers at once while the process is alive and its thread is free. */
    'device.ping': { input: nothing, output: nothing },
    /** Begins or ends the use of a device that is not opened by itself (a serial port). @throws `device.unknown` */
    'scanner.use': { input: z.object({ id: z.string(), use: z.boolean() }), output: nothing },
    'scanner.refresh': { input: nothing, output: nothing },
    /** The software scanner scans the card of a made-up person. @throws `demo.unknownPerson` */
    'demo.scan': { input: z.object({ personId: z.string() }), output: nothing },
  },
  events: { 'scanners.changed': scannersSchema, 'code.scanned': scannedCodeSchema },
  frames: {},
} as const;

export type ScannerApi = typeof scannerApi;
