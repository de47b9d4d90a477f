import type { Criterion, RuleId } from '#contract/quality.ts';

/** The sums of the board a table can be ordered by. */
export type QualityColumn = Criterion | 'name' | 'people';

/** Where somebody is on the data-quality board: kept while they look at a person, so that they come back to it. */
export type QualityView = {
  /** `home` shows the station's own commune large, `all` every commune as a table. */
  readonly scope: 'home' | 'all';
  readonly look: 'table' | 'chart';
  readonly order: { readonly column: QualityColumn; readonly descending: boolean };
  readonly filter: string;
  /** The chosen cell and rule; `area` null: the one the board begins with. */
  readonly area: string | null;
  readonly criterion: Criterion;
  readonly rule: RuleId | null;
  /** The list of records is open, and which line was last gone to. */
  readonly list: { readonly line: number } | null;
  /** The list was just left: the focus goes back to where it was opened. */
  readonly cameBack: boolean;
};

export const freshQualityView: QualityView = {
  scope: 'home',
  look: 'table',
  order: { column: 'name', descending: false },
  filter: '',
  area: null,
  criterion: 'dung',
  rule: null,
  list: null,
  cameBack: false,
};
