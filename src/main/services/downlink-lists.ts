import type { Pulling } from './downlink-desk.ts';

/** Keeps code lists of a later version than those here. */
export async function takeCodeLists({ store, upstream, signal, took }: Pulling): Promise<void> {
  const known = new Map((await store.codeLists()).map(({ id, version }) => [id, version]));
  const lists = (await upstream.codeLists(signal)).filter(({ id, version }) => version > (known.get(id) ?? 0));
  if (lists.length === 0) return;
  await store.keepCodeLists(lists);
  took(lists.length);
}
