import {
  ChartColumn,
  Clock3,
  Download,
  FileText,
  IdCard,
  List,
  type LucideIcon,
  Search,
  Settings,
  ShieldCheck,
} from 'lucide-react';
import { useLabels } from '../i18n/language.ts';
import type { Labels } from '../i18n/vi.ts';
import { useActs } from '../state/acts.ts';
import { useWindow } from '../state/desk-context.tsx';
import { Hint } from '../ui/hint.tsx';
import styles from './rail.module.css';

type PlaceName = keyof Labels['places'];
/** Places of later versions keep their key and their spot. */
const later: readonly (readonly [PlaceName, string, LucideIcon])[] = [
  ['intake', 'F2', FileText],
  ['handOver', 'F3', Download],
  ['lookUp', 'F4', Search],
  ['queue', 'F5', List],
  ['shift', 'F6', Clock3],
  ['reports', 'F7', ChartColumn],
];

export function Rail() {
  const labels = useLabels();
  const acts = useActs();
  const place = useWindow((window) => window.place);
  return (
    <nav className={styles.rail} aria-label={labels.navigation}>
      <RailItem
        name="reading"
        shortcut="F1"
        icon={IdCard}
        current={place === 'reading'}
        onClick={() => acts.go('reading')}
      />
      {later.map(([name, shortcut, icon]) => (
        <RailItem key={name} name={name} shortcut={shortcut} icon={icon} />
      ))}
      <div className={styles.grow} />
      <RailItem name="trust" icon={ShieldCheck} current={place === 'trust'} onClick={() => acts.go('trust')} />
      <RailItem name="settings" icon={Settings} onClick={() => acts.show('settings')} />
    </nav>
  );
}

type RailItemProps = {
  readonly name: PlaceName;
  readonly icon: LucideIcon;
  readonly shortcut?: string;
  readonly current?: boolean;
  /** Absent: not in this version. */
  readonly onClick?: () => void;
};

function RailItem({ name, icon: Icon, shortcut, current = false, onClick }: RailItemProps) {
  const labels = useLabels();
  const item = (
    <button
      type="button"
      className={`${styles.item} ${current ? styles.current : ''}`}
      aria-current={current ? 'page' : undefined}
      aria-disabled={!onClick}
      onClick={onClick}
    >
      {shortcut && <kbd className={styles.key}>{shortcut}</kbd>}
      <Icon size={20} strokeWidth={1.8} aria-hidden />
      {labels.places[name]}
      {!onClick && <span className="visually-hidden">, {labels.notYet}</span>}
    </button>
  );
  return onClick ? item : <Hint text={labels.notYet}>{item}</Hint>;
}
