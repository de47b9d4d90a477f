import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { LedgerItem, SequenceRange } from '#contract/upstream.ts';

/**
 * The digest of packets of one desk and epoch: SHA-256 over a line for each, in the order of their sequence:
 * `<deskSeq> <dossierId> <rev> <sha256>`, each ended by LF. Nothing has the digest of the empty text.
 */
export function ledgerDigest(items: readonly LedgerItem[]): string {
  const hash = sha256.create();
  for (const item of inOrder(items))
    hash.update(utf8ToBytes(`${item.deskSeq} ${item.dossierId} ${item.rev} ${item.sha256}\n`));
  return bytesToHex(hash.digest());
}

/** Which numbers below the highest are missing, as ranges, `most` of them at the most. */
export function sequenceGaps(sequence: readonly number[], most: number): readonly SequenceRange[] {
  const gaps: SequenceRange[] = [];
  let next = 1;
  for (const number of [...sequence].sort((a, b) => a - b)) {
    if (gaps.length === most) break;
    if (number > next) gaps.push({ from: next, to: number - 1 });
    next = number + 1;
  }
  return gaps;
}

/** The day a receipt counts for: the calendar day in Việt Nam (UTC+7 all year), ISO. */
export function receiptDay(receivedAt: string): string {
  return new Date(Date.parse(receivedAt) + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** A packet in the desk's books: whether it holds a verified receipt for it. */
export type DeskLedgerItem = LedgerItem & { readonly acknowledged: boolean };

/** What a comparison of both books may find; all four empty is agreement. */
export type LedgerDifferences = {
  /** Upstream has it, the desk holds no receipt: announce it again and the receipt comes. */
  readonly sentUnacknowledged: readonly LedgerItem[];
  /** The desk holds a receipt, upstream knows nothing of it: upstream lost it, it is sent again. */
  readonly acknowledgedUnknown: readonly LedgerItem[];
  /** Both have something under this number, and it is not the same. */
  readonly hashDiffers: readonly { readonly desk: LedgerItem; readonly upstream: LedgerItem }[];
  /** Numbers the desk has given to nothing it knows, up to the highest of either side. */
  readonly gaps: readonly SequenceRange[];
};

const mostGaps = 1000;

/** Compares the books of one desk and epoch over the same range of numbers, from 1 on. */
export function compareLedgers(desk: readonly DeskLedgerItem[], upstream: readonly LedgerItem[]): LedgerDifferences {
  const theirs = new Map(upstream.map((item) => [item.deskSeq, item]));
  const found = desk.map((item) => ({ item, other: theirs.get(item.deskSeq) ?? null }));
  const known = new Set(desk.map((item) => item.deskSeq));
  const highest = upstream.reduce((most, item) => Math.max(most, item.deskSeq), 0);
  return {
    sentUnacknowledged: found.flatMap(({ item, other }) => (other && !item.acknowledged ? [plain(item)] : [])),
    acknowledgedUnknown: found.flatMap(({ item, other }) => (!other && item.acknowledged ? [plain(item)] : [])),
    hashDiffers: found.flatMap(({ item, other }) =>
      other !== null && ledgerDigest([item]) !== ledgerDigest([other]) ? [{ desk: plain(item), upstream: other }] : [],
    ),
    gaps: sequenceGaps([...known, highest + 1], mostGaps),
  };
}

function plain({ deskSeq, dossierId, rev, sha256: hash }: LedgerItem): LedgerItem {
  return { deskSeq, dossierId, rev, sha256: hash };
}

const inOrder = (items: readonly LedgerItem[]): readonly LedgerItem[] =>
  [...items].sort((a, b) => a.deskSeq - b.deskSeq);
