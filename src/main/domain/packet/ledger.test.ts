import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLedgers, ledgerDigest, ledgerGaps, receiptDay, sequenceGaps } from './ledger.ts';
import { idempotencyKey, metadataBytes } from './signed-metadata.ts';

const item = (deskSeq: number, sha256 = 'aa'.repeat(32)) => ({
  deskSeq,
  dossierId: `01930000-0000-7000-8000-00000000000${deskSeq}`,
  rev: 1,
  sha256,
});

describe('ledgerDigest', () => {
  it('is of the items in order, whatever order they come in', () => {
    expect(ledgerDigest([item(2), item(1)])).toBe(ledgerDigest([item(1), item(2)]));
    expect(ledgerDigest([item(1)])).not.toBe(ledgerDigest([item(1), item(2)]));
    expect(ledgerDigest([item(1)])).not.toBe(ledgerDigest([item(1, 'bb'.repeat(32))]));
  });

  it('of nothing is SHA-256 of the empty text', () => {
    expect(ledgerDigest([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('sequenceGaps', () => {
  it('finds what is missing below the highest, and no more than asked for', () => {
    expect(sequenceGaps([], 9)).toEqual([]);
    expect(sequenceGaps([2, 1, 3], 9)).toEqual([]);
    expect(sequenceGaps([3, 7], 9)).toEqual([
      { from: 1, to: 2 },
      { from: 4, to: 6 },
    ]);
    expect(sequenceGaps([2, 4, 6], 2)).toEqual([
      { from: 1, to: 1 },
      { from: 3, to: 3 },
    ]);
  });
});

describe('compareLedgers', () => {
  const held = (deskSeq: number, acknowledged = true) => ({ ...item(deskSeq), acknowledged });

  it('says nothing of books that agree, and of what was never sent', () => {
    const found = compareLedgers([held(1), held(2, false)], [item(1)]);
    expect(Object.values(found).flat()).toEqual([]);
  });

  it('sorts every difference into its list', () => {
    const upstream = [item(1), item(3, 'bb'.repeat(32)), item(6)];
    expect(compareLedgers([held(1, false), held(2), held(3)], upstream)).toEqual({
      sentUnacknowledged: [item(1)],
      acknowledgedUnknown: [item(2)],
      hashDiffers: [{ desk: item(3), upstream: item(3, 'bb'.repeat(32)), acknowledged: true }],
      gaps: [
        { from: 4, to: 6, of: 'desk' },
        { from: 4, to: 5, of: 'upstream' },
      ],
    });
  });
});

describe('ledgerGaps', () => {
  it('are numbers the desk lacks, and of those the ones nobody has', () => {
    const set = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 60 });
    fc.assert(
      fc.property(set, set, (ours, theirs) => {
        const book = (numbers: readonly number[]) => ({
          highest: Math.max(0, ...numbers),
          gaps: sequenceGaps(numbers, 1000),
        });
        const gaps = ledgerGaps(book(ours), book(theirs));
        const listed = (book: 'desk' | 'upstream') =>
          gaps.flatMap(({ of, from, to }) =>
            of === book ? Array.from({ length: to - from + 1 }, (_, at) => from + at) : [],
          );
        const below = (highest: number) => Array.from({ length: highest }, (_, at) => at + 1);
        expect(listed('desk')).toEqual(below(Math.max(0, ...ours, ...theirs)).filter((n) => !ours.includes(n)));
        expect(listed('upstream')).toEqual(
          below(Math.max(0, ...theirs)).filter((n) => !ours.includes(n) && !theirs.includes(n)),
        );
      }),
    );
  });
});

describe('receiptDay', () => {
  it('is the day in Việt Nam', () => {
    expect(receiptDay('2026-11-22T16:59:59.999Z')).toBe('2026-11-22');
    expect(receiptDay('2026-11-22T17:00:00.000Z')).toBe('2026-11-23');
  });
});

describe('what is signed of a packet', () => {
  it('is its canonical text alone', () => {
    const metadata = { ...item(1), deskId: 'cc'.repeat(32), epoch: 2, size: 5, sig: 'x..y', name: 'nobody' };
    expect(new TextDecoder().decode(metadataBytes(metadata))).toBe(
      `{"deskId":"${'cc'.repeat(32)}","deskSeq":1,"dossierId":"${metadata.dossierId}","epoch":2,"rev":1,"sha256":"${'aa'.repeat(32)}","size":5}`,
    );
    expect(idempotencyKey(metadata)).toBe(`"${metadata.dossierId}-1"`);
  });
});
