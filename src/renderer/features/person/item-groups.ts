import { type CitizenField, citizenFields } from '#contract/citizen.ts';
import type { Labels } from '../../i18n/vi.ts';

/** The law's 26 items in its order, cut into groups (Law on Identification 2023, article 9). */
export type ItemGroup = {
  readonly id: keyof Labels['record']['groups'];
  readonly fields: readonly CitizenField[];
  /** First item of the group, as the law numbers them. */
  readonly from: number;
};

const ends = [
  ['person', 'origin'],
  ['sensitive', 'bloodGroup'],
  ['papers', 'cards'],
  ['relatives', 'relatives'],
  ['residence', 'residenceFile'],
  ['household', 'household'],
  ['rest', 'other'],
] as const satisfies readonly (readonly [ItemGroup['id'], CitizenField])[];

export const itemGroups: readonly ItemGroup[] = ends.map(([id, last], index) => {
  const before = ends[index - 1];
  const start = before === undefined ? 0 : citizenFields.indexOf(before[1]) + 1;
  return { id, from: start + 1, fields: citizenFields.slice(start, citizenFields.indexOf(last) + 1) };
});

/** Shown only where the work in hand needs them. */
export const sensitiveFields: ReadonlySet<CitizenField> = new Set(['ethnicity', 'religion', 'bloodGroup']);
