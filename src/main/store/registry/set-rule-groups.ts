import { relativeKinds } from '#contract/citizen.ts';
import type { RuleId } from '#contract/quality.ts';
import { householdRelations } from '#domain/citizen/codes/code-lists.ts';
import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { packOneOf } from './columns.ts';
import { handleKinds } from './handles.ts';

type Group = { readonly ids: string };

const sameOldNumber = query<Record<never, never>, Group>(
  'groups.oldNumber',
  `SELECT group_concat(h.citizen) AS ids FROM handle h JOIN citizen c ON c.id = h.citizen
   WHERE h.kind = ${handleKinds.oldNumber} GROUP BY h.value, c.birth HAVING count(*) > 1`,
);
// In the order of its key: equal names stand together, so one pass with a small memory is enough.
const names = query<Record<never, never>, { name: number; birth: number; citizen: number }>(
  'groups.names',
  'SELECT name, birth, citizen FROM name_key ORDER BY name, birth, marks, citizen',
);
const households = query<{ list: string }, Group>(
  'groups.households',
  `SELECT group_concat(c.id) AS ids FROM citizen c LEFT JOIN coded r ON r.id = c.relation_to_head
   WHERE c.household IS NOT NULL GROUP BY c.household
   HAVING sum((r.list IS :list AND r.code IS '01') OR c.head IS c.number) <> 1`,
);
const livingElsewhere = query<Record<never, never>, Group>(
  'groups.livingElsewhere',
  `SELECT m.id AS ids FROM citizen m JOIN citizen h ON h.number = m.head
   JOIN place p ON p.id = m.permanent_place JOIN place q ON q.id = h.permanent_place
   WHERE m.head <> m.number AND p.unit <> q.unit`,
);
const [father, mother, child] = (['father', 'mother', 'child'] as const).map((kind) => packOneOf(relativeKinds, kind));
const doubtfulParents = query<Record<never, never>, Group>(
  'groups.doubtfulParents',
  `SELECT DISTINCT r.citizen AS ids FROM relative r LEFT JOIN citizen p ON p.number = r.number
   WHERE r.kind IN (${father}, ${mother}) AND r.number IS NOT NULL
     AND (p.id IS NULL OR EXISTS (SELECT 1 FROM relative k WHERE k.citizen = p.id AND k.kind = ${child}))`,
);

/** Ids of records that a rule about several records has to look at together: all it could object to, and few others. */
export function groupsOf(db: ReadDb, rule: RuleId): readonly (readonly number[])[] {
  switch (rule) {
    case 'DQ11':
      return [...db.all(sameOldNumber).map(idsOf), ...alikeNames(db)];
    case 'DQ12':
      return db.all(households, { list: householdRelations.id }).map(idsOf);
    case 'DQ19':
      return [...new Set([...db.all(livingElsewhere), ...db.all(doubtfulParents)].flatMap(idsOf))].map((id) => [id]);
    default:
      throw new Error(`no groups are known for ${rule}`);
  }
}

function idsOf({ ids }: Group): readonly number[] {
  return String(ids).split(',').map(Number);
}

/** People of the same name without marks who were born on the same day. */
function alikeNames(db: ReadDb): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [];
  let [last, births] = [0, new Map<number, number[]>()];
  const close = () => found.push(...[...births.values()].filter((ids) => ids.length > 1));
  for (const { name, birth, citizen } of db.iterate(names)) {
    if (name !== last) {
      close();
      [last, births] = [name, new Map()];
    }
    // Where day or month is not known, the same date means nothing.
    if (birth % 100 === 0) continue;
    const ids = births.get(birth);
    if (ids === undefined) births.set(birth, [citizen]);
    else ids.push(citizen);
  }
  close();
  return found;
}
