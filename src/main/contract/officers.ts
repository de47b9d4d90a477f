import { z } from 'zod';

/** What an officer is there for: tiếp nhận, thu nhận, trả thẻ, chỉ huy, quản trị, kiểm tra. */
export const roles = ['tiepNhan', 'thuNhan', 'traThe', 'chiHuy', 'quanTri', 'kiemTra'] as const;
export type Role = (typeof roles)[number];

/** Everything that is allowed or refused at a desk; `domain/officers/permissions.ts` says to whom and why. */
export const permissions = [
  'card.read', 'card.keepEvidence',
  'citizen.lookUp', 'citizen.reveal', 'citizen.biometrics', 'citizen.compare', 'citizen.update', 'citizen.correctCore',
  'face.match',
  'registry.import', 'quality.see', 'statistics.see',
  'dossier.receive', 'dossier.capture', 'dossier.handOver', 'dossier.approve', 'dossier.purge',
  'shift.manage', 'queue.see', 'queue.manage', 'upstream.manage',
  'report.sign', 'breach.report',
  'officers.see', 'officers.manage', 'officers.unlock', 'officers.reset',
  'keys.change', 'trust.manage', 'settings.manage', 'device.manage',
  'backup.make', 'backup.restore',
  'audit.see', 'audit.verify', 'audit.export', 'audit.purge',
] as const; // biome-ignore format: a list
export type Permission = (typeof permissions)[number];

/** An officer's id as the station gives it (`CB001`): 2 to 20 letters, digits, `.`, `-`, `_`; kept in upper case. */
export const officerIdSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9._-]{1,19}$/)
  .toUpperCase();

/** `active` may sign in; `suspended` may not for now; `left` never again. Officers are never deleted: records name them. */
export const officerStates = ['active', 'suspended', 'left'] as const;

export const officerSchema = z.object({
  id: officerIdSchema,
  name: z.string().trim().min(2).max(120),
  roles: z.array(z.enum(roles)).min(1),
  /** Code of the commune whose people they serve; null for the whole desk. */
  unit: z.string().nullable(),
  state: z.enum(officerStates),
  /** `oneTime`: given by somebody else, good for one sign-in that begins with a new one. */
  secret: z.enum(['own', 'oneTime']),
  createdAt: z.string(),
  createdBy: z.string(),
  /** Grows by one with every change; a change names the one it was made on. */
  revision: z.number().int().min(1),
});
export type Officer = z.infer<typeof officerSchema>;

/** How an officer stands in a list: with the wait after wrong secrets, in ms (0: none). */
export const listedOfficerSchema = officerSchema.extend({ failures: z.number(), waitMs: z.number() });
export type ListedOfficer = z.infer<typeof listedOfficerSchema>;

/** Why somebody looks a citizen up (Law on Identification 2023, articles 16, 36). `other` needs words of its own. */
export const purposeCodes = [
  'capThe', 'dinhDanhDienTu', 'traThe', 'doiChieu', 'lamSach', 'cuTru', 'thuTucHanhChinh', 'yeuCauCongDan', 'kiemTraNghiepVu', 'other',
] as const; // biome-ignore format: a list
export type PurposeCode = (typeof purposeCodes)[number];

export const purposeSchema = z.object({
  code: z.enum(purposeCodes),
  /** A dossier's number or a few words; never data of a person. */
  note: z.string().trim().max(200).nullable(),
});
export type Purpose = z.infer<typeof purposeSchema>;

/** Why a desk is locked while its officer stays signed in: nothing they were doing is lost. */
export const lockCauses = ['idle', 'byOfficer', 'cardRemoved', 'displayChanged', 'resumed'] as const;
export type LockCause = (typeof lockCauses)[number];

/** Why a session ended. */
export const signOutCauses = ['byOfficer', 'shiftEnd', 'otherOfficer', 'rightsChanged', 'deskClosed'] as const;
export type SignOutCause = (typeof signOutCauses)[number];

const present = z.object({
  officer: officerSchema,
  /** What they may do at this moment. */
  permissions: z.array(z.enum(permissions)),
  /** When the session began: wall clock, ISO. */
  since: z.string(),
});

