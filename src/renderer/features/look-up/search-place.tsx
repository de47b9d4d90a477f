import { useCallback, useEffect, useRef, useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import type { ChosenArea, LookUpView } from '../../state/look-up-view.ts';
import panel from '../../ui/panel.module.css';
import { PurposeChoice } from '../session/purpose-choice.tsx';
import { AreaList } from './area-list.tsx';
import { FoundPlace } from './found-place.tsx';
import { useKeptView } from './kept-view.ts';
import { type ListHandle, useWordOnLeaving } from './key-list.tsx';
import styles from './look-up.module.css';
import { RollPlace } from './roll-place.tsx';
import { SearchField, type SearchFieldHandle, sought } from './search-field.tsx';
import { useAreas } from './use-areas.ts';
import { useSearch } from './use-search.ts';
import { YearField } from './year-field.tsx';

type SearchPlaceProps = { readonly hidden: boolean; readonly onOpen: (id: number) => void };

/** One field for everything; under it what was found, and without text the rolls of the communes. */
export function SearchPlace({ hidden, onOpen }: SearchPlaceProps) {
  const { lookUp } = useLabels();
  const { areas, failure } = useAreas();
  const { kept, keep, people, communes } = useKeptView();
  const [begin] = useState(kept);
  const search = useSearch(begin.answered);
  const [area, setArea] = useState<ChosenArea>(begin.area);
  // A field of its own for each filtering by year: putting the filter away empties it.
  const [years, setYears] = useState(0);
  const [hasText, setHasText] = useState(sought(begin.text) !== '');
  const field = useRef<SearchFieldHandle>(null);
  const list = useRef<ListHandle>(null);
  const filters = useRef<Filters>({ area: begin.area ?? null, birthYear: begin.birthYear });

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
    filter({ area: null, birthYear: null });
    setYears((count) => count + 1);
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
  // Left while it was still searching: asked again, unless something else is to be searched for by now.
  useEffect(() => {
    const text = sought(begin.text);
    if (text !== '' && field.current?.value() === begin.text && !isAnswered(begin)) type(text, true);
  }, [begin, type]);
  useWordOnLeaving(() => {
    const { answer, sought: asked } = search;
    const answered = answer && asked ? { answer, sought: asked } : null;
    keep({ text: field.current?.value() ?? '', area, birthYear: filters.current.birthYear, answered });
  });

  return (
    <div className={styles.place} hidden={hidden}>
      <h1 className="visually-hidden">{lookUp.title}</h1>
      <section className={`${panel.panel} ${styles.bar}`} aria-label={lookUp.title}>
        <SearchField
          handle={field}
          begin={begin.text}
          onType={type}
          onDown={() => list.current?.focus()}
          onEnter={enter}
        />
        <YearField key={years} begin={filters.current.birthYear} onChange={(birthYear) => filter({ birthYear })} />
        <PurposeChoice />
      </section>
      <section className={panel.panel} aria-label={lookUp.area}>
        <AreaList areas={areas} failure={failure} chosen={area} {...communes} onChoose={chooseArea} />
      </section>
      <section className={panel.panel} aria-label={hasText ? lookUp.results : lookUp.areas}>
        {hasText ? (
          <FoundPlace
            search={search}
            onOpen={onOpen}
            onLeave={toField}
            list={list}
            kept={people}
            areaName={chosenArea?.area == null ? null : chosenArea.name}
            onUnfilter={unfilter}
          />
        ) : (
          <RollPlace key={String(area)} area={chosenArea} onOpen={onOpen} onLeave={toField} list={list} kept={people} />
        )}
      </section>
    </div>
  );
}

function isAnswered({ text, area = null, birthYear, answered }: LookUpView): boolean {
  const asked = answered?.sought;
  return asked?.text === sought(text) && asked.area === area && asked.birthYear === birthYear;
}

type Filters = { readonly area: string | null; readonly birthYear: number | null };

/** Whoever comes here wants to type. */
function useFocusOnShow(hidden: boolean, field: React.RefObject<SearchFieldHandle | null>): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current && !hidden) field.current?.begin();
    first.current = false;
  }, [hidden, field]);
}
