import { FailureError } from '#contract/failures.ts';
import type { Anchor } from '#contract/trust.ts';
import { equal } from '#domain/bytes.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import type { ProfileStore } from '#ports/profile-store.ts';
import type { Verifier } from '#ports/verifier.ts';

/** The anchors the desk believes: those in the store, those that are not kept, and how lists show them; the verifier has the same. */
export type BelievedAnchors = {
  /** The anchors that are not kept, then the kept ones. */
  list(): readonly Anchor[];
  /** The kept ones, as lists show them and as they are stored. */
  kept(): readonly { readonly shown: Anchor; readonly stored: StoredAnchor }[];
  /** The failure that kept the stored anchors from being read, if any. */
  damage(): FailureError | null;
  /** Changes what is kept. Another desk on the same folder may have done so meanwhile: the change starts from what is there now. */
  keep(change: (kept: readonly StoredAnchor[]) => readonly StoredAnchor[]): Promise<void>;
  /** Believes anchors until the desk closes. */
  believe(anchors: readonly StoredAnchor[]): Promise<void>;
};

/** Loads the stored anchors, and the built-in ones, into the verifier. */
export async function openBelievedAnchors(
  store: ProfileStore['anchors'],
  verifier: Verifier,
  builtIn: readonly StoredAnchor[],
): Promise<BelievedAnchors> {
  let { kept, damage } = await stored(store);
  let temporary = builtIn;
  let shown = await verifier.load([...temporary, ...kept]);
  return {
    list: () => shown,
    kept: () =>
      shown.slice(temporary.length).flatMap((anchor, at) => {
        const own = kept[at];
        return own === undefined ? [] : [{ shown: anchor, stored: own }];
      }),
    damage: () => damage,
    async keep(change) {
      const present = await stored(store);
      const next = change(present.damage === null ? present.kept : kept);
      await store.save(next);
      damage = null;
      kept = next;
      shown = await verifier.load([...temporary, ...kept]);
    },
    async believe(anchors) {
      temporary = [...temporary, ...anchors];
      shown = await verifier.load([...temporary, ...kept]);
    },
  };
}

async function stored(store: ProfileStore['anchors']) {
  try {
    return { kept: await store.load(), damage: null };
  } catch (error) {
    if (error instanceof FailureError) return { kept: [], damage: error };
    throw error;
  }
}

/** The kept anchors and the accepted ones among which nothing comes twice. */
export function added(kept: readonly StoredAnchor[], accepted: readonly StoredAnchor[]): readonly StoredAnchor[] {
  return [...kept, ...accepted.filter(({ der }) => !kept.some((known) => equal(known.der, der)))];
}
