import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { dossierLineSchema } from './dossier.ts';
import { failureSchema } from './failures.ts';
import { deskIdSchema, packetDossierIdSchema, sha256Schema, syncMetadataSchema } from './packet.ts';
import { deskStandings, ledgerItemSchema, sequenceRangeSchema } from './upstream.ts';

const nothing = z.void();
const count = z.int().min(0);
/** ISO, UTC. */
const instant = z.string();

/** The upstream this desk was told of, and how the desk stands with it. */
export const upstreamLinkSchema = z
  .object({
    url: z.string(),
    name: z.string(),
    /** A reference system is for tests and demonstrations; its words have no effect outside. */
    kind: z.enum(['reference', 'production']),
    /** SHA-256 of the pinned authority's certificate (DER), hex. */
    authority: sha256Schema,
    sealing: sha256Schema,
    signing: sha256Schema,
    standing: z.enum(['unknown', ...deskStandings]),
    /** Since when, by the upstream's clock; null while it is not known. */
    since: instant.nullable(),
    /** Bytes a second that sending may take; null for all there is. */
    limit: z.int().min(1).nullable(),
  })
  .readonly();
export type UpstreamLinkView = z.infer<typeof upstreamLinkSchema>;

/**
 * How it stands with the line. `unset`: no upstream was named. `ready`: the last contact was good. `away`: it cannot be reached now
 * and is tried again by itself. `barred`: it is there and does not take anything of this desk. Intake goes on in all of them.
 */
export const lineSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('unset') }),
  z.object({ is: z.literal('connecting') }),
  z.object({ is: z.literal('ready'), at: instant }),
  z.object({ is: z.literal('away'), failure: failureSchema, since: instant, nextAt: instant }),
  z.object({ is: z.literal('barred'), failure: failureSchema, since: instant }),
]);
export type Line = z.infer<typeof lineSchema>;

/** A run that sends: what it has sent of what it found. Rate of the last seconds; null before there is one. */
export const sendingSchema = z
  .object({
    dossiers: z.object({ done: count, of: count }).readonly(),
    bytes: z.object({ done: count, of: count }).readonly(),
    bytesPerSecond: z.number().nullable(),
    secondsLeft: z.number().nullable(),
  })
  .readonly();
export type Sending = z.infer<typeof sendingSchema>;

/**
 * Where the dossiers of this desk are. `unsealed` are complete and wait for the upstream's key, `returned` came back from it, `lapsed`
 * were kept past their term. One that came back is among the `acknowledged` packets too.
 */
export const queueFiguresSchema = z
  .object({
    drafts: count,
    unsealed: count,
    waiting: count,
    poisoned: count,
    returned: count,
    acknowledged: count,
    lapsed: count,
    bytesWaiting: count,
    /** When the oldest that waits was queued. */
    oldest: instant.nullable(),
    /** The first legal deadline (day) among those that are not acknowledged, or came back. */
    firstDue: z.string().nullable(),
  })
  .readonly();
export type QueueFigures = z.infer<typeof queueFiguresSchema>;

/** What the last comparison of both books came to. */
export const reconcileSummarySchema = z
  .object({
    at: instant,
    agreed: z.boolean(),
    unacknowledged: count,
    unknown: count,
    differing: count,
    gaps: count,
  })
  .readonly();
export type ReconcileSummary = z.infer<typeof reconcileSummarySchema>;

/** What the window draws of the queue and the line. */
export const syncStateSchema = z.object({
  /** This desk's name upstream: SHA-256 of its public key; null while the profile is closed. */
  deskId: deskIdSchema.nullable(),
  upstream: upstreamLinkSchema.nullable(),
  line: lineSchema,
  sending: sendingSchema.nullable(),
  figures: queueFiguresSchema,
  /** Milliseconds the upstream's clock is ahead of this desk's; null while unknown. */
  skewMs: z.number().nullable(),
  reconcile: reconcileSummarySchema.nullable(),
});
export type SyncState = z.infer<typeof syncStateSchema>;

export const queueLists = ['drafts', 'unsealed', 'waiting', 'poisoned', 'returned', 'acknowledged', 'lapsed'] as const;
export type QueueList = (typeof queueLists)[number];

/**
 * A dossier on the board: what it is, where, since when and why. `packet` is null before it is sealed. `failure` is why it does not go
 * on: why it could not be sealed the last time it was tried, or what the packet says itself.
 */
export const queueItemSchema = z
  .object({
    line: dossierLineSchema,
    failure: failureSchema.nullable(),
    packet: z
      .object({
        deskSeq: z.int(),
        epoch: z.int(),
        size: z.int(),
        queuedAt: instant,
        attempts: count,
        nextAttemptAt: instant.nullable(),
        failure: failureSchema.nullable(),
      })
      .readonly()
      .nullable(),
  })
  .readonly();
export type QueueItem = z.infer<typeof queueItemSchema>;

/** What a run came to. `left` still wait; `stopped` says why it did not go on. */
export const syncResultSchema = z
  .object({
    sent: count,
    setAside: count,
    left: count,
    bytes: count,
    ms: z.number(),
    stopped: failureSchema.nullable(),
  })
  .readonly();
export type SyncResult = z.infer<typeof syncResultSchema>;

const listed = z.array(ledgerItemSchema.unwrap().extend({ epoch: z.int() }).readonly()).readonly();

