import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { failureSchema } from './failures.ts';

const nothing = z.void();
const role = z.enum(['desk', 'registry']);
/** Key of one database file; each side wipes its copy when it is done with it. */
const fileKey = bytesSchema;

/** How a file of the profile was found when it was opened. */
export const openedFileSchema = z.object({
  /** Number of the last migration before and after. */
  migratedFrom: z.number().int(),
  migratedTo: z.number().int(),
  wasUnclean: z.boolean(),
});

export const storeOpenedSchema = z.object({
  epoch: z.number().int(),
  desk: openedFileSchema,
  /** The population cache can be rebuilt: that it does not open is told and does not stop the desk. */
  registry: z.union([openedFileSchema, failureSchema]),
});
export type StoreOpened = z.infer<typeof storeOpenedSchema>;

export const backupSchema = z.object({
  file: z.string(),
  madeAt: z.string(),
  generation: z.number().int(),
  bytes: z.number(),
});
export type StoredBackup = z.infer<typeof backupSchema>;

export const backupProgressSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('copying'), file: z.string(), bytes: z.number() }),
  z.object({ step: z.literal('checking') }),
  z.object({ step: z.literal('keeping') }),
]);

/** What one thread found when it opened the files it has to write; null for what it does not open. */
export const openReportSchema = z.object({
  epoch: z.number().int().nullable(),
  desk: openedFileSchema.nullable(),
  registry: z.union([openedFileSchema, failureSchema]).nullable(),
});
export type OpenReport = z.infer<typeof openReportSchema>;

/**
 * What the host asks of a database thread. One thread writes each file; others read, back up and check, each with connections
 * of its own. Operations are known by name to both sides (`store/operations`); their types are checked where they are called.
 */
export const storeApi = {
  commands: {
    'store.open': {
      input: z.object({
        folder: z.string(),
        access: z.enum(['write', 'read']),
        keys: z.object({ desk: fileKey, registry: fileKey }),
        profileId: z.string(),
        appVersion: z.string(),
        generation: z.number().int(),
        /** How many backups are kept when one is made before a migration. */
        keepBackups: z.number().int().positive(),
        slowFromMs: z.number(),
        /** The files it opens: a reader does not open what the writer found damaged. */
        files: z.array(role).min(1),
        /** Whether a file that was not closed properly is checked first: not when only a thread of this process died. */
        checkUnclean: z.boolean(),
      }),
      output: openReportSchema.nullable(),
    },
    'store.run': {
      input: z.object({ run: z.string(), operation: z.string(), input: z.unknown() }),
      output: z.unknown(),
    },
    /** Checks a whole file. Fails with `storage.damaged`. */
    'store.check': { input: z.object({ role }), output: nothing },
    'store.backup': { input: z.object({ keep: z.number().int().positive() }), output: backupSchema },
    /** Puts a backup in the place of `desk.db`; no thread may have the profile open. */
    'store.restore': {
      input: z.object({
        folder: z.string(),
        backup: z.string(),
        backupKey: fileKey,
        key: fileKey,
        profileId: z.string(),
      }),
      output: z.object({ epoch: z.number().int(), aside: z.string().nullable() }),
    },
    /** Puts a file under another key; no thread may have it open. */
    'store.rekey': { input: z.object({ folder: z.string(), role, from: fileKey, to: fileKey }), output: nothing },
    /** Puts the population cache aside, no matter how it is; no thread may have it open. Tells the name it got. */
    'store.setAsideRegistry': { input: z.object({ folder: z.string() }), output: z.string().nullable() },
    'store.close': { input: nothing, output: nothing },
  },
  events: {
    'query.slow': z.object({ name: z.string(), ms: z.number() }),
    'run.progressed': z.object({ run: z.string(), progress: z.unknown() }),
    'backup.progressed': backupProgressSchema,
  },
  frames: {},
} as const;
export type StoreApi = typeof storeApi;
