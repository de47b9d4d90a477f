import { z } from 'zod';
import { purposeCodes, purposeSchema, roles } from './officers.ts';

/** How long a record is kept and how it is chained: each level is a chain of its own. */
export const auditLevels = ['view', 'act', 'security', 'incident'] as const;
export type AuditLevel = (typeof auditLevels)[number];

/** Everything the desk writes down, in the past tense, with its level. */
export const auditActions = {
  'desk.opened': 'security',
  'desk.closed': 'security',
  'clock.moved': 'security',
  'session.signedIn': 'security',
  'session.signedOut': 'security',
  'session.locked': 'security',
  'session.unlocked': 'security',
  'session.reauthenticated': 'security',
  'session.refused': 'incident',
  'permission.refused': 'incident',
  'secret.changed': 'security',
  'secret.reset': 'incident',
  'officer.added': 'security',
  'officer.changed': 'security',
  'officer.unlocked': 'security',
  'approval.asked': 'security',
  'approval.given': 'security',
  'approval.withdrawn': 'security',
  'card.read': 'view',
  'card.evidenceKept': 'act',
  'citizen.lookedUp': 'view',
  'citizen.searched': 'view',
  'citizen.revealed': 'view',
  'citizen.biometricsSeen': 'view',
  'citizen.compared': 'view',
  'citizen.changed': 'act',
  'citizen.coreCorrected': 'incident',
  'registry.imported': 'act',
  'registry.exported': 'act',
  'registry.rebuilt': 'act',
  'quality.seen': 'view',
  'camera.used': 'view',
  'face.compared': 'act',
  'face.decided': 'act',
  'capture.taken': 'act',
  'capture.saved': 'act',
  'capture.removed': 'act',
  'capture.damagedFound': 'incident',
  'dossier.opened': 'act',
  'dossier.changed': 'act',
  'dossier.moved': 'act',
  'dossier.queued': 'act',
  'dossier.acknowledged': 'act',
  'dossier.setAside': 'act',
  'dossier.released': 'act',
  'dossier.decided': 'act',
  'dossier.exported': 'security',
  'shift.opened': 'act',
  'shift.closed': 'act',
  'shift.takenOver': 'act',
  'queue.seen': 'view',
  'sync.reconciled': 'act',
  'upstream.changed': 'security',
  'dossier.purged': 'act',
  'report.signed': 'act',
  'breach.reported': 'incident',
  'trust.changed': 'security',
  'settings.changed': 'security',
  'keys.changed': 'incident',
  'backup.made': 'security',
  'backup.restored': 'incident',
  'audit.seen': 'view',
  'audit.verified': 'security',
  'audit.exported': 'security',
  'audit.purged': 'incident',
  'audit.brokenFound': 'incident',
} as const satisfies Record<string, AuditLevel>;
export type AuditAction = keyof typeof auditActions;
export const auditActionNames = Object.keys(auditActions) as readonly AuditAction[];

const actionSchema = z.enum(auditActionNames as readonly [AuditAction, ...AuditAction[]]);
const hexDigest = z.string().regex(/^[0-9a-f]{64}$/);

export const auditObjectKinds = [
  'citizen',
  'card',
  'dossier',
  'shift',
  'upstream',
  'officer',
  'approval',
  'import',
  'trust',
  'backup',
  'audit',
  'desk',
] as const;

/** What an act was done to. `masked` shows no more than three characters of a number; `mark` finds the same object again. */
export const auditObjectSchema = z.object({
  kind: z.enum(auditObjectKinds),
  masked: z.string().max(200),
  /** Keyed pseudonym of the full number (32 hex digits): equal for equal numbers of one desk, and says nothing else. */
  mark: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
});
export type AuditObject = z.infer<typeof auditObjectSchema>;

/** How the act ended. `code` is a failure's or a finding's; `count` how many things it touched or showed. */
export const auditResultSchema = z.object({
  outcome: z.enum(['done', 'refused', 'failed']),
  code: z.string().max(80).nullable(),
  count: z.number().int().min(0).nullable(),
});

/** One record as it stands in the log. The line it is written as (RFC 8785) is what is hashed. */
export const auditRecordSchema = z.strictObject({
  /** Place in the whole log of this desk, from 1. */
  sequence: z.number().int().min(1),
  level: z.enum(auditLevels),
  /** Place in the chain of its level, from 1. */
  number: z.number().int().min(1),
  /** SHA-256 of the line before it in its chain, or of the chain's beginning. */
  previous: hexDigest,
  epoch: z.number().int().min(1),
  /** Wall clock, ISO in UTC. */
  at: z.iso.datetime({ precision: 3 }),
  /** Milliseconds of a clock that nobody can set, since `run` began. */
  monotonic: z.number().int().min(0),
  /** The running of the program it happened in. */
  run: z.string().max(40),
  machine: z.string().max(80),
  station: z.string().max(80),
  /** Officer's id; null for the desk itself and for somebody unknown. */
  officer: z.string().max(40).nullable(),
  /** The role by which it was allowed. */
  role: z.enum(roles).nullable(),
  action: actionSchema,
  object: auditObjectSchema.nullable(),
  purpose: purposeSchema.nullable(),
  result: auditResultSchema,
});
export type AuditRecord = z.infer<typeof auditRecordSchema>;

