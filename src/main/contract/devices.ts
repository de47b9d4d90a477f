import { z } from 'zod';
import { failureSchema } from './failures.ts';

const nothing = z.void();

/** What a desk works with. */
export const deviceKinds = [
  'cardReader', 'barcodeScanner', 'camera', 'documentScanner', 'fingerprintScanner', 'signaturePad',
] as const; // biome-ignore format: a list
export type DeviceKind = (typeof deviceKinds)[number];

/**
 * How a device is: `off`: known, and not used before it is chosen (a serial port may be anything); `busy`: at work, and what
 * waits for it; `failed`: why, with its remedy; `away`: remembered as chosen and not plugged in.
 */
export const deviceConditionSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('starting') }),
  z.object({ is: z.literal('ready') }),
  z.object({ is: z.literal('off') }),
  z.object({ is: z.literal('busy'), waiting: z.number().int().min(0) }),
  z.object({ is: z.literal('failed'), failure: failureSchema }),
  z.object({ is: z.literal('away') }),
]);
export type DeviceCondition = z.infer<typeof deviceConditionSchema>;

/** One device as the panel shows it. */
export const deskDeviceSchema = z.object({
  /** Stays the same when the device is plugged in again: the choice is remembered by it. */
  id: z.string().min(1).max(300),
  kind: z.enum(deviceKinds),
  name: z.string().max(200),
  /** Software that stands in for a device; it is shown as that wherever it is named. */
  simulated: z.boolean(),
  via: z.enum(['pcsc', 'hid', 'serial', 'keyboard', 'window', 'file', 'demo']),
  condition: deviceConditionSchema,
  /** The one of its kind that is used when there are several. */
  chosen: z.boolean(),
});
export type DeskDevice = z.infer<typeof deskDeviceSchema>;

/** A camera as the window sees it: its lasting id and its name, empty before leave was given. */
export const seenCameraSchema = z.object({
  id: z.string().min(1).max(300),
  label: z.string().max(200),
  simulated: z.boolean(),
});

export type SeenCamera = z.infer<typeof seenCameraSchema>;

/** The device panel's commands. Cameras are found by the window, everything else by the host. */
export const devicesApi = {
  commands: {
    /** Uses this one of its kind from now on, also after a restart. @throws `device.unknown` */
    'devices.choose': { input: z.object({ id: z.string() }), output: nothing },
    /** Ends what the device is doing and what waits for it. @throws `device.unknown` */
    'devices.cancel': { input: z.object({ id: z.string() }), output: nothing },
    /** Looks for devices anew, and starts again what failed. */
    'devices.refresh': { input: nothing, output: nothing },
    /** What the window knows of cameras: which there are, and why the one in use does not work, if so. */
    'devices.reportCameras': {
      input: z.object({
        cameras: z.array(seenCameraSchema).max(20),
        inUse: z.string().nullable(),
        trouble: z.object({ id: z.string(), cause: z.enum(['refused', 'taken', 'gone', 'broken']) }).nullable(),
      }),
      output: nothing,
    },
  },
  events: {},
} as const;

/** The chosen device of a kind as it is kept: its lasting id, nothing of what it is called or who it belongs to. */
export const deviceChoiceSchema = z.object({ kind: z.enum(deviceKinds), id: z.string().min(1).max(300) });
export type DeviceChoice = z.infer<typeof deviceChoiceSchema>;
