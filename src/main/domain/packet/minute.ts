import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { LedgerLists, Minute, ReconcileSummary } from '#contract/sync.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import type { LedgerDifferences } from './ledger.ts';

/** What is signed of a minute: its canonical text (RFC 8785), UTF-8. */
export function minuteBytes(minute: Minute): Uint8Array {
  return utf8ToBytes(canonicalJson(minute));
}

/** The comparison of one epoch, as the minute sums it up. */
export type ComparedEpoch = Minute['epochs'][number] & {
  /** The highest number the desk gave; the comparison is of all up to it. */
  readonly upTo: number;
  readonly differences: LedgerDifferences;
};

/**
 * Whether the books of an epoch agree: the upstream holds everything that was acknowledged here, the same, and no number is
 * missing. What it holds and this desk has no receipt for is no disagreement: the receipt comes with the next run. Numbers above
 * the desk's highest of an epoch that has ended are none either while the upstream holds them: a restored backup begins a new
 * epoch and knows nothing of what was sent after it was made.
 */
export function epochAgrees({ epoch, upTo, differences }: ComparedEpoch, currentEpoch: number): boolean {
  const { acknowledgedUnknown, hashDiffers, gaps } = differences;
  const isOfRestore = ({ of, from }: (typeof gaps)[number]) => of === 'desk' && epoch < currentEpoch && from > upTo;
  return acknowledgedUnknown.length === 0 && hashDiffers.length === 0 && gaps.every(isOfRestore);
}

/** The four lists of all epochs. Of what differs the desk's packet is named. */
export function listsOf(epochs: readonly ComparedEpoch[]): LedgerLists {
  const all = <T>(pick: (found: LedgerDifferences) => readonly T[]) =>
    epochs.flatMap(({ epoch, differences }) => pick(differences).map((found) => ({ ...found, epoch })));
  return {
    unacknowledged: all(({ sentUnacknowledged }) => sentUnacknowledged),
    unknown: all(({ acknowledgedUnknown }) => acknowledgedUnknown),
    differing: all(({ hashDiffers }) => hashDiffers.map(({ desk }) => desk)),
    gaps: all(({ gaps }) => gaps),
  };
}

/**
 * Of what was acknowledged here, how much the upstream holds with the same hash: percent with two decimals, rounded down, so that
 * 100.00 is all of it. Of nothing it is 100.00.
 */
export function percentHeld(epochs: readonly ComparedEpoch[]): string {
  const total = (count: (epoch: ComparedEpoch) => number) => epochs.reduce((sum, epoch) => sum + count(epoch), 0);
  const acknowledged = total((epoch) => epoch.acknowledged);
  const missed = total(
    ({ differences: { acknowledgedUnknown, hashDiffers } }) =>
      acknowledgedUnknown.length + hashDiffers.filter((found) => found.acknowledged).length,
  );
  const hundredths = acknowledged === 0 ? 10_000 : Math.floor(((acknowledged - missed) * 10_000) / acknowledged);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}

/** A minute in figures: how long its lists are. */
export function summaryOf({ at, agreed, lists }: Minute): ReconcileSummary {
  const { unacknowledged, unknown, differing, gaps } = lists;
  const lengths = { unacknowledged: unacknowledged.length, unknown: unknown.length, differing: differing.length };
  return { at, agreed, ...lengths, gaps: gaps.length };
}
