import { useCallback, useEffect, useRef, useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import panel from '../../ui/panel.module.css';
import { PurposeChoice } from '../session/purpose-choice.tsx';
import { AreaList, type ChosenArea } from './area-list.tsx';
import { FoundPlace } from './found-place.tsx';
import type { ListHandle } from './key-list.tsx';
import styles from './look-up.module.css';
import { RollPlace } from './roll-place.tsx';
import { SearchField, type SearchFieldHandle } from './search-field.tsx';
import { useAreas } from './use-areas.ts';
import { useSearch } from './use-search.ts';
import { YearField } from './year-field.tsx';

type SearchPlaceProps = { readonly hidden: boolean; readonly onOpen: (id: number) => void };

/** One field for everything; under it what was found, and without text the rolls of the communes. */
export function SearchPlace({ hidden, onOpen }: SearchPlaceProps) {
  const { lookUp } = useLabels();
  const { areas, failure } = useAreas();
  const search = useSearch();
  const [area, setArea] = useState<ChosenArea>(undefined);
  // A field of its own for each filtering by year: putting the filter away empties it.
  const [years, setYears] = useState(0);
  const [hasText, setHasText] = useState(false);
  const field = useRef<SearchFieldHandle>(null);
  const list = useRef<ListHandle>(null);
  const filters = useRef<Filters>({ area: null, birthYear: null });

  const { seek } = search;
  const type = useCallback(
    (text: string, atOnce = false) => {
      setHasText(text !== '');
      seek(text === '' ? null : { text, ...filters.current }, atOnce);
    },
    [seek],
  );
  const filter = (change: Partial<Filters>) => {
    filters.current = { ...filters.current, ...change };
    type(field.current?.text() ?? '', true);
  };
  const chooseArea = (chosen: ChosenArea) => {
    setArea(chosen);
    filter({ area: chosen ?? null });
  };
  const chosenArea = areas?.find((each) => each.area === area) ?? null;
  const unfilter = () => {
    setArea(undefined);
    setYears((count) => count + 1);
    filter({ area: null, birthYear: null });
    field.current?.focus();
  };
  const toField = useCallback(() => field.current?.focus(), []);
  const enter = () => {
    const found = search.answer?.found ?? [];
    const [only] = found;
    if (only && found.length === 1 && !search.searching) onOpen(only.id);
    else list.current?.focus();
  };
  useFocusOnShow(hidden, field);

  return (
    <div className={styles.place} hidden={hidden}>
      <h1 className="visually-hidden">{lookUp.title}</h1>
      <section className={`${panel.panel} ${styles.bar}`} aria-label={lookUp.title}>
        <SearchField handle={field} onType={type} onDown={() => list.current?.focus()} onEnter={enter} />
        <YearField key={years} onChange={(birthYear) => filter({ birthYear })} />
        <PurposeChoice />
      </section>
      <section className={panel.panel} aria-label={lookUp.area}>
        <AreaList areas={areas} failure={failure} chosen={area} onChoose={chooseArea} />
      </section>
      <section className={panel.panel} aria-label={hasText ? lookUp.results : lookUp.areas}>
        {hasText ? (
          <FoundPlace
            search={search}
            onOpen={onOpen}
            onLeave={toField}
            list={list}
            areaName={chosenArea?.area == null ? null : chosenArea.name}
            onUnfilter={unfilter}
          />
        ) : (
          <RollPlace key={String(area)} area={chosenArea} onOpen={onOpen} onLeave={toField} list={list} />
        )}
      </section>
    </div>
  );
}

type Filters = { readonly area: string | null; readonly birthYear: number | null };

/** Whoever comes here wants to type. */
function useFocusOnShow(hidden: boolean, field: React.RefObject<SearchFieldHandle | null>): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current && !hidden) field.current?.focus();
    first.current = false;
  }, [hidden, field]);
}