const chainPoint = z.strictObject({ number: z.number().int().min(0), hash: hexDigest });

/**
 * A signed word about the log. `head`: it had these chains with these last lines. `purge`: everything up to these points was
 * taken out under the retention rule; the chains go on from here.
 */
export const auditSealSchema = z.strictObject({
  format: z.literal('truc-ban audit 1'),
  kind: z.enum(['head', 'purge']),
  profile: z.string(),
  machine: z.string(),
  station: z.string(),
  epoch: z.number().int().min(1),
  at: z.iso.datetime({ precision: 3 }),
  /** Last sequence of the whole log when it was signed. */
  sequence: z.number().int().min(0),
  chains: z.partialRecord(z.enum(auditLevels), chainPoint),
  /** SHA-256 of the public key, hex. */
  key: hexDigest,
  /** ECDSA P-256 with SHA-256 over the RFC 8785 text without this field: r ‖ s, hex. */
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type AuditSeal = z.infer<typeof auditSealSchema>;

/** What goes with the lines of an export: where its chains begin, every seal, and the keys that signed them. */
export const auditSealsFileSchema = z.strictObject({
  format: z.literal('truc-ban audit export 1'),
  profile: z.string(),
  /** The seal its first lines follow, or null when it begins with the log. */
  start: auditSealSchema.nullable(),
  seals: z.array(auditSealSchema),
  /** SubjectPublicKeyInfo of each key, hex DER. Trust in them comes from elsewhere. */
  keys: z.array(z.string().regex(/^(?:[0-9a-f]{2})+$/)),
});
export type AuditSealsFile = z.infer<typeof auditSealsFileSchema>;

/** What can be wrong with a log. */
export const auditFaults = [
  'unreadable', 'changed', 'missing', 'inserted', 'reordered', 'cutOff', 'foreign',
  'sealSignature', 'sealKeyUnknown', 'sealDisagrees', 'unsealed',
] as const; // biome-ignore format: a list
export type AuditFault = (typeof auditFaults)[number];

export const auditFindingSchema = z.object({
  fault: z.enum(auditFaults),
  level: z.enum(auditLevels).nullable(),
  /** First and last place it concerns: numbers of the level's chain, or sequences where `level` is null. */
  from: z.number(),
  to: z.number(),
});
export type AuditFinding = z.infer<typeof auditFindingSchema>;

/** The outcome of a verification: sound only when nothing was found. */
export const auditReportSchema = z.object({
  sound: z.boolean(),
  records: z.number(),
  /** Records after the newest head: chained, and not yet vouched for by a signature. */
  unsealed: z.number(),
  seals: z.number(),
  /** At most the first hundred; `findingCount` has them all. */
  findings: z.array(auditFindingSchema),
  findingCount: z.number(),
  /** Sequences at which the wall clock went back although the other clock went on: worth a look, no fault of the log. */
  clockMoved: z.array(z.number()),
  newestHead: auditSealSchema.nullable(),
});
export type AuditReport = z.infer<typeof auditReportSchema>;

/** Which records to show, newest first; `before` is the last sequence already shown. */
export const auditQuerySchema = z.object({
  before: z.number().int().min(1).nullable(),
  limit: z.number().int().min(1).max(500),
  officer: z.string().max(40).nullable(),
  action: actionSchema.nullable(),
  level: z.enum(auditLevels).nullable(),
  /** Pseudonym of an object, as a record has it. */
  mark: z.string().nullable(),
  purpose: z.enum(purposeCodes).nullable(),
  /** ISO, from included, to excluded. */
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** How long each level is kept, in months. */
export const retentionSchema = z.record(z.enum(auditLevels), z.number().int().min(1).max(240));
export type AuditRetention = z.infer<typeof retentionSchema>;

const nothing = z.void();

/** The commands of the audit log, for the desk's contract. */
export const auditApi = {
  commands: {
    'audit.page': { input: auditQuerySchema, output: z.array(auditRecordSchema) },
    'audit.verify': { input: nothing, output: auditReportSchema },
    'audit.export': {
      input: z.object({ purpose: purposeSchema, from: z.iso.datetime().nullable() }),
      /** Names of the two files it wrote, and the last sequence in them. */
      output: z.object({ lines: z.string(), seals: z.string(), sequence: z.number() }),
    },
    'audit.retention': { input: nothing, output: retentionSchema },
    'audit.purge': { input: z.object({ approval: z.string() }), output: z.object({ removed: z.number() }) },
  },
  events: { 'audit.progressed': z.object({ done: z.number(), total: z.number() }) },
} as const;
