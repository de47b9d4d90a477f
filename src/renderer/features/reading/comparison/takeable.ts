import type { Comparison, FieldComparison } from '#contract/comparison.ts';

/** Who somebody is: these are corrected by two officers, never taken from a card alone. */
const core: ReadonlySet<FieldComparison['field']> = new Set(['number', 'sex', 'birth']);

/** A value of the chip that may go into the record, and by which act. */
export type Takeable = FieldComparison & { readonly act: 'capNhat' | 'boSung' };

/** What may be taken from the card into the record: what the record lacks, and what the card has newer. */
export function takeable({ record, fields }: Comparison): readonly Takeable[] {
  if (record === 'absent') return [];
  return fields.filter((each): each is Takeable => {
    const leads = each.act === 'capNhat' || each.act === 'boSung';
    return leads && each.values.chip !== null && !core.has(each.field);
  });
}
