import { z } from 'zod';
import { auditLevels } from './audit.ts';
import { failureSchema } from './failures.ts';
import { signInSchema } from './officers.ts';
import { backupSchema, openedFileSchema } from './store.ts';

const nothing = z.void();

/** Where the desk stands and how it keeps its data: kept in `desk.db`, set by command or administration. */
export const stationSchema = z.object({
  /** Name of the station, as it stands on papers and in the top line. */
  name: z.string().trim().max(120),
  /** Code of the commune it answers for; null until it is set. */
  commune: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  /** Whether citizens walk past the screen: the desk then locks after two minutes instead of five. */
  publicHall: z.boolean(),
  /** Months each level of the log is kept. */
  retention: z.record(z.enum(auditLevels), z.number().int().min(1).max(240)),
});
export type Station = z.infer<typeof stationSchema>;

/** Whether the profile's files are open. `closed`: nobody has opened them yet; `failed`: they could not be, and why. */
export const vaultSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('closed') }),
  z.object({ state: z.literal('opening') }),
  z.object({ state: z.literal('open') }),
  z.object({ state: z.literal('failed'), failure: failureSchema }),
]);
export type Vault = z.infer<typeof vaultSchema>;

/** How one file of the profile is. */
export const fileHealthSchema = z.object({
  role: z.enum(['desk', 'registry']),
  file: z.string(),
  bytes: z.number(),
  opened: z.union([openedFileSchema, failureSchema]),
  /** The last whole check since the program began. */
  checked: z.object({ at: z.string(), failure: failureSchema.nullable() }).nullable(),
});
export type FileHealth = z.infer<typeof fileHealthSchema>;

export const profileHealthSchema = z.object({
  place: z.string(),
  profileId: z.string(),
  /** Grows with every restored backup. */
  epoch: z.number().int(),
  freeBytes: z.number(),
  files: z.array(fileHealthSchema),
  backups: z.array(backupSchema),
  /** How the data key can be opened, and by how many of each. */
  keyHolders: z.array(z.object({ by: z.string(), count: z.number() })),
  keyGeneration: z.number().int(),
  /** Queries slower than a tenth of a second since the program began, by name; never their values. */
  slow: z.array(z.object({ name: z.string(), times: z.number(), worstMs: z.number() })),
});
export type ProfileHealth = z.infer<typeof profileHealthSchema>;

/** The commands of the profile itself: they show nothing of anybody. */
export const profileApi = {
  commands: {
    /** Looks again at files that did not open, and opens them where nobody is needed for that. */
    'vault.retry': { input: nothing, output: nothing },
    /** Backups that may take the place of a file that is no good, newest first; none while the files are in order. */
    'vault.backups': { input: nothing, output: z.array(backupSchema) },
    /** Puts one of them, by its name, in that place: for one whose secret opens the keys, since nobody can be signed in. Logged. */
    'vault.restore': { input: signInSchema.extend({ file: z.string().max(255) }), output: nothing },
    'profile.health': { input: nothing, output: profileHealthSchema },
    /** Checks a whole file; what is found is in the answer and in `profile.health`. */
    'profile.check': { input: z.object({ role: z.enum(['desk', 'registry']) }), output: fileHealthSchema },
    'profile.backup': { input: nothing, output: backupSchema },
    /** Puts a backup in the place of `desk.db`, under an approval; everybody is signed out by it. */
    'profile.restore': {
      input: z.object({ file: z.string().max(255), approval: z.string() }),
      output: z.object({ epoch: z.number().int() }),
    },
    /** Changes the data key, under an approval; everybody is signed out by it. */
    'profile.changeKey': { input: z.object({ approval: z.string() }), output: nothing },
    'station.get': { input: nothing, output: stationSchema },
    'station.change': { input: stationSchema.partial(), output: nothing },
  },
  events: {
    'profile.backupProgressed': z.object({
      step: z.enum(['copying', 'checking', 'keeping']),
      done: z.number(),
      of: z.number(),
    }),
  },
} as const;