/** Who is at the desk. `firstRun`: there is no officer yet. `mustChoose`: signed in, and must choose a secret first. */
export const sessionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('firstRun') }),
  z.object({ state: z.literal('signedOut'), cause: z.enum(signOutCauses).nullable() }),
  present.extend({ state: z.literal('mustChoose') }),
  present.extend({ state: z.literal('signedIn'), lockInMs: z.number(), reauthenticated: z.boolean() }),
  present.extend({ state: z.literal('locked'), cause: z.enum(lockCauses) }),
]);
export type SessionState = z.infer<typeof sessionSchema>;

/** Acts that one officer asks for and others allow. */
export const approvalKinds = [
  'secretReset',
  'coreCorrection',
  'auditPurge',
  'dossierPurge',
  'keyChange',
  'restore',
] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

export const approvalSchema = z.object({
  id: z.string(),
  kind: z.enum(approvalKinds),
  /** The officer whose secret it is, or the masked object of the act. */
  subject: z.string(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  expiresAt: z.string(),
  /** Officers who said yes, in order. */
  votes: z.array(z.object({ officer: z.string(), at: z.string() })),
  state: z.enum(['open', 'used', 'withdrawn']),
});
export type Approval = z.infer<typeof approvalSchema>;

/** What is wrong with a secret somebody wants to have. */
export const secretFaults = [
  'tooShort',
  'tooLong',
  'onlyDigits',
  'fewCharacters',
  'sequence',
  'ownName',
  'common',
] as const;
export type SecretFault = (typeof secretFaults)[number];

const nothing = z.void();
/** Long enough for any phrase, short enough that nobody makes the desk chew. */
const secretSchema = z.string().min(1).max(256);
/** What somebody types to show who they are. */
export const signInSchema = z.object({ officer: z.string().trim().max(40), secret: secretSchema });
const profileOf = officerSchema.pick({ id: true, name: true, roles: true, unit: true });

/** The commands of officers, for the desk's contract. Secrets go in and never come out; who is there is in the desk's state. */
export const officersApi = {
  commands: {
    'session.signIn': { input: signInSchema, output: sessionSchema },
    'session.signOut': { input: nothing, output: nothing },
    'session.lock': { input: nothing, output: nothing },
    'session.unlock': { input: z.object({ secret: secretSchema }), output: nothing },
    'session.reauthenticate': { input: z.object({ secret: secretSchema }), output: nothing },
    /** Somebody is working: puts the idle lock off. At most one in some seconds. */
    'session.touch': { input: nothing, output: nothing },
    'session.changeSecret': { input: z.object({ secret: secretSchema, next: secretSchema }), output: nothing },
    'secret.check': {
      input: z.object({ officer: z.string(), name: z.string(), secret: z.string().max(256) }),
      output: z.array(z.enum(secretFaults)),
    },
    'officers.begin': {
      input: profileOf.pick({ id: true, name: true }).extend({ secret: secretSchema }),
      output: nothing,
    },
    'officers.list': { input: nothing, output: z.array(listedOfficerSchema) },
    'officers.add': { input: profileOf.extend({ secret: secretSchema }), output: nothing },
    'officers.change': {
      input: profileOf.partial().extend({ id: officerIdSchema, state: z.enum(officerStates).optional() }),
      output: nothing,
    },
    'officers.unlock': { input: z.object({ id: officerIdSchema }), output: nothing },
    'approvals.list': { input: nothing, output: z.array(approvalSchema) },
    'approvals.ask': {
      input: z.object({ kind: z.enum(approvalKinds), subject: z.string().max(120) }),
      output: approvalSchema,
    },
    /** Another officer says yes at this desk, with their own secret. */
    'approvals.vote': { input: signInSchema.extend({ id: z.string() }), output: approvalSchema },
    'approvals.withdraw': { input: z.object({ id: z.string() }), output: nothing },
    /** Gives an officer a new one-time secret, once two others have said yes. */
    'officers.reset': { input: z.object({ approval: z.string(), secret: secretSchema }), output: nothing },
  },
  events: {},
} as const;
