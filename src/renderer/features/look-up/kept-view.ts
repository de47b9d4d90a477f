import { useCallback } from 'react';
import { useDeskParts } from '../../state/desk-context.tsx';
import { atTop, type ListPosition, type LookUpView } from '../../state/look-up-view.ts';

/** How a list is kept: where it begins, and what is done with where it was. */
export type KeptList = { readonly begin: ListPosition; readonly onGone: (position: ListPosition) => void };
/** How the list of people of this name is kept. */
export type KeptPosition = (of: string) => KeptList;

/** Where the officer was in the search when they last left it, and the way to keep more of it. */
export function useKeptView() {
  const { window: store } = useDeskParts();
  const keep = useCallback(
    (parts: Partial<LookUpView>) => store.setState(({ lookUp }) => ({ lookUp: { ...lookUp, ...parts } })),
    [store],
  );
  const kept = () => store.getState().lookUp;
  const people: KeptPosition = (of) => ({
    begin: kept().people.of === of ? kept().people : atTop,
    onGone: (position) => keep({ people: { ...position, of } }),
  });
  const communes: KeptList = { begin: kept().communes, onGone: (position) => keep({ communes: position }) };
  return { kept, keep, people, communes };
}
