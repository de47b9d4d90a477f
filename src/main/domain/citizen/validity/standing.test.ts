import { describe, expect, it } from 'vitest';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { readPersonRows } from '../person-row.ts';
import { createDivisions } from '../units/divisions.ts';
import { standingOf } from './standing.ts';

const on = '2026-11-22';
const recorded = { source: 'import', at: `${on}T00:00:00Z`, by: 'MẪU', act: null, basis: null, reason: null } as const;
const { citizens } = readPersonRows(people(), { divisions: createDivisions(sampleDivisions), recorded });
const standings = new Map(people().map(({ id }, at) => [id, citizens[at]] as const));
const standing = (id: string, day = on) => {
  const citizen = standings.get(id);
  if (citizen === undefined) throw new RangeError(id);
  return standingOf(citizen, day);
};
const those = (holds: (id: string) => boolean) => [...standings.keys()].filter(holds);

describe('standingOf', () => {
  it('has the cohorts 2004 and 2007, and who turns 14, 25, 40 or 60 this year', () => {
    expect(those((id) => standing(id).cohorts.includes('born2004'))).toEqual(['F01']);
    expect(those((id) => standing(id).cohorts.includes('born2007'))).toEqual(['F02']);
    expect(those((id) => standing(id).cohorts.includes('turns14'))).toEqual(['F06']);
    expect(those((id) => standing(id).cohorts.includes('turns25'))).toEqual(['F11', 'F12']);
    expect(those((id) => standing(id).cohorts.includes('turns40'))).toEqual(['F16']);
    expect(those((id) => standing(id).cohorts.includes('turns60'))).toEqual(['F09']);
  });

  it('has exactly F09, F11, F16, F18, F19 expired on 22/11/2026, and F06, F07, F08, F20 without a card', () => {
    expect(those((id) => standing(id).card === 'expired')).toEqual(['F09', 'F11', 'F16', 'F18', 'F19']);
    expect(those((id) => standing(id).card === 'none')).toEqual(['F06', 'F07', 'F08', 'F20']);
  });

  it('counts what is missing, and nothing for the dead', () => {
    expect(standing('F02')).toEqual({
      card: 'valid',
      changeBy: '2032-11-03',
      age: 19,
      cohorts: ['born2007'],
      missing: ['eId'],
      death: null,
    });
    expect(standing('F11').missing).toEqual(['card', 'eId']);
    expect(standing('F17')).toMatchObject({ age: null, missing: [], death: 'dead' });
    expect(those((id) => standing(id).death !== null)).toEqual(['F17']);
    expect(standing('F05').changeBy).toBeNull();
  });

  it('is of its day', () => {
    expect(standing('F09', '2026-10-20')).toMatchObject({ card: 'valid', age: 60 });
    expect(standing('F09', '2026-10-21')).toMatchObject({ card: 'expired' });
    expect(standing('F06', '2026-12-11').age).toBe(13);
    expect(standing('F06', '2026-12-12').age).toBe(14);
  });
});
