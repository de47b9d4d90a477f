import { Users } from 'lucide-react';
import { type RefObject, useCallback, useImperativeHandle, useRef, useState } from 'react';
import type { Area } from '#contract/registry.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyPlace } from '../../ui/empty-place.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import type { KeptPosition } from './kept-view.ts';
import { KeyList, type ListHandle } from './key-list.tsx';
import styles from './look-up.module.css';
import { PersonHeadings, PersonRow, personRowHeight } from './person-row.tsx';
import { useRoll } from './use-roll.ts';

type RollPlaceProps = {
  /** Null: none is chosen. */
  readonly area: Area | null;
  readonly onOpen: (id: number) => void;
  readonly onLeave: () => void;
  readonly list: RefObject<ListHandle | null>;
  readonly kept: KeptPosition;
};

/** The people of the chosen commune, all of them, in Vietnamese order. */
export function RollPlace({ area, ...rest }: RollPlaceProps) {
  const { lookUp } = useLabels();
  if (area === null) return <EmptyPlace icon={Users} title={lookUp.choose} hint={lookUp.chooseHint} />;
  return <RollList area={area} {...rest} />;
}

function RollList({ area, onOpen, onLeave, list, kept }: RollPlaceProps & { readonly area: Area }) {
  const { lookUp } = useLabels();
  const { line, see, failure, again } = useRoll(area.area);
  const position = useRef<PositionHandle>(null);
  const onView = useCallback(
    (first: number, last: number) => {
      position.current?.show(first, last);
      see(first, last);
    },
    [see],
  );
  const name = area.area === null ? lookUp.unknownArea : area.name;
  return (
    <>
      <p className={styles.status} title={lookUp.rollHint}>
        <b>{lookUp.roll(name)}</b>
        <Position handle={position} people={area.people} />
      </p>
      {failure && (
        <Trouble title={lookUp.roll(name)} failure={failure}>
          <Button onClick={again}>{lookUp.again}</Button>
        </Trouble>
      )}
      <PersonHeadings />
      <KeyList
        handle={list}
        {...kept(`roll ${area.area}`)}
        label={lookUp.roll(name)}
        count={area.people}
        rowHeight={personRowHeight}
        rowClass={styles.option}
        onLeave={onLeave}
        onView={onView}
        onOpen={(index) => {
          const person = line(index);
          if (person) onOpen(person.id);
        }}
        row={(index) => <PersonRow line={line(index)} />}
      />
    </>
  );
}

type PositionHandle = { show(first: number, last: number): void };

/** Where in the list the view is. Alone in its change, so that scrolling draws the rows once. */
function Position({ handle, people }: { readonly handle: RefObject<PositionHandle | null>; readonly people: number }) {
  const { lookUp } = useLabels();
  const language = useLanguage();
  const [view, setView] = useState({ first: 0, last: 0 });
  useImperativeHandle(handle, () => ({ show: (first, last) => setView({ first, last }) }), []);
  const count = (value: number) => formatCount(value, language);
  return <span>{lookUp.position(count(Math.min(view.first + 1, view.last)), count(view.last), count(people))}</span>;
}
