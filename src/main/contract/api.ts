import { z } from 'zod';
import { auditApi } from './audit.ts';
import { bytesSchema } from './bytes.ts';
import { captureApi } from './capture.ts';
import {
  demoOfficerSchema,
  demoPersonSchema,
  demoPictureSchema,
  demoSightSchema,
  demoUpstreamPageSchema,
  deskChangeSchema,
  deskStateSchema,
  diagnosisSchema,
  mrzCheckSchema,
  portraitSchema,
  settingsSchema,
} from './desk.ts';
import { devicesApi } from './devices.ts';
import { accessKeySchema, fileNameSchema } from './evidence.ts';
import { intakeApi } from './intake.ts';
import { officersApi, purposeSchema } from './officers.ts';
import { profileApi } from './profile.ts';
import { qualityApi } from './quality-board.ts';
import { registryApi } from './registry.ts';
import { scanningApi } from './scanning.ts';
import { shiftApi } from './shift.ts';
import { syncApi } from './sync.ts';
import { anchorSchema, importProgressSchema, importResultSchema } from './trust.ts';

const nothing = z.void();
const file = z.object({ name: z.string().max(255), bytes: bytesSchema });

/** What the window may ask of the host and hear from it: one line per command, `noun.verb`; events in the past tense. */
export const deskApi = {
  commands: {
    'desk.snapshot': { input: nothing, output: deskStateSchema },
    'settings.change': { input: settingsSchema.partial(), output: nothing },
    'mrz.check': { input: z.object({ text: z.string().max(400) }), output: mrzCheckSchema },
    /** Opens a reading on a reader; with no key it waits for one. Replaces the reading before. */
    'reading.open': { input: z.object({ reader: z.string(), accessKey: accessKeySchema.nullable() }), output: nothing },
    'reading.giveKey': { input: z.object({ accessKey: accessKeySchema }), output: nothing },
    'reading.cancel': { input: nothing, output: nothing },
    'reading.clear': { input: nothing, output: nothing },
    'reading.portrait': { input: nothing, output: portraitSchema.nullable() },
    'reading.file': { input: z.object({ name: fileNameSchema }), output: bytesSchema },
    /** The full number of the person on the desk, for a purpose; that it was shown is logged first. */
    'reading.reveal': {
      input: z.object({ purpose: purposeSchema }),
      output: z.object({ number: z.string(), mrz: z.array(z.string()) }),
    },
    'trust.list': { input: nothing, output: z.array(anchorSchema) },
    'trust.import': {
      input: z.object({ importId: z.string(), files: z.array(file).min(1).max(50) }),
      output: importResultSchema,
    },
    'trust.remove': { input: z.object({ fingerprint: z.string() }), output: nothing },
    ...officersApi.commands,
    ...auditApi.commands,
    ...profileApi.commands,
    ...registryApi.commands,
    ...qualityApi.commands,
    ...devicesApi.commands,
    ...scanningApi.commands,
    ...captureApi.commands,
    ...intakeApi.commands,
    ...shiftApi.commands,
    ...syncApi.commands,
    'demo.people': { input: nothing, output: z.array(demoPersonSchema) },
    'demo.putCard': { input: z.object({ personId: z.string(), reader: z.string().nullable() }), output: nothing },
    'demo.takeCard': { input: z.object({ reader: z.string().nullable() }), output: nothing },
    /** What the software camera can show: pictures of a made-up person, of their card, or of a made-up paper. */
    'demo.camera': { input: demoSightSchema, output: z.array(demoPictureSchema) },
    /** The software scanner scans the QR code of a made-up person's card. */
    'demo.scan': { input: z.object({ personId: z.string() }), output: nothing },
    /** The page of the made-up upstream, where one decides on what it received; null where there is none. */
    'demo.upstream': { input: nothing, output: demoUpstreamPageSchema.nullable() },
    'demo.officers': { input: nothing, output: z.array(demoOfficerSchema) },
    /** Takes the place of another made-up officer; the demo asks for no secret. */
    'demo.beOfficer': { input: z.object({ officer: z.string() }), output: nothing },
    'doctor.run': { input: nothing, output: z.array(diagnosisSchema) },
  },
  events: {
    'desk.changed': deskChangeSchema,
    'trust.importProgressed': importProgressSchema,
    ...officersApi.events,
    ...auditApi.events,
    ...profileApi.events,
    ...captureApi.events,
  },
  /** Lanes of droppable frames (latest wins), window → host. */
  frames: { ...captureApi.frames },
} as const;

export type DeskApi = typeof deskApi;
