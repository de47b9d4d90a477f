import { deltaHeadSchema, deltaRemovalSchema, deltaUpsertSchema } from '#contract/delta.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { upstreamCaps } from '#contract/upstream.ts';
import type { RegistryChanges } from '#ports/upstream.ts';

/**
 * Asks for the changes of the population cache after a cursor: the name of the feed and the number of its last change. Without
 * one the upstream says which feed is the asking desk's.
 * @param ask answers a query with the text of a delta (docs/cli.md)
 * @throws FailureError `upstream.misunderstood` for a text that is no such delta; what stands in a person's line is judged later
 */
export async function readRegistryChanges(
  after: string | null,
  ask: (query: string) => Promise<string>,
): Promise<RegistryChanges> {
  const [feed, sequence = '0'] = after?.split(' ') ?? [];
  const query = new URLSearchParams({ ...(feed === undefined ? {} : { feed }), after: sequence });
  const text = await ask(query.toString());
  const [first = '', ...changes] = text.split('\n').filter((line) => line !== '');
  const head = deltaHeadSchema.safeParse(parsed(first)).data;
  if (head === undefined || String(head.after) !== sequence || (feed !== undefined && head.feed !== feed))
    throw misunderstood();
  const last = lastNumber(changes, head.after);
  return {
    cursor: `${head.feed} ${last}`,
    lines: changes.length === 0 ? '' : text,
    more: changes.length >= upstreamCaps.changes,
  };
}

/** The number of the last change, or the cursor's own when there is none; they only go up. */
function lastNumber(changes: readonly string[], after: number): number {
  return changes.reduce((before, line) => {
    const value = parsed(line);
    const change = deltaUpsertSchema.safeParse(value).data ?? deltaRemovalSchema.safeParse(value).data;
    if (change === undefined || change.sequence <= before) throw misunderstood();
    return change.sequence;
  }, after);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const misunderstood = (): FailureError => new FailureError(failure('upstream.misunderstood'));
