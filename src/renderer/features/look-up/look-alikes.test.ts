import { describe, expect, it } from 'vitest';
import { sampleLine } from '../../testing/sample-people.ts';
import { lookAlikes } from './look-alikes.ts';

describe('lookAlikes', () => {
  it('marks twins whose names differ in i/y, and people who share a name in other marks', () => {
    const birth = '2001-03-08';
    const lines = [
      sampleLine({ id: 11, name: 'LÝ MẪU MỸ', birth }),
      sampleLine({ id: 12, name: 'LÝ MẪU MĨ', birth }),
      sampleLine({ id: 13, name: 'LÝ MẪU MAI', birth }),
      sampleLine({ id: 18, name: 'TRẦN VĂN MẪU LŨY', birth: '1984-08-19' }),
      sampleLine({ id: 19, name: 'TRẦN VĂN MẪU LUỸ', birth: '1984-08-19' }),
    ];
    expect([...lookAlikes(lines)]).toEqual([11, 12, 18, 19]);
  });

  it('takes nobody for another with a different or unknown birth date', () => {
    const lines = [
      sampleLine({ id: 1 }),
      sampleLine({ id: 2, birth: '2004' }),
      sampleLine({ id: 3, birth: null }),
      sampleLine({ id: 4, birth: null }),
    ];
    expect(lookAlikes(lines).size).toBe(0);
  });
});
