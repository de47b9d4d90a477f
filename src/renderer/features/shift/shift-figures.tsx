import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ShiftCounts, ShiftView } from '#contract/shift.ts';
import { useLabels } from '../../i18n/language.ts';
import styles from './shift.module.css';

const came = ['taken', 'inherited'] as const satisfies readonly (keyof ShiftCounts)[];
const went = [
  'finished',
  'open',
  'passedOn',
  'refused',
  'cancelled',
  'lapsed',
] as const satisfies readonly (keyof ShiftCounts)[];

/** What came and what became of it, side by side: the sums are the same, or it says that they are not. */
export function ShiftFigures({
  shift: { counts, reconciles },
}: {
  readonly shift: Pick<ShiftView, 'counts' | 'reconciles'>;
}) {
  const { shift: words } = useLabels();
  const sum = (names: readonly (keyof ShiftCounts)[]) => names.reduce((total, name) => total + counts[name], 0);
  const Mark = reconciles ? CircleCheck : TriangleAlert;
  return (
    <div className={styles.figures}>
      <table>
        <caption className="visually-hidden">{words.figures}</caption>
        <Part title={words.came} names={came} counts={counts} sum={sum(came)} />
        <Part title={words.went} names={went} counts={counts} sum={sum(went)} />
      </table>
      <p className={styles.reconciles} data-reconciles={reconciles} role="status">
        <Mark size={18} strokeWidth={2} aria-hidden /> {reconciles ? words.reconciles : words.differs}
      </p>
    </div>
  );
}

type PartProps = {
  readonly title: string;
  readonly names: readonly (keyof ShiftCounts)[];
  readonly counts: ShiftCounts;
  readonly sum: number;
};

function Part({ title, names, counts, sum }: PartProps) {
  const { shift: words } = useLabels();
  return (
    <tbody>
      <tr>
        <th scope="colgroup" colSpan={2}>
          {title}
        </th>
      </tr>
      {names.map((name) => (
        <tr key={name} data-count={name} data-nothing={counts[name] === 0}>
          <th scope="row">{words.counts[name]}</th>
          <td>{counts[name]}</td>
        </tr>
      ))}
      <tr className={styles.sum}>
        <th scope="row">{words.sum}</th>
        <td>{sum}</td>
      </tr>
    </tbody>
  );
}
