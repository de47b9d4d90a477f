import type { PersonLine } from '#contract/registry.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import panel from '../../ui/panel.module.css';
import styles from './person.module.css';

type LookalikeListProps = { readonly people: readonly PersonLine[]; readonly onOpen: (id: number) => void };

/** Others who could be taken for this person; nothing where there are none. */
export function LookalikeList({ people, onOpen }: LookalikeListProps) {
  const { record } = useLabels();
  if (people.length === 0) return null;
  return (
    <div className={styles.lookalikes}>
      <h2 className={panel.heading}>{record.lookalikes}</h2>
      <p className={styles.nothing}>{record.lookalikesHint}</p>
      {people.map(({ id, name, birth, number, address }) => (
        <button key={id} type="button" onClick={() => onOpen(id)}>
          <b>{name}</b>
          <span className={styles.number}>{number}</span>
          <small className={styles.where}>{[birth && formatIsoDate(birth), address].filter(Boolean).join(' · ')}</small>
        </button>
      ))}
    </div>
  );
}
