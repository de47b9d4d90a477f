import type { Reading } from '#contract/desk.ts';
import { grouped } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Tag } from '../../../ui/tag.tsx';
import { useRevealedNumber } from '../reveal/use-revealed-number.ts';
import styles from './person-zone.module.css';

/** Longer names stand in two smaller lines of the same height. */
const oneLine = 28;

/** Name large with its marks, number masked to the last three digits until a reason is given. */
export function IdentityHead({ reading }: { readonly reading: Reading }) {
  const labels = useLabels();
  const { holder } = reading;
  const waiting = reading.phase === 'reading';
  const name = holder?.name?.value ?? (waiting ? labels.person.nameWaiting : labels.person.noName);
  const look = holder?.name ? (name.length > oneLine ? styles.long : '') : styles.waits;
  return (
    <header className={styles.head}>
      <h1 className={`${styles.name} ${look}`}>{name}</h1>
      <div className={styles.line}>
        <NumberLine reading={reading} />
        {holder && <Tag tone="ok">{labels.person.chip}</Tag>}
        <SourceTags reading={reading} />
        {reading.simulated && (
          <span className={styles.sample}>
            <Tag tone="sample">{labels.person.sample}</Tag>
          </span>
        )}
      </div>
    </header>
  );
}

/** Which other sources know this person: each with a word of its own. */
function SourceTags({ reading: { comparison } }: { readonly reading: Reading }) {
  const { comparison: words } = useLabels();
  if (comparison?.state !== 'done') return null;
  const { fields, record } = comparison.comparison;
  const known = record === 'found';
  return (
    <>
      {fields.some(({ values }) => values.qr !== null) && <Tag tone="info">{words.qrTag}</Tag>}
      <Tag tone={known ? 'plain' : 'warn'}>{known ? words.registryTag : words.absentTag}</Tag>
    </>
  );
}

function NumberLine({ reading }: { readonly reading: Reading }) {
  const { person } = useLabels();
  const acts = useActs();
  const revealed = useRevealedNumber(reading.id);
  const number = reading.holder?.number?.value;
  if (!number) return <span className={styles.noNumber}>{person.noNumber}</span>;
  return (
    <>
      <span className={styles.number} role="img" aria-label={`${person.number} ${revealed ?? number.slice(-3)}`}>
        {revealed ? grouped(revealed) : number}
      </span>
      <button
        type="button"
        className={styles.reveal}
        onClick={() => (revealed ? acts.hideNumber() : acts.show('reveal'))}
      >
        {revealed ? person.hide : person.show}
      </button>
    </>
  );
}
