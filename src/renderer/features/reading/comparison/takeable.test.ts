import { describe, expect, it } from 'vitest';
import type { FieldComparison } from '#contract/comparison.ts';
import { otherHouse, sampleComparison } from '../../../testing/sample-people.ts';
import { takeable } from './takeable.ts';

const only: Partial<FieldComparison> = {
  values: { chip: 'A', mrz: null, qr: null, record: null },
  outcome: 'missingInRecord',
  level: 'notice',
  meaning: 'onlyOnCard',
  act: 'boSung',
};

describe('takeable', () => {
  it('is what the record lacks and what the card has newer', () => {
    expect(takeable(sampleComparison({ ...otherHouse, religion: only })).map(({ field, act }) => [field, act])).toEqual(
      [
        ['religion', 'boSung'],
        ['residence', 'capNhat'],
      ],
    );
  });

  it('is never number, sex or birth date, nothing to be compared first, and nothing of somebody unknown', () => {
    expect(takeable(sampleComparison({ number: only, sex: only, birth: only }))).toEqual([]);
    expect(takeable(sampleComparison({ residence: { ...otherHouse.residence, act: 'doiChieu' } }))).toEqual([]);
    expect(takeable(sampleComparison({ religion: only }, 'absent'))).toEqual([]);
  });
});
