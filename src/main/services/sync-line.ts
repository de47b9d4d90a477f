import { FailureError, failure } from '#contract/failures.ts';
import type { Line } from '#contract/sync.ts';
import type { DeskStanding } from '#contract/upstream.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { Clock } from '#ports/environment.ts';
import type { ConnectUpstream, Upstream } from '#ports/upstream.ts';
import type { BoundUpstream, UpstreamStore } from '#ports/upstream-store.ts';
import type { Happening } from './permit.ts';
import { backoffMs, type Chance, nextWait } from './sync-backoff.ts';
import { askedWait, failureOf, weightOf } from './sync-failures.ts';
import { createTurns, type Turns } from './turns.ts';

/** Who this desk says it is when it asks to be let in. */
export type DeskName = { readonly station: string; readonly name: string };

export type SyncLineParts = {
  readonly store: Pick<UpstreamStore, 'bound' | 'bind'>;
  readonly connect: ConnectUpstream;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly desk: () => DeskName;
  /** A record of what this desk did by itself. */
  readonly record: (happening: Happening) => AuditDraft;
  readonly changed: () => void;
};

/** The line to the upstream this desk is bound to, and how it stands with it. */
export type SyncLine = {
  view(): Line;
  bound(): BoundUpstream | null;
  /** @throws FailureError `upstream.unset` */
  needed(): BoundUpstream;
  skewMs(): number | null;
  /** When it may be tried again, ms since 1970: 0 for now, null for never (bound to nothing). */
  nextAt(): number | null;
  /**
   * The upstream, once it was seen to be the one that was confirmed and to take what this desk sends. It is asked again now and then.
   * @throws FailureError `upstream.*`, `enrolment.*`, `request.*`; the line shows it
   */
  open(signal: AbortSignal, how?: { readonly anew: boolean }): Promise<Upstream>;
  /** Looks once more whether its keys are the ones that were confirmed. @throws FailureError `upstream.keyChanged`, and of the line */
  proveKeys(signal: AbortSignal): Promise<void>;
  /** What a piece of work over the line came to: null for good. What is nothing of the line changes nothing. */
  heard(error: unknown): void;
  /** Binds to another upstream, or to none. Whatever went on over the old line ends. */
  become(bound: BoundUpstream | null, records: readonly AuditDraft[]): Promise<void>;
  /** Bytes a second sending may take; null for all there is. @throws FailureError `upstream.unset`, `storage.*` */
  limit(bytesPerSecond: number | null, records: readonly AuditDraft[]): Promise<void>;
  close(): Promise<void>;
};

/** How long an upstream that was seen to be right is believed to be so, ms. */
const believedMs = 10 * 60_000;
/** When one that takes nothing of this desk is asked again: whoever approves is at it now, whoever revokes has a reason. */
const pendingMs = 60_000;
const barredMs = 15 * 60_000;

type Now = {
  line: Line;
  bound: BoundUpstream | null;
  client: Upstream | null;
  /** The last wait, ms, and the moment it is over. */
  wait: number;
  nextAt: number;
  /** When the upstream was last seen to be right. */
  seenAt: number;
  /** What is known of the upstream is written by one at a time. */
  readonly inTurn: Turns;
};

function needed({ bound }: Pick<Now, 'bound'>): BoundUpstream {
  if (bound === null) throw new FailureError(failure('upstream.unset'));
  return bound;
}

/** Opens the line with what the desk knows; nothing is asked yet. @throws FailureError `storage.*` */
export async function openSyncLine(parts: SyncLineParts): Promise<SyncLine> {
  const bound = await parts.store.bound();
  const now: Now = {
    ...{ line: { is: 'unset' }, bound, client: null, inTurn: createTurns() },
    ...{ wait: backoffMs.base, nextAt: 0, seenAt: 0 },
  };
  if (bound !== null) connectTo(parts, now, bound);
  return {
    view: () => now.line,
    bound: () => now.bound,
    needed: () => needed(now),
    skewMs: () => now.client?.skewMs() ?? null,
    nextAt: () => (now.bound === null ? null : now.nextAt),
    heard(error) {
      const weight = error === null ? null : weightOf(failureOf(error));
      if (weight === null) showGood(parts, now);
      else if (weight !== 'later' && weight !== 'aside') showBad(parts, now, error);
    },
    open: (signal, how) => open(parts, now, { signal, anew: how?.anew ?? false }),
    proveKeys: (signal) => proveKeys(now, signal),
    become: (next, records) =>
      now.inTurn(async () => {
        await parts.store.bind(next, records);
        now.bound = next;
        await replaceClient(parts, now);
        parts.changed();
      }),
    limit: (limit, records) =>
      now.inTurn(async () => {
        const next = { ...needed(now), limit };
        await parts.store.bind(next, records);
        now.bound = next;
        now.client?.limit(limit);
        parts.changed();
      }),
    close: async () => void (await now.client?.close()),
  };
}

