import { type Failure, FailureError, failure } from '#contract/failures.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { Clock, Monotonic } from '#ports/environment.ts';
import type { Upstream } from '#ports/upstream.ts';
import type { UpstreamStore } from '#ports/upstream-store.ts';
import type { DecisionDesk } from './decision-desk.ts';
import { takeDecisions } from './downlink-decisions.ts';
import { takeCodeLists } from './downlink-lists.ts';
import { takeChanges } from './downlink-registry.ts';
import { takeTrust } from './downlink-trust.ts';
import { draftBy, type Happening } from './permit.ts';
import type { RegistryDesk } from './registry-desk.ts';
import type { TrustDesk } from './trust-desk.ts';
import { createTurns } from './turns.ts';

/** What comes down, and where it goes. */
export type DownlinkDeskParts = {
  /** The line to the upstream. @throws FailureError `upstream.unset`, `enrolment.*` */
  readonly upstream: () => Promise<Upstream>;
  /** What the upstream calls itself: it is named as the one who vouches for certificates. */
  readonly upstreamNamed: () => { readonly name: string };
  readonly store: Pick<UpstreamStore, 'cursors' | 'advance' | 'codeLists' | 'keepCodeLists'>;
  readonly decisions: Pick<DecisionDesk, 'changeOf'>;
  readonly registry: Pick<RegistryDesk, 'applyFeed'>;
  readonly trust: Pick<TrustDesk, 'follow'>;
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  /** Something came down: dossiers, the population cache, trust or lists are others now. */
  readonly changed: () => void;
  /** Logs a bug and returns its short id. */
  readonly report: (where: string, error: unknown) => string;
};

/** How one part of a pull ended: how many were taken over, and what stopped it; both may be (some were taken, then it failed). */
export type PulledPart = { readonly taken: number; readonly failure: Failure | null };

/** What a pull brought. `taken` counts decisions, changes of the population cache, anchors that changed, code lists. */
export type Pulled = Readonly<Record<'decisions' | 'changes' | 'trust' | 'codeLists', PulledPart>>;

/** Takes over what the upstream has for this desk. */
export type DownlinkDesk = {
  /**
   * Pulls all four parts, one after the other and one pull at a time. A part that fails keeps none of the others; what it had
   * taken over stays, and the next pull goes on there. @throws FailureError as `upstream` when there is no line at all
   */
  pull(): Promise<Pulled>;
  /** Ends a pull that is under way, and waits for it. */
  close(): Promise<void>;
};

/** What the parts of a pull share. */
export type Pulling = Omit<DownlinkDeskParts, 'upstream' | 'changed' | 'report' | 'clock' | 'monotonic'> & {
  readonly upstream: Upstream;
  readonly signal: AbortSignal;
  /** A record by the desk itself. */
  readonly record: (happening: Happening) => AuditDraft;
  readonly at: () => string;
  /** Counts what is taken over, when it is durable. */
  readonly took: (count: number) => void;
};

/** Opens what comes down; nothing is asked yet. */
export function openDownlinkDesk(parts: DownlinkDeskParts): DownlinkDesk {
  const inTurn = createTurns();
  const abort = new AbortController();
  return {
    pull: () =>
      inTurn(async () => {
        const upstream = await parts.upstream();
        const part = (work: (pulling: Pulling) => Promise<void>) => pullPart(parts, { upstream, abort, work });
        return {
          decisions: await part(takeDecisions),
          changes: await part(takeChanges),
          trust: await part(takeTrust),
          codeLists: await part(takeCodeLists),
        };
      }),
    async close() {
      abort.abort();
      await inTurn(async () => undefined);
    },
  };
}

type Part = {
  readonly upstream: Upstream;
  readonly abort: AbortController;
  readonly work: (pulling: Pulling) => Promise<void>;
};

async function pullPart(parts: DownlinkDeskParts, { upstream, abort, work }: Part): Promise<PulledPart> {
  const { clock, monotonic, report, changed } = parts;
  let taken = 0;
  let stopped: Failure | null = null;
  const moment = () => ({ wall: clock.now().getTime(), monotonic: monotonic() });
  try {
    await work({
      ...parts,
      ...{ upstream, signal: abort.signal },
      record: (happening) => draftBy(null, happening, moment()),
      at: () => clock.now().toISOString(),
      took: (count) => {
        taken += count;
      },
    });
  } catch (error) {
    stopped = failureOf(error, abort.signal, report);
  }
  if (taken > 0) changed();
  return { taken, failure: stopped };
}

function failureOf(error: unknown, signal: AbortSignal, report: DownlinkDeskParts['report']): Failure {
  if (error instanceof FailureError) return error.failure;
  if (signal.aborted) return failure('read.cancelled');
  return failure('internal', { incident: report('downlink', error) });
}
