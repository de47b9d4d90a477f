import { FailureError, failure } from '#contract/failures.ts';
import type { Anchor, ImportProgress, ImportResult, TrustSummary } from '#contract/trust.ts';
import { equal } from '#domain/bytes.ts';
import { type StoredAnchor, summariseTrust } from '#domain/trust/trust.ts';
import type { Clock } from '#ports/environment.ts';
import type { AnchorStore } from '#ports/profile-store.ts';
import type { TrustFiles, Verifier } from '#ports/verifier.ts';
import { added, openBelievedAnchors } from './believed-anchors.ts';
import type { Log } from './log.ts';
import type { Happening } from './permit.ts';
import type { SessionDesk } from './session-desk.ts';
import { type Followed, type Following, followSnapshot } from './trust-following.ts';
import { createTurns } from './turns.ts';

/** Where anchors are kept while the profile is open, and who may change them. */
export type TrustPlace = { readonly store: AnchorStore; readonly session: Pick<SessionDesk, 'permit'> };

/**
 * The trust anchors of the desk: listed, imported, removed, and always the same in the store and in the verifier. While the
 * profile is closed only those are believed that are built in.
 */
export type TrustDesk = {
  list(): readonly Anchor[];
  summary(): TrustSummary;
  /** The failure that kept the stored anchors from being read, if any: the desk then trusts only what is built in. */
  damage(): FailureError | null;
  /** Believes and keeps anchors here from now on; null: the profile is closed. */
  attach(place: TrustPlace | null): Promise<void>;
  /** Judges files and keeps what is accepted. @throws FailureError `session.*` */
  import(
    request: { readonly importId: string; readonly files: TrustFiles },
    hooks: { readonly signal: AbortSignal; readonly onProgress: (progress: ImportProgress) => void },
  ): Promise<ImportResult>;
  /** Forgets an anchor; a built-in one stays. @throws FailureError `session.*` */
  remove(fingerprint: string): Promise<void>;
  /**
   * Keeps the certificates of a snapshot the upstream signed, in its name, and takes back those it vouched for before and names no
   * more. Nobody's permit is asked for: an administrator bound this desk to the upstream, its key signed the snapshot, and lists
   * say who vouches. @throws FailureError `session.nobody` while the profile is closed, `storage.*`
   */
  follow(following: Following, signal: AbortSignal): Promise<Followed>;
  /** Judges files as an import does and believes what is accepted until the desk closes, without storing it. */
  believe(files: TrustFiles): Promise<ImportResult>;
};

export type TrustDeskParts = {
  readonly verifier: Verifier;
  /** Anchors that are always there and never stored. */
  readonly builtIn: readonly StoredAnchor[];
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: (summary: TrustSummary) => void;
};

/** Opens trust with the built-in anchors alone. */
export async function openTrustDesk(parts: TrustDeskParts): Promise<TrustDesk> {
  const { verifier, clock, log } = parts;
  const believed = await openBelievedAnchors(verifier, parts.builtIn);
  const inTurn = createTurns();
  let place: TrustPlace | null = null;
  const tell = () => parts.changed(summariseTrust(believed.list()));
  const permitted = async () => {
    if (place === null) throw new FailureError(failure('session.nobody'));
    return place.session.permit({ permission: 'trust.manage' });
  };
  return {
    list: believed.list,
    summary: () => summariseTrust(believed.list()),
    damage: believed.damage,
    attach: (next) =>
      inTurn(async () => {
        place = next;
        await believed.attach(next?.store ?? null);
        const damage = believed.damage();
        if (damage !== null) log.note('trust.damaged', { code: damage.failure.code });
        tell();
      }),
    import: (request, hooks) =>
      inTurn(async () => {
        const permit = await permitted();
        const { accepted, refused } = await verifier.judge({ ...request, now: clock.now() }, hooks);
        if (accepted.length > 0) {
          const record = permit.record({
            ...trustChange(request.files),
            result: { code: 'imported', count: accepted.length },
          });
          await believed.keep((kept) => added(kept, accepted), [record]);
          tell();
        }
        return { accepted: accepted.length, refused: [...refused] };
      }),
    remove: (fingerprint) =>
      inTurn(async () => {
        const permit = await permitted();
        const found = believed.kept().find(({ shown }) => shown.fingerprint === fingerprint)?.stored;
        if (found === undefined) return;
        const object = { kind: 'trust', masked: fingerprint.slice(0, 64), mark: null } as const;
        const record = permit.record({ action: 'trust.changed', object, result: { code: 'removed', count: 1 } });
        await believed.keep((kept) => kept.filter(({ der }) => !equal(der, found.der)), [record]);
        tell();
      }),
    follow: (following, signal) =>
      inTurn(async () => {
        if (place === null) throw new FailureError(failure('session.nobody'));
        const followed = await followSnapshot({ verifier, believed, clock }, following, signal);
        if (followed.added + followed.withdrawn > 0) tell();
        return followed;
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

/** An import names its files, as the officer knows them. */
function trustChange(files: TrustFiles): Pick<Happening, 'action' | 'object'> {
  const masked = files
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 200);
  return { action: 'trust.changed', object: { kind: 'trust', masked, mark: null } };
}
