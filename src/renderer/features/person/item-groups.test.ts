import { describe, expect, it } from 'vitest';
import { citizenFields } from '#contract/citizen.ts';
import { itemGroups } from './item-groups.ts';

describe('itemGroups', () => {
  it('has the 26 items of the law once each, in its order', () => {
    expect(itemGroups.flatMap(({ fields }) => fields)).toEqual(citizenFields);
    expect(citizenFields).toHaveLength(26);
  });

  it('numbers every group from its first item', () => {
    expect(itemGroups.map(({ id, from }) => [id, from])).toEqual([
      ['person', 1],
      ['sensitive', 9],
      ['papers', 13],
      ['relatives', 15],
      ['residence', 16],
      ['household', 21],
      ['rest', 24],
    ]);
  });
});
