import { SearchX } from 'lucide-react';
import { type RefObject, useMemo } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { EmptyPlace } from '../../ui/empty-place.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import type { KeptPosition } from './kept-view.ts';
import { KeyList, type ListHandle } from './key-list.tsx';
import { lookAlikes } from './look-alikes.ts';
import styles from './look-up.module.css';
import { PersonHeadings, PersonRow, personRowHeight } from './person-row.tsx';
import type { Search } from './use-search.ts';

type FoundPlaceProps = {
  readonly search: Search;
  readonly onOpen: (id: number) => void;
  readonly onLeave: () => void;
  readonly list: RefObject<ListHandle | null>;
  readonly kept: KeptPosition;
  /** Name of the commune searched in; null where all are. */
  readonly areaName: string | null;
  readonly onUnfilter: () => void;
};

/** What was found, in the order the host ranks it; the last answer stays until the next one is there. */
export function FoundPlace({ search, onOpen, onLeave, list, kept, areaName, onUnfilter }: FoundPlaceProps) {
  const { lookUp } = useLabels();
  const { answer, failure, searching } = search;
  const alike = useMemo(() => lookAlikes(answer?.found ?? []), [answer]);
  const found = answer?.found ?? [];
  return (
    <>
      <div className={styles.status}>
        <p role="status">
          {answer && !failure ? lookUp.found(found.length, answer.more) : ''}
          {searching && !answer ? lookUp.searching : ''}
        </p>
        <ActiveFilters areaName={areaName} year={search.sought?.birthYear ?? null} onUnfilter={onUnfilter} />
        {alike.size > 0 && <span className={styles.alike}>{lookUp.alikeHint}</span>}
      </div>
      {failure && <Trouble title={lookUp.results} failure={failure} />}
      {answer && found.length > 0 && (
        <>
          <PersonHeadings />
          <KeyList
            key={answerKey(search)}
            handle={list}
            {...kept(answerKey(search))}
            label={lookUp.results}
            count={found.length}
            rowHeight={personRowHeight}
            rowClass={styles.option}
            onLeave={onLeave}
            onOpen={(index) => found[index] && onOpen(found[index].id)}
            row={(index) => {
              const line = found[index];
              return line && <PersonRow line={line} by={line.by} alike={alike.has(line.id)} />;
            }}
          />
          {answer.more && <p className={styles.note}>{lookUp.more}</p>}
        </>
      )}
      {answer && found.length === 0 && <NobodyFound search={search} />}
    </>
  );
}

type ActiveFiltersProps = {
  readonly areaName: string | null;
  readonly year: number | null;
  readonly onUnfilter: () => void;
};

/** What the search is held to, and the way out of it. */
function ActiveFilters({ areaName, year, onUnfilter }: ActiveFiltersProps) {
  const { lookUp } = useLabels();
  if (areaName === null && year === null) return null;
  const held = [areaName === null ? null : lookUp.within(areaName), year === null ? null : lookUp.bornIn(year)];
  return (
    <p className={styles.filters}>
      {held.filter((each) => each !== null).join(' · ')}
      <button type="button" onClick={onUnfilter}>
        {lookUp.removeFilters}
      </button>
    </p>
  );
}

/** Another search begins at its first row. */
function answerKey({ sought }: Search): string {
  return JSON.stringify(sought);
}

function NobodyFound({ search: { sought } }: { readonly search: Search }) {
  const { lookUp } = useLabels();
  const filtered = sought !== null && (sought.area !== null || sought.birthYear !== null);
  const hint = filtered ? `${lookUp.noneFiltered} ${lookUp.noneHint}` : lookUp.noneHint;
  return <EmptyPlace icon={SearchX} title={lookUp.none} hint={hint} />;
}
