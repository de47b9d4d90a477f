import type { FailureError } from '#contract/failures.ts';
import type { Anchor, ImportProgress, ImportResult, TrustSummary } from '#contract/trust.ts';
import { equal } from '#domain/bytes.ts';
import { type StoredAnchor, summariseTrust } from '#domain/trust/trust.ts';
import type { Clock } from '#ports/environment.ts';
import type { ProfileStore } from '#ports/profile-store.ts';
import type { TrustFiles, Verifier } from '#ports/verifier.ts';
import { added, type BelievedAnchors, openBelievedAnchors } from './believed-anchors.ts';
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

/** Loads the stored anchors into the verifier. */
export async function openTrustDesk(parts: TrustDeskParts): Promise<TrustDesk> {
  const { verifier, clock, log } = parts;
  const believed = await openBelievedAnchors(parts.store, verifier, parts.builtIn);
  const damage = believed.damage();
  if (damage !== null) log.note('trust.damaged', { code: damage.failure.code });
  const inTurn = oneAtATime();
  const keep: BelievedAnchors['keep'] = async (change) => {
    await believed.keep(change);
    parts.changed(summariseTrust(believed.list()));
  };
  return {
    list: believed.list,
    summary: () => summariseTrust(believed.list()),
    damage: believed.damage,
    import: (request, hooks) =>
      inTurn(async () => {
        const { accepted, refused } = await verifier.judge({ ...request, now: clock.now() }, hooks);
        if (accepted.length > 0) await keep((kept) => added(kept, accepted));
        log.note('trust.imported', { count: accepted.length });
        return { accepted: accepted.length, refused: [...refused] };
      }),
    remove: (fingerprint) =>
      inTurn(async () => {
        const found = believed.kept().find(({ shown }) => shown.fingerprint === fingerprint)?.stored;
        if (found === undefined) return;
        await keep((kept) => kept.filter(({ der }) => !equal(der, found.der)));
        log.note('trust.removed', { count: 1 });
      }),
    believe: (files) =>
      inTurn(async () => {
        const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
        const { accepted, refused } = await verifier.judge({ importId: 'believed', files, now: clock.now() }, hooks);
        await believed.believe(accepted);
        return { accepted: accepted.length, refused: [...refused] };
      }),
  };
}

/** Lets changes happen one after another; the next begins with what the one before has left. */
function oneAtATime(): <T>(change: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return (change) => {
    const mine = turn.then(change);
    turn = mine.catch(() => undefined);
    return mine;
  };
}
