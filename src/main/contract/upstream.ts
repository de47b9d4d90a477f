import { z } from 'zod';
import type { FailureCode } from './failures.ts';
import { deskIdSchema, packetDossierIdSchema, packetIdsSchema, sha256Schema, syncMetadataSchema } from './packet.ts';

/** Version of the protocol between desk and upstream; the first part of every path. */
export const upstreamVersion = 'v1';

/** What one request may hold at most. */
export const upstreamCaps = {
  announced: 500,
  ranges: 100,
  items: 1000,
  gaps: 1000,
  decisions: 200,
  changes: 1000,
} as const;

const count = z.int().min(1);
const whole = z.int().min(0);
const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
/** A moment of the upstream's clock, ISO 8601 in UTC. */
const instant = z.iso.datetime({ precision: 3 });
const compactJws = z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]{86}$/);

/** The failures an upstream may answer with; others of the desk's are never its to say. */
export const upstreamFailures = [
  'request.invalid', 'request.notProved', 'request.clock', 'request.replayed',
  'enrolment.unknown', 'enrolment.pending', 'enrolment.revoked', 'enrolment.key',
  'sync.keyMissing', 'sync.otherContent', 'sync.inProgress', 'sync.incomplete', 'sync.sequenceTaken', 'sync.unknown', 'sync.decisionClosed',
  'packet.malformed', 'packet.tooLarge', 'packet.tooMany', 'packet.hashDiffers', 'packet.notSigned', 'packet.otherKey', 'packet.otherDossier',
  'upstream.busy', 'upstream.failed', 'upstream.full', 'upstream.noSuchThing',
] as const satisfies readonly FailureCode[]; // biome-ignore format: a list
export type UpstreamFailure = (typeof upstreamFailures)[number];

/** An error of the upstream (RFC 9457): `code` is a failure code of the contract with its params; never data of a person. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.enum(upstreamFailures),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .readonly();
export type Problem = z.infer<typeof problemSchema>;

/** A public key (SubjectPublicKeyInfo, DER, base64; P-256) and its name: SHA-256 of it, hex. */
export const publicKeySchema = z.object({ kid: sha256Schema, publicKey: base64.max(200) }).readonly();
export type PublicKeyText = z.infer<typeof publicKeySchema>;

/** Who the upstream is: for which key packets are sealed, and with which it signs receipts and snapshots. */
export const upstreamInfoSchema = z
  .object({
    name: z.string(),
    /** A reference system is for tests and demonstrations; its words have no effect outside. */
    kind: z.enum(['reference', 'production']),
    version: z.literal(upstreamVersion),
    time: instant,
    keys: z.object({ sealing: publicKeySchema, signing: publicKeySchema }).readonly(),
  })
  .readonly();
export type UpstreamInfo = z.infer<typeof upstreamInfoSchema>;

/** A desk that asks to be let in: its key, the station it stands at, and a name for those who approve it. */
export const enrolmentRequestSchema = z
  .strictObject({ publicKey: base64.max(200), station: z.string().min(1).max(40), name: z.string().min(1).max(100) })
  .readonly();
export type EnrolmentRequest = z.infer<typeof enrolmentRequestSchema>;

export const deskStandings = ['requested', 'approved', 'revoked'] as const;

/** How a desk stands with the upstream. Its station may change; what it sent before keeps the one of its day. */
export const deskStandingSchema = z
  .object({
    deskId: deskIdSchema,
    station: z.string(),
    name: z.string(),
    standing: z.enum(deskStandings),
    since: instant,
  })
  .readonly();
export type DeskStanding = z.infer<typeof deskStandingSchema>;

export const announceRequestSchema = z
  .strictObject({ items: z.array(syncMetadataSchema).min(1).max(upstreamCaps.announced).readonly() })
  .readonly();
export type AnnounceRequest = z.infer<typeof announceRequestSchema>;

/** What the upstream says to one announced packet. `upload` is the path of its tus resource, `offset` the bytes it holds. */
export const announcedSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('have'), dossierId: z.string(), rev: count, receipt: compactJws }).readonly(),
  z.object({ is: z.literal('want'), dossierId: z.string(), rev: count, upload: z.string(), offset: whole }).readonly(),
  z.object({ is: z.literal('refused'), dossierId: z.string(), rev: count, problem: problemSchema }).readonly(),
]);
export type Announced = z.infer<typeof announcedSchema>;
export const announceAnswerSchema = z.object({ items: z.array(announcedSchema).readonly() }).readonly();
export type AnnounceAnswer = z.infer<typeof announceAnswerSchema>;

/** What a receipt says. Its number is given once and grows, with leaps; `receivedAt` is the upstream's time. */
export const receiptSchema = z
  .strictObject({
    ...packetIdsSchema.unwrap().shape,
    sha256: sha256Schema,
    receivedAt: instant,
    receiptNumber: count,
  })
  .readonly();
export type Receipt = z.infer<typeof receiptSchema>;

/** A receipt as it is kept and carried: a compact JWS over `Receipt`, the same bytes for every repeat. */
export const receiptAnswerSchema = z.object({ receipt: compactJws }).readonly();
export type ReceiptAnswer = z.infer<typeof receiptAnswerSchema>;

