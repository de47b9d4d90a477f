import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedSync, type Minute, minuteSchema } from '#contract/sync.ts';
import type { LedgerDifferences, LedgerGap } from './ledger.ts';
import { type ComparedEpoch, epochAgrees, listsOf, minuteBytes, percentHeld, summaryOf } from './minute.ts';

const item = (deskSeq: number) => ({
  ...{ deskSeq, dossierId: `019a9e00-0000-7000-8000-${String(deskSeq).padStart(12, '0')}`, rev: 1 },
  sha256: 'ab'.repeat(32),
});
const none: LedgerDifferences = { sentUnacknowledged: [], acknowledgedUnknown: [], hashDiffers: [], gaps: [] };
const epochOf = (acknowledged: number, found: Partial<LedgerDifferences> = {}, epoch = 1): ComparedEpoch => ({
  ...{ epoch, numbered: acknowledged, acknowledged, held: acknowledged, digest: '00'.repeat(32), upTo: 10 },
  differences: { ...none, ...found },
});
const differs = (acknowledged: boolean) => ({ desk: item(1), upstream: item(1), acknowledged });
const many = (count: number) => Array.from({ length: count }, (_, at) => item(at + 1));

describe('percentHeld', () => {
  it('counts what is lost and what is another, of what was acknowledged alone', () => {
    expect(percentHeld([])).toBe('100.00');
    expect(percentHeld([epochOf(3)])).toBe('100.00');
    expect(percentHeld([epochOf(3, { acknowledgedUnknown: many(1) })])).toBe('66.66');
    expect(percentHeld([epochOf(3, { hashDiffers: [differs(true), differs(false)] })])).toBe('66.66');
    expect(percentHeld([epochOf(3, { sentUnacknowledged: many(2) })])).toBe('100.00');
    expect(percentHeld([epochOf(1, { acknowledgedUnknown: many(1) }), epochOf(3)])).toBe('75.00');
    expect(percentHeld([epochOf(1, { acknowledgedUnknown: many(1) })])).toBe('0.00');
  });

  it('is never rounded up to all of it, and always two decimals', () => {
    const counts = fc
      .integer({ min: 1, max: 2_000_000 })
      .chain((all) => fc.tuple(fc.constant(all), fc.nat({ max: Math.min(all, 40) })));
    fc.assert(
      fc.property(counts, ([all, lost]) => {
        const percent = percentHeld([epochOf(all, { acknowledgedUnknown: many(lost) })]);
        expect(percent).toMatch(/^\d{1,3}\.\d\d$/);
        expect(percent === '100.00').toBe(lost === 0);
        expect(Number(percent)).toBeLessThanOrEqual(((all - lost) * 100) / all);
      }),
    );
  });
});

describe('epochAgrees', () => {
  const gap = (of: LedgerGap['of'], from: number, to = from): LedgerGap => ({ of, from, to });
  it.each([
    ['nothing differs', {}, 1, true],
    ['the upstream has what has no receipt yet', { sentUnacknowledged: many(2) }, 1, true],
    ['something is lost', { acknowledgedUnknown: many(1) }, 1, false],
    ['one number has two packets', { hashDiffers: [differs(false)] }, 1, false],
    ['a number is missing here', { gaps: [gap('desk', 4)] }, 1, false],
    ['the upstream goes on further in the current epoch', { gaps: [gap('desk', 11, 20)] }, 1, false],
    ['it does in one that a restore ended', { gaps: [gap('desk', 11, 20)] }, 2, true],
    ['a number is missing here in one that a restore ended', { gaps: [gap('desk', 4)] }, 2, false],
    ['nobody has a number after the backup', { gaps: [gap('desk', 11, 20), gap('upstream', 12)] }, 2, false],
  ] as const)('when %s', (_, found, current, agrees) => {
    expect(epochAgrees(epochOf(10, found), current)).toBe(agrees);
  });
});

describe('the minute', () => {
  const epochs = [
    epochOf(3, { acknowledgedUnknown: many(2), gaps: [{ of: 'desk', from: 5, to: 6 }] }),
    epochOf(1, { hashDiffers: [differs(true)], sentUnacknowledged: [item(9)] }, 2),
  ];
  const minute: Minute = {
    ...{ format: 'truc-ban minute 1', station: 'Trạm MẪU', deskId: 'd5'.repeat(32), officer: null },
    ...{ at: '2026-11-22T08:00:00.000Z', epochs: [], figures: closedSync.figures, lists: listsOf(epochs) },
    upstream: { name: 'THỬ', url: 'https://localhost', time: '2026-11-22T08:00:00.000Z', highestReceipt: 1 },
    ...{ percent: percentHeld(epochs), agreed: false, resent: 2, purged: 0 },
  };

  it('lists what differs with its epoch, and sums it up', () => {
    expect(minuteSchema.parse(minute)).toEqual(minute);
    expect(minute.lists.unknown).toEqual([1, 2].map((number) => ({ ...item(number), epoch: 1 })));
    expect(minute.lists.differing).toEqual([{ ...item(1), epoch: 2 }]);
    expect(minute.lists.gaps).toEqual([{ of: 'desk', from: 5, to: 6, epoch: 1 }]);
    expect(summaryOf(minute)).toEqual({
      ...{ at: minute.at, agreed: false, unacknowledged: 1, unknown: 2, differing: 1, gaps: 1 },
    });
  });

  it('has one text, however its members are ordered', () => {
    const shuffled = Object.fromEntries(Object.entries(minute).toReversed()) as Minute;
    expect(minuteBytes(shuffled)).toEqual(minuteBytes(minute));
    expect(JSON.parse(new TextDecoder().decode(minuteBytes(minute)))).toEqual(minute);
  });
});