type Opening = { readonly signal: AbortSignal; readonly anew: boolean };

async function open(parts: SyncLineParts, now: Now, { signal, anew }: Opening): Promise<Upstream> {
  const { client } = now;
  if (client === null) throw new FailureError(failure('upstream.unset'));
  const wall = parts.clock.now().getTime();
  const isBelieved = now.line.is === 'ready' && Math.abs(wall - now.seenAt) < believedMs;
  if (isBelieved && !anew) return client;
  try {
    await lookAt(parts, now, signal);
  } catch (error) {
    // What is said of a line that was given up meanwhile is of no other.
    if (!signal.aborted && now.client === client) showBad(parts, now, error);
    throw error;
  }
  showGood(parts, now);
  now.seenAt = wall;
  return client;
}

function connectTo({ connect }: SyncLineParts, now: Now, bound: BoundUpstream): void {
  const { url, authorityPem, signing, limit } = bound;
  now.client = connect({ url, authorityPem, signing });
  now.client.limit(limit);
  now.line = { is: 'connecting' };
}

async function replaceClient(parts: SyncLineParts, now: Now): Promise<void> {
  const before = now.client;
  now.client = null;
  now.line = { is: 'unset' };
  now.wait = backoffMs.base;
  now.nextAt = 0;
  now.seenAt = 0;
  if (now.bound !== null) connectTo(parts, now, now.bound);
  await before?.close();
}

function showGood({ clock, changed }: SyncLineParts, now: Now): void {
  now.wait = backoffMs.base;
  now.nextAt = 0;
  now.line = { is: 'ready', at: clock.now().toISOString() };
  changed();
}

/** Shows what is wrong, since when, and says when it is tried again. */
function showBad({ clock, chance, changed }: SyncLineParts, now: Now, error: unknown): void {
  if (now.bound === null) return;
  const found = failureOf(error);
  const at = clock.now();
  const { line } = now;
  const since = 'since' in line && line.failure.code === found.code ? line.since : at.toISOString();
  now.seenAt = 0;
  if (weightOf(found) === 'barred') {
    now.nextAt = at.getTime() + (found.code === 'enrolment.pending' ? pendingMs : barredMs);
    now.line = { is: 'barred', failure: found, since };
  } else {
    now.wait = nextWait(now.wait, chance, askedWait(found));
    now.nextAt = at.getTime() + now.wait;
    now.line = { is: 'away', failure: found, since, nextAt: new Date(now.nextAt).toISOString() };
  }
  changed();
}

/** Asks who it is and how this desk stands there. */
async function lookAt(parts: SyncLineParts, now: Now, signal: AbortSignal): Promise<void> {
  await proveKeys(now, signal);
  const { client, bound } = now;
  if (client === null || bound === null) throw new FailureError(failure('upstream.unset'));
  const stands = await standingOf(parts, { client, bound }, signal);
  if (stands.standing !== bound.standing || stands.since !== bound.since) await noteStanding(parts, now, stands);
  if (stands.standing === 'requested') throw new FailureError(failure('enrolment.pending'));
  if (stands.standing === 'revoked') throw new FailureError(failure('enrolment.revoked'));
}

type Bound = { readonly client: Upstream; readonly bound: BoundUpstream };

/** A desk the upstream does not know, or does not know any more, asks to be let in. */
async function standingOf(
  { desk }: SyncLineParts,
  { client, bound }: Bound,
  signal: AbortSignal,
): Promise<DeskStanding> {
  if (bound.standing === 'unknown') return client.enrol(desk(), signal);
  try {
    return await client.standing(signal);
  } catch (error) {
    if (failureOf(error).code !== 'enrolment.unknown') throw error;
    return client.enrol(desk(), signal);
  }
}

function noteStanding({ store, record }: SyncLineParts, now: Now, stands: DeskStanding): Promise<void> {
  const { standing, since } = stands;
  return now.inTurn(async () => {
    // Forgotten meanwhile.
    if (now.bound === null) return;
    const object = { kind: 'upstream', masked: now.bound.url, mark: null } as const;
    const isNews = standing !== now.bound.standing;
    const next = { ...now.bound, standing, since };
    await store.bind(next, isNews ? [record({ action: 'upstream.changed', object, result: { code: standing } })] : []);
    now.bound = next;
  });
}

/** What was confirmed by people is compared with what it says now: other keys are nobody's to believe by themselves. */
async function proveKeys({ client, bound }: Now, signal: AbortSignal): Promise<void> {
  if (client === null || bound === null) throw new FailureError(failure('upstream.unset'));
  const { keys } = await client.info(signal);
  if (keys.signing.kid !== bound.signing.kid || keys.sealing.kid !== bound.sealing.kid)
    throw new FailureError(failure('upstream.keyChanged'));
}
