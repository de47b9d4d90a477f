import { type Relative, relativeKinds } from '#contract/citizen.ts';
import { packDigits, packOneOf, unpackDigits, unpackOneOf } from './columns.ts';

/** The row of a relative without whose relative it is. */
export type RelativeRow = {
  readonly position: number;
  readonly kind: number;
  readonly name: string | null;
  readonly number: number | null;
  readonly rest: string | null;
};

type Rest = Partial<Pick<Relative, 'number' | 'oldNumber' | 'nationality' | 'relation'>>;

/** The columns of a relative. */
export function packRelative(relative: Relative, position: number): RelativeRow {
  const number = packDigits(relative.number, 12);
  const rest: Record<string, unknown> = {
    number: number === null ? (relative.number ?? undefined) : undefined,
    oldNumber: relative.oldNumber ?? undefined,
    nationality: relative.nationality ?? undefined,
    relation: relative.relation ?? undefined,
  };
  const text = JSON.stringify(rest);
  const kind = packOneOf(relativeKinds, relative.kind);
  return { position, kind, name: relative.name, number, rest: text === '{}' ? null : text };
}

/** The relative back. */
export function unpackRelative(row: RelativeRow): Relative {
  const rest: Rest = row.rest === null ? {} : (JSON.parse(row.rest) as Rest);
  return {
    kind: unpackOneOf(relativeKinds, row.kind),
    name: row.name,
    number: row.number === null ? (rest.number ?? null) : unpackDigits(row.number, 12),
    oldNumber: rest.oldNumber ?? null,
    nationality: rest.nationality ?? null,
    relation: rest.relation ?? null,
  };
}
