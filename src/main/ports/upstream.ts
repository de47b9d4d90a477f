import type { SyncMetadata } from '#contract/packet.ts';
import type {
  Announced,
  CodeList,
  DecisionsAnswer,
  DeskStanding,
  ItemsRequest,
  LedgerItem,
  PublicKeyText,
  RangesAnswer,
  RangesRequest,
  Receipt,
  ReconcileAnswer,
  TrustSnapshot,
  UpstreamInfo,
} from '#contract/upstream.ts';
import type { PacketInput } from '#domain/packet/packet-content.ts';
import type { KeptPacket } from './dossier-store.ts';

/** Where an upstream is and by what it is known. */
export type UpstreamAddress = {
  /** `https://host[:port]`, without a path. */
  readonly url: string;
  /** Certificate of the one authority that vouches for it (PEM); no other is asked, the system's neither. */
  readonly authorityPem: string;
  /** The key its receipts are signed with; null before this desk is bound to it: then nothing signed is believed. */
  readonly signing: PublicKeyText | null;
};

/** A receipt that was verified, and what was signed. */
export type ProvedReceipt = { readonly receipt: Receipt; readonly jws: string };

export type UploadOptions = {
  readonly signal: AbortSignal;
  /** Bytes that are there in all now; may go back when a part has to be sent again. */
  readonly sent: (bytes: number) => void;
};

/** A delta of the population cache (NDJSON with its head, docs/cli.md; empty when nothing is new), and where to go on. */
export type RegistryChanges = { readonly cursor: string; readonly lines: string; readonly more: boolean };

/**
 * What a desk asks of the upstream. Every call proves the desk anew, gives up after a time without an answer, and throws
 * FailureError: `upstream.unreachable`, `.captivePortal`, `.wrongAuthority`, `.certificateEnded`, `.slow`, `.misunderstood`,
 * or what the upstream said itself (`contract/upstream.ts`, `upstreamFailures`); `params.retryAfterMs` says when to come again, where
 * the answer does. A wrong clock is put right by itself, once a call. An aborted call rejects with the reason of its signal, any call
 * with an AbortError once the line is closed.
 */
export type Upstream = {
  info(signal: AbortSignal): Promise<UpstreamInfo>;
  /** Asks to be let in; again, it says how the desk stands. */
  enrol(desk: { readonly station: string; readonly name: string }, signal: AbortSignal): Promise<DeskStanding>;
  standing(signal: AbortSignal): Promise<DeskStanding>;
  /** Each has its own answer, in the same order. */
  announce(items: readonly SyncMetadata[], signal: AbortSignal): Promise<readonly Announced[]>;
  /**
   * Uploads what is missing of a packet to the place the upstream gave for it, going on where the upstream is, also after a cut.
   * @throws FailureError also `sync.incomplete` when that place is gone: the packet is announced again
   */
  upload(packet: KeptPacket, place: string, options: UploadOptions): Promise<void>;
  /** Has a packet taken that is there. @throws FailureError also `sync.receiptFalse` */
  finalise(metadata: SyncMetadata, signal: AbortSignal): Promise<ProvedReceipt>;
  /** Reads a receipt that was given earlier. @throws FailureError `sync.receiptFalse` */
  verify(jws: string, metadata: SyncMetadata): Promise<ProvedReceipt>;
  reconcile(signal: AbortSignal): Promise<ReconcileAnswer>;
  ranges(asked: RangesRequest, signal: AbortSignal): Promise<RangesAnswer>;
  items(asked: ItemsRequest, signal: AbortSignal): Promise<readonly LedgerItem[]>;
  decisions(after: number, signal: AbortSignal): Promise<DecisionsAnswer>;
  /** Of the feed of this desk's station: after a cursor that was given earlier, or from the beginning. */
  registryChanges(after: string | null, signal: AbortSignal): Promise<RegistryChanges>;
  /** Null when there is none. @throws FailureError also `upstream.misunderstood` for one that is not signed by the known key */
  trust(signal: AbortSignal): Promise<TrustSnapshot | null>;
  codeLists(signal: AbortSignal): Promise<readonly CodeList[]>;
  /** Milliseconds its clock is ahead of this machine's, as the last answers said; null before one. */
  skewMs(): number | null;
  /** Bytes a second uploads may take together; null for all there is. */
  limit(bytesPerSecond: number | null): void;
  close(): Promise<void>;
};

/** Makes the line to an upstream; nothing is asked yet. @throws FailureError `upstream.authorityUnreadable` */
export type ConnectUpstream = (address: UpstreamAddress) => Upstream;

/** SHA-256 of the certificate (DER) in a PEM text, hex. @throws FailureError `upstream.authorityUnreadable` */
export type AuthorityDigest = (pem: string) => string;

/** Seals a dossier for the upstream's key and signs it with the desk's. @throws as `sealPacket` */
export type SealPacket = (input: PacketInput, sealing: PublicKeyText) => Promise<KeptPacket>;

/** Signs the minute of a comparison with the desk's key: a compact JWS over these bytes. */
export type SignMinute = (minute: Uint8Array) => Promise<string>;
