import { FailureError } from '#contract/failures.ts';
import type { Anchor, ImportProgress, ImportResult, TrustSummary } from '#contract/trust.ts';
import { type StoredAnchor, summariseTrust } from '#domain/trust/trust.ts';
import type { Clock } from '#ports/environment.ts';
import type { ProfileStore } from '#ports/profile-store.ts';
import type { TrustFiles, Verifier } from '#ports/verifier.ts';
import type { Log } from './log.ts';

/** The trust anchors of the desk: listed, imported, removed, and always the same in the store and in the verifier. */
export type TrustDesk = {
  list(): readonly Anchor[];
  summary(): TrustSummary;
  /** The failure that kept the stored anchors from being read, if any: the desk then trusts only what is built in. */
  damage(): FailureError | null;
  import(
    request: { readonly importId: string; readonly files: TrustFiles },
    hooks: { readonly signal: AbortSignal; readonly onProgress: (progress: ImportProgress) => void },
  ): Promise<ImportResult>;
  /** Forgets an anchor; a built-in one stays. */
  remove(fingerprint: string): Promise<void>;
  /** Judges files as an import does and believes what is accepted until the desk closes, without storing it. */
  believe(files: TrustFiles): Promise<ImportResult>;
};

export type TrustDeskParts = {
  readonly store: ProfileStore['anchors'];
  readonly verifier: Verifier;
  /** Anchors that are always there and never stored. */
  readonly builtIn: readonly StoredAnchor[];
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: (summary: TrustSummary) => void;
};

async function stored(store: ProfileStore['anchors']) {
  try {
    return { anchors: await store.load(), damage: null };
  } catch (error) {
    if (error instanceof FailureError) return { anchors: [], damage: error };
    throw error;
  }
}

/** Loads the stored anchors into the verifier. */
export async function openTrustDesk(parts: TrustDeskParts): Promise<TrustDesk> {
  const { store, verifier, log } = parts;
  const opened = await stored(store);
  let damage = opened.damage;
  let temporary: readonly StoredAnchor[] = parts.builtIn;
  let kept: readonly StoredAnchor[] = opened.anchors;
  let anchors = await verifier.load([...temporary, ...kept]);
  let turn: Promise<unknown> = Promise.resolve();
  if (damage !== null) log.note('trust.damaged', { code: damage.failure.code });

  /** One change of the anchors at a time; the next begins with what the one before has left. */
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const mine = turn.then(change);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const keep = async (next: readonly StoredAnchor[]) => {
    await store.save(next);
    damage = null;
    kept = next;
    anchors = await verifier.load([...temporary, ...kept]);
    parts.changed(summariseTrust(anchors));
  };

  return {
    list: () => anchors,
    summary: () => summariseTrust(anchors),
    damage: () => damage,
    import: (request, hooks) =>
      inTurn(async () => {
        const { accepted, refused } = await verifier.judge({ ...request, now: parts.clock.now() }, hooks);
        if (accepted.length > 0) await keep([...kept, ...accepted]);
        log.note('trust.imported', { count: accepted.length });
        return { accepted: accepted.length, refused: [...refused] };
      }),
    remove: (fingerprint) =>
      inTurn(async () => {
        const keptAnchors = anchors.slice(temporary.length);
        const at = keptAnchors.findIndex((anchor) => anchor.fingerprint === fingerprint);
        if (at < 0) return;
        await keep(kept.filter((_, index) => index !== at));
        log.note('trust.removed', { count: 1 });
      }),
    believe: (files) =>
      inTurn(async () => {
        const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
        const request = { importId: 'believed', files, now: parts.clock.now() };
        const { accepted, refused } = await verifier.judge(request, hooks);
        temporary = [...temporary, ...accepted];
        anchors = await verifier.load([...temporary, ...kept]);
        return { accepted: accepted.length, refused: [...refused] };
      }),
  };
}
