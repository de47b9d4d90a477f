import type { DeskApi } from '#contract/api.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Handlers } from '#contract/rpc.ts';
import type { UpstreamLinkView, UpstreamLook } from '#contract/sync.ts';
import type { UpstreamInfo } from '#contract/upstream.ts';
import type { AuthorityDigest, ConnectUpstream } from '#ports/upstream.ts';
import type { BoundUpstream } from '#ports/upstream-store.ts';
import type { Permit } from './permit.ts';
import type { SessionDesk } from './session-desk.ts';
import type { SyncContact } from './sync-contact.ts';
import type { UpstreamCommand } from './sync-desk.ts';
import type { SyncLine } from './sync-line.ts';

export type UpstreamHandling = {
  readonly session: Pick<SessionDesk, 'permit'>;
  readonly connect: ConnectUpstream;
  readonly authorityDigest: AuthorityDigest;
  /** Whether this desk may be bound to a system that is for tests: no desk that serves people may. */
  readonly takesReference: boolean;
  readonly line: SyncLine;
  readonly contact: Pick<SyncContact, 'bind' | 'now'>;
};

type Named = { readonly url: string; readonly authorityPem: string };

/** The commands about the upstream: whoever confirms its key does so with what they compared by another way. */
export function upstreamHandlers(parts: UpstreamHandling): Pick<Handlers<DeskApi>, UpstreamCommand> {
  const { session, line, contact } = parts;
  const permit = () => session.permit({ permission: 'upstream.manage' });
  return {
    'upstream.look': async (named, { signal }) => {
      await permit();
      return lookOf(parts, named, await ask(parts, named, signal));
    },
    'upstream.connect': async ({ signing, ...named }, { signal }) => {
      const permitted = await permit();
      const info = await ask(parts, named, signal);
      if (info.kind === 'reference' && !parts.takesReference) throw new FailureError(failure('upstream.forTests'));
      if (info.keys.signing.kid !== signing) throw new FailureError(failure('upstream.keyChanged'));
      await contact.bind(boundTo(line.bound(), named, info), [changed(permitted, named.url, 'connected')]);
      await contact.now('anew');
    },
    'upstream.ask': async () => {
      await permit();
      line.needed();
      await contact.now('anew');
    },
    'upstream.limit': async ({ bytesPerSecond: limit }) => {
      const permitted = await permit();
      await line.limit(limit, [changed(permitted, line.needed().url, 'limit')]);
    },
    'upstream.forget': async () => {
      const permitted = await permit();
      await contact.bind(null, [changed(permitted, line.needed().url, 'forgotten')]);
    },
  };
}

function changed(permit: Permit, url: string, code: string) {
  return permit.record({
    action: 'upstream.changed',
    object: { kind: 'upstream', masked: url.slice(0, 200), mark: null },
    result: { code },
  });
}

/** Asks who is there. Nothing it says is believed yet, and no key of it is kept. */
async function ask({ connect }: UpstreamHandling, named: Named, signal: AbortSignal): Promise<UpstreamInfo> {
  const upstream = connect({ ...named, signing: null });
  try {
    return await upstream.info(signal);
  } finally {
    await upstream.close();
  }
}

/** One that this desk was bound to before is bound anew: how it stands with it is asked again. */
function boundTo(before: BoundUpstream | null, named: Named, { name, kind, keys }: UpstreamInfo): BoundUpstream {
  return { ...named, name, kind, ...keys, standing: 'unknown', since: null, limit: before?.limit ?? null };
}

function lookOf({ authorityDigest }: UpstreamHandling, { url, authorityPem }: Named, info: UpstreamInfo): UpstreamLook {
  const { name, kind, keys } = info;
  const authority = authorityDigest(authorityPem);
  return { url, name, kind, authority, sealing: keys.sealing.kid, signing: keys.signing.kid };
}

/** What the window sees of the upstream; the digest of its authority is worked out once. */
export function linkView(authorityDigest: AuthorityDigest): (bound: BoundUpstream | null) => UpstreamLinkView | null {
  let known = { pem: '', digest: '' };
  return (bound) => {
    if (bound === null) return null;
    const { url, name, kind, standing, since, limit, authorityPem: pem } = bound;
    if (known.pem !== pem) known = { pem, digest: authorityDigest(pem) };
    const keys = { sealing: bound.sealing.kid, signing: bound.signing.kid };
    return { ...{ url, name, kind, standing, since, limit }, ...keys, authority: known.digest };
  };
}
