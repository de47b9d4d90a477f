import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { LedgerItem, SequenceRange } from '#contract/upstream.ts';

/**
 * The digest of packets of one desk and epoch: SHA-256 over a line for each, in the order of their sequence:
 * `<deskSeq> <dossierId> <rev> <sha256>`, each ended by LF. Nothing has the digest of the empty text.
 */
export function ledgerDigest(items: readonly LedgerItem[]): string {
  const hash = sha256.create();
  for (const item of inOrder(items)) hash.update(utf8ToBytes(lineOf(item)));
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

/** Numbers that a book lacks. Nobody has those of the upstream; those of the desk the upstream may have. */
export type LedgerGap = SequenceRange & { readonly of: 'desk' | 'upstream' };

/** What a comparison of both books may find. No packet is in two of the first three lists. */
export type LedgerDifferences = {
  /** Upstream has it, the desk holds no receipt: announce it again and the receipt comes. */
  readonly sentUnacknowledged: readonly LedgerItem[];
  /** The desk holds a receipt, upstream knows nothing of it: upstream lost it, it is sent again. */
  readonly acknowledgedUnknown: readonly LedgerItem[];
  /** Both have something under this number, and it is not the same. */
  readonly hashDiffers: readonly {
    readonly desk: LedgerItem;
    readonly upstream: LedgerItem;
    readonly acknowledged: boolean;
  }[];
  /** As `ledgerGaps` says. */
  readonly gaps: readonly LedgerGap[];
};

const mostGaps = 1000;

/** Compares the books of one desk and epoch, whole. */
export function compareLedgers(desk: readonly DeskLedgerItem[], upstream: readonly LedgerItem[]): LedgerDifferences {
  const bookOf = (items: readonly LedgerItem[]): NumberedBook => {
    const numbers = items.map(({ deskSeq }) => deskSeq);
    const highest = numbers.reduce((most, number) => Math.max(most, number), 0);
    return { highest, gaps: sequenceGaps(numbers, mostGaps) };
  };
  return { ...compareItems(desk, upstream), gaps: ledgerGaps(bookOf(desk), bookOf(upstream)) };
}

/** Compares both books over the same numbers, without their gaps. */
export function compareItems(
  desk: readonly DeskLedgerItem[],
  upstream: readonly LedgerItem[],
): Omit<LedgerDifferences, 'gaps'> {
  const theirs = new Map(upstream.map((item) => [item.deskSeq, item]));
  const found = desk.map((item) => ({ item, other: theirs.get(item.deskSeq) ?? null }));
  return {
    sentUnacknowledged: found.flatMap(({ item, other }) =>
      other !== null && !item.acknowledged && isSame(item, other) ? [plain(item)] : [],
    ),
    acknowledgedUnknown: found.flatMap(({ item, other }) => (!other && item.acknowledged ? [plain(item)] : [])),
    hashDiffers: found.flatMap(({ item, other }) =>
      other !== null && !isSame(item, other)
        ? [{ desk: plain(item), upstream: plain(other), acknowledged: item.acknowledged }]
        : [],
    ),
  };
}

/** The numbers of a book: the highest, and which are missing below it, in order. */
export type NumberedBook = { readonly highest: number; readonly gaps: readonly SequenceRange[] };

/**
 * The gaps of both books. A gap of the desk is a number for which it has no packet, up to the highest number of either side: a
 * desk numbers without gaps, so it has lost what it gave (to a restored backup, or to somebody), or another used its key. A gap
 * of the upstream is such a number below its own highest that it does not hold either: nobody has it. What the desk does have and
 * the upstream does not is no gap: it waits or was set aside here and may well be sent after its successors, or it was
 * acknowledged and is found as lost.
 */
export function ledgerGaps(desk: NumberedBook, upstream: NumberedBook): readonly LedgerGap[] {
  const beyond = { from: desk.highest + 1, to: upstream.highest };
  const missing = [...desk.gaps, ...(beyond.from <= beyond.to ? [beyond] : [])];
  return [
    ...missing.map((range) => ({ ...range, of: 'desk' as const })),
    ...overlaps(missing, upstream.gaps).map((range) => ({ ...range, of: 'upstream' as const })),
  ];
}

/** What is in both of two lists of ranges; each is in order and without overlaps. */
function overlaps(a: readonly SequenceRange[], b: readonly SequenceRange[]): readonly SequenceRange[] {
  const found: SequenceRange[] = [];
  for (let at = 0, other = 0; ; ) {
    const [one, two] = [a[at], b[other]];
    if (!one || !two) return found;
    const range = { from: Math.max(one.from, two.from), to: Math.min(one.to, two.to) };
    if (range.from <= range.to) found.push(range);
    if (one.to < two.to) at++;
    else other++;
  }
}

function plain({ deskSeq, dossierId, rev, sha256: hash }: LedgerItem): LedgerItem {
  return { deskSeq, dossierId, rev, sha256: hash };
}

const lineOf = (item: LedgerItem): string => `${item.deskSeq} ${item.dossierId} ${item.rev} ${item.sha256}\n`;
const isSame = (a: LedgerItem, b: LedgerItem): boolean => lineOf(a) === lineOf(b);

const inOrder = (items: readonly LedgerItem[]): readonly LedgerItem[] =>
  [...items].sort((a, b) => a.deskSeq - b.deskSeq);
