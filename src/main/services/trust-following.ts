import { FailureError, failure } from '#contract/failures.ts';
import type { TrustSnapshot } from '#contract/upstream.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { equal } from '#domain/bytes.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import type { Clock } from '#ports/environment.ts';
import type { Verifier } from '#ports/verifier.ts';
import { added, type BelievedAnchors } from './believed-anchors.ts';
import type { Happening } from './permit.ts';

/** A snapshot of trust that was verified, what its upstream calls itself, and in whose name the record is made. */
export type Following = {
  readonly snapshot: TrustSnapshot;
  readonly upstream: string;
  readonly record: (happening: Happening) => AuditDraft;
};

/** How many anchors came, and how many the upstream vouches for no more. */
export type Followed = { readonly added: number; readonly withdrawn: number };

type Parts = { readonly verifier: Verifier; readonly believed: BelievedAnchors; readonly clock: Clock };

/**
 * Makes the anchors the upstream vouches for those of its snapshot. Each is judged as an imported file is; what an operator or a
 * master list vouches for stays theirs, whatever the snapshot says. An anchor an operator removed comes back with the next newer
 * snapshot that names it, and never by itself: the caller follows each number once. Revocation lists are not used: the verdict
 * knows none, and what it does not look at is not kept as if it did.
 * @throws FailureError `storage.*`, the damage of the store, `upstream.misunderstood` for what is no base64; the reason of `signal`
 */
export async function followSnapshot(
  { verifier, believed, clock }: Parts,
  { snapshot, upstream, record }: Following,
  signal: AbortSignal,
): Promise<Followed> {
  const origin = `trust-snapshot-${snapshot.number}`;
  const files = snapshot.anchors.map((base64) => ({ name: origin, bytes: bytesOf(base64) }));
  const hooks = { signal, onProgress: () => undefined };
  const { accepted } = await verifier.judge({ importId: origin, files, now: clock.now() }, hooks);
  const theirs = accepted.flatMap((anchor): StoredAnchor[] =>
    // A list among the certificates would bring others than the upstream named.
    anchor.vouchedBy.by === 'operator' ? [{ ...anchor, origin, vouchedBy: { by: 'upstream', name: upstream } }] : [],
  );
  const isNamed = ({ der }: StoredAnchor) => files.some(({ bytes }) => equal(bytes, der));
  const stays = (anchor: StoredAnchor) => anchor.vouchedBy.by !== 'upstream' || isNamed(anchor);
  const before = believed.kept().map(({ stored }) => stored);
  const next = added(before.filter(stays), theirs);
  const withdrawn = before.filter((anchor) => !stays(anchor)).length;
  const followed = { added: next.length - (before.length - withdrawn), withdrawn };
  const count = followed.added + withdrawn;
  if (count === 0) return followed;
  const object = { kind: 'trust', masked: `${upstream} · ${origin}`.slice(0, 200), mark: null } as const;
  await believed.keep(() => next, [record({ action: 'trust.changed', object, result: { code: 'followed', count } })]);
  return followed;
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new FailureError(failure('upstream.misunderstood'), cause);
  }
}
