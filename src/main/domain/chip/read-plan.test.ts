import { describe, expect, it } from 'vitest';
import { vector } from '#fixtures/vectors/vector.ts';
import { groupsByCom, groupsBySod, planOf } from './read-plan.ts';

describe('planOf', () => {
  it('puts identity first, the portrait last, and prints and irises aside', () => {
    const all = Array.from({ length: 16 }, (_, i) => `DG${i + 1}` as 'DG1');
    const plan = planOf(all);
    expect(plan.readable.slice(0, 6)).toEqual(['DG1', 'DG14', 'DG15', 'DG13', 'DG11', 'DG12']);
    expect(plan.readable.at(-1)).toBe('DG2');
    expect(plan.closed).toEqual(['DG3', 'DG4']);
    expect(new Set([...plan.readable, ...plan.closed]).size).toBe(16);
  });

  it('plans nothing that is not there', () => {
    const plan = planOf(['DG1', 'DG2']);
    expect([plan.readable, plan.closed, plan.has('DG14')]).toEqual([['DG1', 'DG2'], [], false]);
  });
});

describe('the groups on a chip', () => {
  it('by SOD and by EF.COM', () => {
    expect(groupsBySod(vector('cccd-synthetic/011d.bin'))).toEqual(['DG1', 'DG2', 'DG13', 'DG15']);
    expect(groupsByCom(vector('cccd-synthetic/011e.bin'))).toEqual(['DG1', 'DG2', 'DG13', 'DG15']);
  });

  it('are unknown where the file is broken', () => {
    expect(groupsBySod(vector('cccd-synthetic/011d.bin').subarray(0, 100))).toBeNull();
    expect(groupsByCom(Uint8Array.of(0x60, 0x80))).toBeNull();
  });
});
