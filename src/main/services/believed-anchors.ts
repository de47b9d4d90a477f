import { FailureError, failure } from '#contract/failures.ts';
import type { Anchor } from '#contract/trust.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { equal } from '#domain/bytes.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import type { AnchorStore } from '#ports/profile-store.ts';
import type { Verifier } from '#ports/verifier.ts';

/** The anchors the desk believes: those in the store, those that are not kept, and how lists show them; the verifier has the same. */
export type BelievedAnchors = {
  /** The anchors that are not kept, then the kept ones. */
  list(): readonly Anchor[];
  /** The kept ones, as lists show them and as they are stored. */
  kept(): readonly { readonly shown: Anchor; readonly stored: StoredAnchor }[];
  /** The failure that kept the stored anchors from being read, if any. */
  damage(): FailureError | null;
  /** Changes what is kept, together with the records of it. @throws FailureError `session.nobody` when nothing is kept now */
  keep(
    change: (kept: readonly StoredAnchor[]) => readonly StoredAnchor[],
    records: readonly AuditDraft[],
  ): Promise<void>;
  /** Believes what this store keeps from now on; null: nothing is kept, and only the built-in ones are believed. */
  attach(next: AnchorStore | null): Promise<void>;
  /** Believes anchors until the desk closes. */
  believe(anchors: readonly StoredAnchor[]): Promise<void>;
};

/** Loads the built-in anchors into the verifier. */
export async function openBelievedAnchors(
  verifier: Verifier,
  builtIn: readonly StoredAnchor[],
): Promise<BelievedAnchors> {
  let store: AnchorStore | null = null;
  let kept: readonly StoredAnchor[] = [];
  let damage: FailureError | null = null;
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
    async attach(next) {
      store = next;
      ({ kept, damage } = next === null ? { kept: [], damage: null } : await stored(next));
      shown = await verifier.load([...temporary, ...kept]);
    },
    async keep(change, records) {
      if (store === null) throw new FailureError(failure('session.nobody'));
      // Saving replaces all: what could not be read must not be written over.
      if (damage !== null) throw damage;
      const next = change(kept);
      await store.save(next, records);
      kept = next;
      shown = await verifier.load([...temporary, ...kept]);
    },
    async believe(anchors) {
      temporary = [...temporary, ...anchors];
      shown = await verifier.load([...temporary, ...kept]);
    },
  };
}

async function stored(store: AnchorStore) {
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
