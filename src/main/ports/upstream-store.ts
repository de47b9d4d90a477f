import type { CodeList, DeskStanding, PublicKeyText } from '#contract/upstream.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { DossierChange } from './dossier-store.ts';

/** The upstream this desk is bound to. */
export type BoundUpstream = {
  readonly url: string;
  readonly authorityPem: string;
  readonly name: string;
  readonly kind: 'reference' | 'production';
  readonly sealing: PublicKeyText;
  readonly signing: PublicKeyText;
  readonly standing: 'unknown' | DeskStanding['standing'];
  /** By the upstream's clock; null while unknown. */
  readonly since: string | null;
  /** Bytes a second; null for all there is. */
  readonly limit: number | null;
};

/** How far what comes down was taken over. */
export type DownlinkCursors = {
  /** Of the last decision; 0 before the first. */
  readonly decisions: number;
  /** Of the population cache's deltas; null before the first. */
  readonly registry: string | null;
  /** Number of the last trust snapshot; 0 before the first. */
  readonly trust: number;
};

/** What this desk knows of its upstream, in its encrypted file. Every call is one transaction, and may throw FailureError `storage.*`. */
export type UpstreamStore = {
  bound(): Promise<BoundUpstream | null>;
  /** Binds the desk, changes what is known, or forgets it (null); cursors begin anew with another signing key. */
  bind(upstream: BoundUpstream | null, records: readonly AuditDraft[]): Promise<void>;
  cursors(): Promise<DownlinkCursors>;
  /** Notes how far things were taken over, together with what a decision makes of dossiers. Never goes back. */
  advance(to: Partial<DownlinkCursors>, change: DossierChange | null): Promise<void>;
  codeLists(): Promise<readonly CodeList[]>;
  /** Keeps lists of a later version than those here. */
  keepCodeLists(lists: readonly CodeList[]): Promise<void>;
};
