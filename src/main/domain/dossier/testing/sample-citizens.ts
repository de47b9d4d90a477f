import type { Citizen } from '#contract/citizen.ts';
import { type RowContext, readPersonRows } from '../../citizen/person-row.ts';
import { createDivisions, type Divisions } from '../../citizen/units/divisions.ts';

type Rows = readonly { readonly id: string; readonly soDinhDanh: string; readonly hoTen: string }[];

/** The made-up people of the set as records, by their id in it; references between them are followed. */
export function citizensOf(rows: Rows, divisions: Parameters<typeof createDivisions>[0]): (id: string) => Citizen {
  const recorded: RowContext['recorded'] = {
    source: 'import',
    at: '2026-11-20T00:00:00Z',
    by: 'MẪU',
    act: null,
    basis: null,
    reason: null,
  };
  const made: Divisions = createDivisions(divisions);
  const referred = (reference: string) => {
    const row = rows.find(({ id }) => id === reference);
    return row === undefined ? null : { number: row.soDinhDanh, name: row.hoTen };
  };
  const { citizens } = readPersonRows(rows, { divisions: made, recorded, referred });
  const byId = new Map(rows.map(({ id }, place) => [id, citizens[place]] as const));
  return (id) => {
    const citizen = byId.get(id);
    if (citizen === undefined) throw new RangeError(`nobody is ${id}`);
    return citizen;
  };
}