/** Four lists of what differs between both books, as it was found, before anything was mended. */
export const ledgerListsSchema = z
  .object({
    /** Held upstream, and this desk has no receipt for it: no disagreement, the receipt comes with the next run. */
    unacknowledged: listed,
    /** Acknowledged here, and the upstream does not know it: lost there, and sent again. */
    unknown: listed,
    differing: listed,
    /** Numbers for which this desk has no packet, and those of them nobody has (`ledgerGaps`). What waits here is no gap. */
    gaps: z
      .array(
        sequenceRangeSchema
          .unwrap()
          .extend({ epoch: z.int(), of: z.enum(['desk', 'upstream']) })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type LedgerLists = z.infer<typeof ledgerListsSchema>;

/** The minute of a comparison: figures, numbers and hashes; nobody's name. What is signed is its canonical text. */
export const minuteSchema = z
  .object({
    format: z.literal('truc-ban minute 1'),
    station: z.string(),
    deskId: deskIdSchema,
    officer: z.string().nullable(),
    at: instant,
    upstream: z.object({ name: z.string(), url: z.string(), time: instant, highestReceipt: count }).readonly(),
    epochs: z
      .array(
        z
          .object({
            epoch: z.int(),
            /** Packets this desk numbered, those it has a receipt for, and those the upstream holds. */
            numbered: count,
            acknowledged: count,
            held: count,
            /** `ledgerDigest` of what was acknowledged. */
            digest: sha256Schema,
          })
          .readonly(),
      )
      .readonly(),
    figures: queueFiguresSchema,
    lists: ledgerListsSchema,
    /** Of what stood as acknowledged here, how much the upstream holds with the same hash: percent with two decimals, rounded down. */
    percent: z.string().regex(/^\d{1,3}\.\d\d$/),
    /** Whether everything acknowledged is held there, the same, and no number is missing without a reason (`epochAgrees`). */
    agreed: z.boolean(),
    /** Packets that were lost upstream and were put back among those that wait. */
    resent: count,
    /** Packets whose bytes were taken off the desk after this comparison, leaving their tombstones. */
    purged: count,
  })
  .readonly();
export type Minute = z.infer<typeof minuteSchema>;

/** A minute as it is kept and carried: a compact JWS of the desk's key over its canonical text. */
export const signedMinuteSchema = z.object({ minute: minuteSchema, jws: z.string() }).readonly();
export type SignedMinute = z.infer<typeof signedMinuteSchema>;

/** What an upstream says of itself, before this desk is bound to it. */
export const upstreamLookSchema = upstreamLinkSchema
  .unwrap()
  .pick({ url: true, name: true, kind: true, authority: true, sealing: true, signing: true })
  .readonly();
export type UpstreamLook = z.infer<typeof upstreamLookSchema>;

const packetRef = z.object({ dossierId: packetDossierIdSchema, rev: z.int().min(1) });
const named = z.object({ url: z.url({ protocol: /^https$/ }).max(300), authorityPem: z.string().min(1).max(20_000) });

/** The queue, the upstream, and comparing both books. */
export const syncApi = {
  commands: {
    'queue.list': {
      input: z.object({ list: z.enum(queueLists), after: z.string().nullable(), limit: z.int().min(1).max(200) }),
      output: z.object({ items: z.array(queueItemSchema), next: z.string().nullable() }),
    },
    /** Puts poisoned packets back among those that wait; null for all. One whose number the upstream has otherwise goes as a new revision. */
    'queue.retry': { input: z.object({ packet: packetRef.nullable() }), output: z.object({ released: count }) },
    /** A sealed packet with its metadata, as it would travel: for support, without anybody's data in clear. */
    'queue.packet': {
      input: packetRef,
      output: z.object({ metadata: syncMetadataSchema, failure: failureSchema.nullable(), sealed: bytesSchema }),
    },
    /** Sends what waits, until nothing is left or the line is gone; done already when another run goes on. */
    'sync.run': { input: nothing, output: syncResultSchema },
    /** Compares both books, mends what can be mended, purges what may go. @throws `upstream.*`, `enrolment.*` */
    'sync.reconcile': { input: nothing, output: signedMinuteSchema },
    /** The last minute, or null. */
    'sync.minute': { input: nothing, output: signedMinuteSchema.nullable() },
    /** Asks an upstream who it is, and keeps nothing. */
    'upstream.look': { input: named, output: upstreamLookSchema },
    /** Binds this desk to the upstream with this signing key, and asks to be let in. */
    'upstream.connect': { input: named.extend({ signing: sha256Schema }), output: nothing },
    /** Asks again how this desk stands. */
    'upstream.ask': { input: nothing, output: nothing },
    'upstream.limit': { input: z.object({ bytesPerSecond: z.int().min(1024).nullable() }), output: nothing },
    /** Forgets the upstream: nothing is sent any more. Packets, receipts and the book stay. */
    'upstream.forget': { input: nothing, output: nothing },
  },
} as const;

/** What is seen of the queue while the profile is closed. */
export const closedSync: SyncState = {
  deskId: null,
  upstream: null,
  line: { is: 'unset' },
  sending: null,
  figures: {
    drafts: 0,
    unsealed: 0,
    waiting: 0,
    poisoned: 0,
    returned: 0,
    acknowledged: 0,
    lapsed: 0,
    bytesWaiting: 0,
    oldest: null,
    firstDue: null,
  },
  skewMs: null,
  reconcile: null,
};
