import type { Pulling } from './downlink-desk.ts';

/** Follows a trust snapshot that is newer than the last one; the cursor is moved on when its anchors are kept. */
export async function takeTrust(pulling: Pulling): Promise<void> {
  const { store, upstream, trust, signal, record, took } = pulling;
  const snapshot = await upstream.trust(signal);
  if (snapshot === null || snapshot.number <= (await store.cursors()).trust) return;
  const { name } = pulling.upstreamNamed();
  const { added, withdrawn } = await trust.follow({ snapshot, upstream: name, record }, signal);
  await store.advance({ trust: snapshot.number }, null);
  took(added + withdrawn);
}
