import type { FoundLine, SearchRequest } from '#contract/registry.ts';

/** A commune's code, null for people of no known one, undefined for all. */
export type ChosenArea = string | null | undefined;

/** Where somebody is in a long list: the row the keys are at, and how far it is scrolled, in pixels. */
export type ListPosition = { readonly active: number; readonly top: number };

/** What is searched for: text and filters as they stand. */
export type Sought = Pick<SearchRequest, 'text' | 'area' | 'birthYear'>;
export type SearchAnswer = { readonly found: readonly FoundLine[]; readonly more: boolean };

/** Where somebody is in the search: kept while they are elsewhere in the window, so that they come back to it. */
export type LookUpView = {
  /** As it stands in the field. */
  readonly text: string;
  readonly area: ChosenArea;
  readonly birthYear: number | null;
  /** The last search that was answered: shown again without asking, and so without another line in the log. */
  readonly answered: { readonly sought: Sought; readonly answer: SearchAnswer } | null;
  readonly communes: ListPosition;
  /** In what was found or in a commune's people; `of` names which list it was. */
  readonly people: ListPosition & { readonly of: string };
};

export const atTop: ListPosition = { active: 0, top: 0 };

export const freshLookUpView: LookUpView = {
  text: '',
  area: undefined,
  birthYear: null,
  answered: null,
  communes: atTop,
  people: { ...atTop, of: '' },
};
