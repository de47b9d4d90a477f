import type { Failure } from '#contract/failures.ts';
import type { Area } from '#contract/registry.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import type { ChosenArea, ListPosition } from '../../state/look-up-view.ts';
import panel from '../../ui/panel.module.css';
import { Trouble } from '../../ui/trouble.tsx';
import { KeyList } from './key-list.tsx';
import styles from './look-up.module.css';

type AreaListProps = {
  readonly areas: readonly Area[] | null;
  readonly failure: Failure | null;
  readonly chosen: ChosenArea;
  readonly begin: ListPosition;
  readonly onGone: (position: ListPosition) => void;
  readonly onChoose: (area: ChosenArea) => void;
};

const rowHeight = 44;

/** The communes with their people: one choice, for the roll and as a filter of the search. */
export function AreaList({ areas, failure, chosen, begin, onGone, onChoose }: AreaListProps) {
  const { lookUp } = useLabels();
  const language = useLanguage();
  if (failure) return <Trouble title={lookUp.areas} failure={failure} />;
  if (areas === null) return <p className={styles.note}>{lookUp.areasLoading}</p>;
  const all = areas.reduce((sum, { people }) => sum + people, 0);
  const rows: readonly { readonly area: ChosenArea; readonly name: string; readonly people: number }[] = [
    { area: undefined, name: lookUp.allAreas, people: all },
    ...areas.map((each) => ({ ...each, name: each.area === null ? lookUp.unknownArea : each.name })),
  ];
  return (
    <>
      <h2 className={panel.heading}>{lookUp.area}</h2>
      <KeyList
        label={lookUp.area}
        count={rows.length}
        rowHeight={rowHeight}
        rowClass={styles.area}
        begin={begin}
        onGone={onGone}
        chosen={rows.findIndex(({ area }) => area === chosen)}
        onOpen={(index) => onChoose(rows[index]?.area)}
        row={(index) => (
          <>
            <AreaName place={rows[index]} />
            <small>{formatCount(rows[index]?.people ?? 0, language)}</small>
          </>
        )}
      />
    </>
  );
}

type AreaNameProps = { readonly place: { readonly area: ChosenArea; readonly name: string } | undefined };

/** A commune, and under it the province: “Phường Mẫu, Thành phố Mẫu”. */
function AreaName({ place }: AreaNameProps) {
  if (!place?.area) return <span>{place?.name}</span>;
  const [commune, ...province] = place.name.split(', ');
  return (
    <span title={place.name}>
      {commune}
      {province.length > 0 && <small>{province.join(', ')}</small>}
    </span>
  );
}
