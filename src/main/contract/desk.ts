import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { captureStateSchema } from './capture.ts';
import { comparedFields, comparisonSchema } from './comparison.ts';
import { deskDeviceSchema } from './devices.ts';
import { fileNameSchema, gapSchema, readProgressSchema } from './evidence.ts';
import { failureSchema } from './failures.ts';
import { holderSchema } from './holder.ts';
import { intakeStateSchema } from './intake.ts';
import { roles, sessionSchema } from './officers.ts';
import { vaultSchema } from './profile.ts';
import { readerStateSchema, sourceStateSchema } from './readers.ts';
import { registryStateSchema, standingSchema } from './registry.ts';
import { scanSchema } from './scanning.ts';
import { shiftStateSchema } from './shift.ts';
import { syncStateSchema } from './sync.ts';
import { trustSummarySchema } from './trust.ts';
import { verdictSchema } from './verdict.ts';

export const settingsSchema = z.object({ theme: z.enum(['system', 'light', 'dark']), language: z.enum(['vi', 'en']) });
export type Settings = z.infer<typeof settingsSchema>;

/** What can be shown of the portrait: encoded bytes as stored in DG2, or a PNG made from JPEG 2000. */
export const portraitSchema = z.object({
  mime: z.enum(['image/jpeg', 'image/png']),
  bytes: bytesSchema,
  width: z.number(),
  height: z.number(),
});
export type Portrait = z.infer<typeof portraitSchema>;

/** The card beside the population cache; numbers masked to their last three digits. */
export const readingComparisonSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('pending') }),
  z.object({
    state: z.literal('done'),
    comparison: comparisonSchema,
    /** The cache's handle of the person, where it has them. */
    person: z.number().int().nullable(),
    standing: standingSchema.nullable(),
    /** How many records look like this person without being them. */
    lookalikes: z.number(),
    /** ISO time of the data compared with. */
    asOf: z.string().nullable(),
  }),
  /** The cache holds nobody yet: all that can be said is in which fields the card's own sources contradict each other. */
  z.object({ state: z.literal('noData'), contradicted: z.array(z.enum(comparedFields)) }),
  z.object({ state: z.literal('failed'), failure: failureSchema }),
]);
export type ReadingComparison = z.infer<typeof readingComparisonSchema>;

/**
 * The card on the desk, from the moment it is noticed until it is cleared. `awaitingKey` waits for the officer;
 * `reading` has progress, then holder and first verdict before the portrait; `finished` has the final verdict or a failure.
 * Numbers in `holder` are masked to their last three digits until `reading.reveal`.
 */
export const readingSchema = z.object({
  id: z.string(),
  reader: z.string(),
  simulated: z.boolean(),
  phase: z.enum(['awaitingKey', 'reading', 'finished']),
  progress: readProgressSchema.nullable(),
  holder: holderSchema.nullable(),
  verdict: verdictSchema.nullable(),
  /** What the population cache says of the card: null before the identity is known, and where nobody may compare. */
  comparison: readingComparisonSchema.nullable(),
  portrait: z.enum(['none', 'streaming', 'decoding', 'ready', 'undecodable']),
  files: z.array(z.object({ name: fileNameSchema, length: z.number() })),
  gaps: z.array(gapSchema),
  failure: failureSchema.nullable(),
  /** The card was taken off the reader after the read. */
  cardGone: z.boolean(),
  startedAt: z.string(),
  /** Milliseconds from start to proved identity and to the end; null until then. */
  identityMs: z.number().nullable(),
  totalMs: z.number().nullable(),
});
export type Reading = z.infer<typeof readingSchema>;

/** Everything the window draws: one projection, replaced as a whole or by parts, numbered by `rev`. */
export const deskStateSchema = z.object({
  rev: z.number(),
  profile: z.object({
    kind: z.enum(['demo', 'training', 'production']),
    station: z.string(),
    host: z.enum(['web', 'electron']),
  }),
  /** Each source of readers: the PC/SC service, and in the demo profile the software readers. */
  sources: z.array(z.object({ id: z.enum(['pcsc', 'demo']), state: sourceStateSchema })),
  readers: z.array(readerStateSchema),
  /** The profile's encrypted files. */
  vault: vaultSchema,
  /** Who is at the desk; everything else of the desk is refused to nobody. */
  session: sessionSchema,
  registry: registryStateSchema,
  reading: readingSchema.nullable(),
  /** Everything the desk works with, by kind. */
  devices: z.array(deskDeviceSchema),
  /** The last code scanned, until it is used up, a minute is over or the desk is cleared. */
  scan: scanSchema.nullable(),
  capture: captureStateSchema,
  intake: intakeStateSchema,
  shift: shiftStateSchema,
  sync: syncStateSchema,
  trust: trustSummarySchema,
  settings: settingsSchema,
});
export type DeskState = z.infer<typeof deskStateSchema>;

/** A change: the parts that are new, and the number that must be exactly one more than the last one seen. */
export const deskChangeSchema = deskStateSchema.partial().extend({ rev: z.number() });
export type DeskChange = z.infer<typeof deskChangeSchema>;

/** What `mrz.check` says of a typed zone while it is typed: per check digit, and the key fields once they are readable. */
export const mrzCheckSchema = z.object({
  lines: z.array(z.string()),
  format: z.enum(['TD1', 'TD2', 'TD3']).nullable(),
  checks: z.array(
    z.object({
      field: z.enum(['documentNumber', 'birth', 'expiry', 'optional', 'composite']),
      line: z.number(),
      column: z.number(),
      ok: z.boolean().nullable(),
    }),
  ),
  complete: z.boolean(),
});
export type MrzCheck = z.infer<typeof mrzCheckSchema>;

export const demoPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  note: z.string(),
  can: z.string(),
  mrz: z.array(z.string()),
  hasCard: z.boolean(),
  trick: z.string().nullable(),
});
export type DemoPerson = z.infer<typeof demoPersonSchema>;

/** What the demo's software camera is pointed at: the person, a photograph of them held up, their card from both sides, a paper. */
export const demoScenes = ['face', 'photo', 'cardFront', 'cardBack', 'paper'] as const;
export type DemoScene = (typeof demoScenes)[number];

/** Pictures of a scene: a person straight, turned either way and with eyes shut, or one thing that stands still. */
export const demoPictureSchema = z.object({
  name: z.enum(['front', 'left', 'right', 'blink', 'still']),
  jpeg: bytesSchema,
});
export type DemoPicture = z.infer<typeof demoPictureSchema>;

export const demoSightSchema = z.object({ personId: z.string().nullable(), scene: z.enum(demoScenes) });
export type DemoSight = z.infer<typeof demoSightSchema>;

/** A made-up officer of the demo, with the secret that anybody may know. */
export const demoOfficerSchema = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  secret: z.string(),
});
export type DemoOfficer = z.infer<typeof demoOfficerSchema>;

/** Where the demo's upstream shows what it received, and lets one decide on it: an address on this machine alone. */
export const demoUpstreamPageSchema = z.object({ pageUrl: z.string() });
export type DemoUpstreamPage = z.infer<typeof demoUpstreamPageSchema>;

/** One item of `doctor`: what was looked at, how it is, and what to do. */
export const diagnosisSchema = z.object({
  item: z.enum([
    'node', 'profile', 'disk', 'vault', 'files', 'backups', 'pcscAddon', 'pcscService', 'readers', 'trust', 'chromium', 'clock',
  ]), // biome-ignore format: a list
  state: z.enum(['good', 'attention', 'bad']),
  detail: z.string(),
  remedy: z.string().nullable(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;