/** Packets `from`–`to` of an epoch, both included. */
export const sequenceRangeSchema = z.object({ from: count, to: count }).readonly();
export type SequenceRange = z.infer<typeof sequenceRangeSchema>;

const digested = { count: whole, digest: sha256Schema };

/** What the upstream holds of a desk. `day` is the day of the receipt in Việt Nam (UTC+7). */
export const reconcileAnswerSchema = z
  .object({
    deskId: deskIdSchema,
    time: instant,
    /** The highest receipt number the upstream has given to anybody: lower than one a desk holds says that it lost some. */
    highestReceipt: whole,
    epochs: z
      .array(
        z
          .object({
            epoch: count,
            highest: whole,
            count: whole,
            gaps: z.array(sequenceRangeSchema).readonly(),
            /** False when there are more gaps than `upstreamCaps.gaps`. */
            allGaps: z.boolean(),
            days: z.array(z.object({ day: z.iso.date(), ...digested }).readonly()).readonly(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type ReconcileAnswer = z.infer<typeof reconcileAnswerSchema>;

export const rangesRequestSchema = z
  .strictObject({ epoch: count, ranges: z.array(sequenceRangeSchema).min(1).max(upstreamCaps.ranges).readonly() })
  .readonly();
export type RangesRequest = z.infer<typeof rangesRequestSchema>;
export const rangesAnswerSchema = z
  .object({ ranges: z.array(z.object({ from: count, to: count, ...digested }).readonly()).readonly() })
  .readonly();
export type RangesAnswer = z.infer<typeof rangesAnswerSchema>;

/** A packet in the books of desk or upstream. */
export const ledgerItemSchema = z
  .object({ deskSeq: count, dossierId: packetDossierIdSchema, rev: count, sha256: sha256Schema })
  .readonly();
export type LedgerItem = z.infer<typeof ledgerItemSchema>;

export const itemsRequestSchema = z.strictObject({ epoch: count, from: count, to: count }).readonly();
export type ItemsRequest = z.infer<typeof itemsRequestSchema>;
export const itemsAnswerSchema = z.object({ items: z.array(ledgerItemSchema).readonly() }).readonly();
export type ItemsAnswer = z.infer<typeof itemsAnswerSchema>;

/** What was decided upstream on a dossier; `accepted` follows nothing, `cardReady` follows it with the batch of the card. */
export const decisionSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('accepted') }).readonly(),
  z.object({ is: z.literal('returned'), reason: z.string().min(1).max(500) }).readonly(),
  z.object({ is: z.literal('refused'), reason: z.string().min(1).max(500) }).readonly(),
  z.object({ is: z.literal('cardReady'), batch: z.string().min(1).max(60) }).readonly(),
]);
export type Decision = z.infer<typeof decisionSchema>;

/** Decisions on the desk's own dossiers after a cursor, oldest first; the last one's cursor is where to go on. */
export const decisionsAnswerSchema = z
  .object({
    decisions: z
      .array(
        z
          .object({
            cursor: count,
            dossierId: packetDossierIdSchema,
            rev: count,
            decision: decisionSchema,
            at: instant,
          })
          .readonly(),
      )
      .readonly(),
    more: z.boolean(),
  })
  .readonly();
export type DecisionsAnswer = z.infer<typeof decisionsAnswerSchema>;

/** A list of codes in force; `version` grows. */
export const codeListSchema = z
  .object({
    id: z.string(),
    version: count,
    from: z.iso.date(),
    codes: z.array(z.object({ code: z.string(), vi: z.string() }).readonly()).readonly(),
  })
  .readonly();
export type CodeList = z.infer<typeof codeListSchema>;
export const codeListsAnswerSchema = z.object({ lists: z.array(codeListSchema).readonly() }).readonly();
export type CodeListsAnswer = z.infer<typeof codeListsAnswerSchema>;

/** Certificates of issuing states and their revocation lists (DER, base64), numbered; signed by the upstream. */
export const trustSnapshotSchema = z
  .strictObject({
    number: count,
    at: instant,
    anchors: z.array(base64).readonly(),
    revocationLists: z.array(base64).readonly(),
  })
  .readonly();
export type TrustSnapshot = z.infer<typeof trustSnapshotSchema>;

/** A compact JWS over `TrustSnapshot`. */
export const trustAnswerSchema = z.object({ snapshot: compactJws }).readonly();
export type TrustAnswer = z.infer<typeof trustAnswerSchema>;

/**
 * What a desk signs for each request (`Authorization: Desk <compact JWS>`): this act, by this desk, now, once. `path` is with
 * its query; `body` the SHA-256 of the body, null for bytes of an upload, which the packet's own signature covers. `at` is in
 * ms since 1970 of the upstream's clock as the desk knows it.
 */
export const requestProofSchema = z
  .strictObject({
    method: z.enum(['GET', 'POST', 'HEAD', 'PATCH']),
    path: z.string().max(500),
    body: sha256Schema.nullable(),
    deskId: deskIdSchema,
    at: whole,
    nonce: z.string().regex(/^[\w-]{22}$/),
  })
  .readonly();
export type RequestProof = z.infer<typeof requestProofSchema>;
