import { FailureError } from '#contract/failures.ts';
import type { Pulling } from './downlink-desk.ts';

/**
 * Takes changes of the population cache over, page by page: the cursor is moved on when a page is durable in the cache, so a stop
 * in between brings it again, and the cache passes over what it has. A cache that knows less than the cursor says (it was begun
 * anew: it is in no backup) is filled from the beginning.
 */
export async function takeChanges(pulling: Pulling): Promise<void> {
  const { registry: cursor } = await pulling.store.cursors();
  try {
    await takeFrom(pulling, cursor);
  } catch (error) {
    const isGap = error instanceof FailureError && error.failure.code === 'registry.deltaGap';
    if (!isGap || cursor === null) throw error;
    await takeFrom(pulling, null);
  }
}

async function takeFrom(
  { store, upstream, registry, signal, took, record }: Pulling,
  cursor: string | null,
): Promise<void> {
  let after = cursor;
  for (let more = true; more; ) {
    const changes = await upstream.registryChanges(after, signal);
    more = changes.more && changes.cursor !== after;
    after = changes.cursor;
    if (changes.lines === '') continue;
    const { added, changed } = await registry.applyFeed({ lines: changes.lines, signal, record });
    await store.advance({ registry: changes.cursor }, null);
    took(added + changed);
  }
}
