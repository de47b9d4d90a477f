import type { DeskApi } from '#contract/api.ts';
import type { Failure } from '#contract/failures.ts';

import type { Handlers } from '#contract/rpc.ts';
import type { QueueFigures, ReconcileSummary, SyncResult, SyncState } from '#contract/sync.ts';
import type { PublicKeyText } from '#contract/upstream.ts';
import type { AuthorityDigest, Upstream } from '#ports/upstream.ts';
import type { BoundUpstream } from '#ports/upstream-store.ts';
import type { SessionDesk } from './session-desk.ts';
import { createBackoffs } from './sync-backoff.ts';
import { openSyncContact, type SyncContact } from './sync-contact.ts';
import { openSyncLine, type SyncLine, type SyncLineParts } from './sync-line.ts';
import { runSizes, type SyncRunParts } from './sync-run.ts';
import { createSyncView, type SyncView } from './sync-view.ts';
import { upstreamHandlers } from './upstream-desk.ts';

/** What the queue's way upstream rests on. */
export type SyncDeskParts = Omit<SyncRunParts, 'backoffs' | 'pace' | 'report'> &
  Omit<SyncLineParts, 'changed'> & {
    /** This desk's name upstream. */
    readonly deskId: string;
    readonly authorityDigest: AuthorityDigest;
    readonly takesReference: boolean;
    readonly session: Pick<SessionDesk, 'permit'>;
    readonly figures: () => Promise<QueueFigures>;
    /** Compares both books (null: by itself) and purges what may go. */
    readonly reconcile: (officer: string | null) => Promise<unknown>;
    /** What the last comparison came to. */
    readonly reconciled: () => ReconcileSummary | null;
    /** Takes over what came down since, and says what stopped each part of it. */
    readonly pull: () => Promise<Readonly<Record<string, { readonly failure: Failure | null }>>>;
    /** Another key to seal for is known, or none any more. */
    readonly sealingChanged: () => void;
    readonly changed: (state: SyncState) => void;
    /** Logs a bug and returns its short id. */
    readonly report: (where: string, error: unknown) => string;
  };

/** The queue's way upstream. Nothing here ever keeps anybody from taking dossiers in. */
export type SyncDesk = {
  readonly handlers: Pick<Handlers<DeskApi>, 'sync.run' | UpstreamCommand>;
  state(): SyncState;
  /** The key of the upstream this desk is bound to, to seal for; null while it is bound to none. */
  sealing(): PublicKeyText | null;
  /** @throws FailureError `upstream.unset` */
  bound(): BoundUpstream;
  /** The upstream when it may be asked now. @throws FailureError `upstream.*`, `enrolment.*`, `request.*` */
  upstream(): Promise<Upstream>;
  /** Begins: what waits is sent as soon as the line is there, and again by itself. */
  start(): void;
  /** Something was queued or put back. */
  wake(): void;
  /** Figures or the last comparison may be others now. */
  touch(): void;
  /** Tries now, and asks again how this desk stands. Never throws but for a bug. */
  ask(): Promise<SyncResult>;
  /** A shift was closed: what is left is sent, and the books are compared. Answers when that is over, and never throws. */
  shiftClosed(officer: string): Promise<void>;
  /** Binds a desk that is made up, without an officer. One it was bound to before keeps its standing, wherever it is now. */
  bindTo(upstream: BoundUpstream): Promise<void>;
  stop(): Promise<void>;
};

/** Commands about the upstream. */
export type UpstreamCommand = Extract<keyof Handlers<DeskApi>, `upstream.${string}`>;

/** Opens the way upstream; nothing is asked or sent before `start`. @throws FailureError `storage.*` */
export async function openSyncDesk(parts: SyncDeskParts): Promise<SyncDesk> {
  const view: SyncView = await createSyncView(parts, () => line);
  const line: SyncLine = await openSyncLine({ ...parts, changed: view.show });
  const contact = openSyncContact({
    ...{ ...parts, line, view, backoffs: createBackoffs(parts.chance), pace: { size: runSizes.announced } },
    report: (error) => void parts.report('sync', error),
  });
  return {
    handlers: {
      'sync.run': async () => {
        await parts.session.permit({ permission: 'queue.manage' });
        return contact.now('asked');
      },
      ...upstreamHandlers({ ...parts, line, contact }),
    },
    ...{ state: view.state, bound: line.needed, upstream: contact.opened, touch: view.count.touch },
    sealing: () => line.bound()?.sealing ?? null,
    start() {
      view.count.touch();
      contact.start();
    },
    wake() {
      view.count.touch();
      contact.wake();
    },
    ask: () => contact.now('anew'),
    shiftClosed: (officer) => contact.reconcileNow(officer),
    bindTo: (upstream) => bindTo(parts, { line, contact }, upstream),
    async stop() {
      await contact.stop();
      view.stop();
      await line.close();
    },
  };
}

type Way = { readonly line: SyncLine; readonly contact: SyncContact };

function bindTo({ record }: SyncDeskParts, { line, contact }: Way, upstream: BoundUpstream): Promise<void> {
  const before = line.bound();
  const { standing, since, limit } = before?.signing.kid === upstream.signing.kid ? before : upstream;
  const object = { kind: 'upstream', masked: upstream.url, mark: null } as const;
  const bound = record({ action: 'upstream.changed', object, result: { code: 'connected' } });
  return contact.bind({ ...upstream, standing, since, limit }, [bound]);
}
