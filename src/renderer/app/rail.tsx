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
  SlidersHorizontal,
} from 'lucide-react';
import { useLabels } from '../i18n/language.ts';
import type { Labels } from '../i18n/vi.ts';
import { useActs } from '../state/acts.ts';
import { useWindow } from '../state/desk-context.tsx';
import { administration, isAdministration, mayGo, type Place } from '../state/places.ts';
import { usePermissions } from '../state/session.ts';
import { Hint } from '../ui/hint.tsx';
import styles from './rail.module.css';

type PlaceName = keyof Labels['places'];
/** The places with a key of their own; `later`: of later versions, which keep their key and their spot. */
const keyed: readonly {
  readonly name: PlaceName;
  readonly shortcut: string;
  readonly icon: LucideIcon;
  readonly place: Place | 'later';
}[] = [
  { name: 'reading', shortcut: 'F1', icon: IdCard, place: 'reading' },
  { name: 'intake', shortcut: 'F2', icon: FileText, place: 'intake' },
  { name: 'handOver', shortcut: 'F3', icon: Download, place: 'later' },
  { name: 'lookUp', shortcut: 'F4', icon: Search, place: 'lookUp' },
  { name: 'queue', shortcut: 'F5', icon: List, place: 'queue' },
  { name: 'shift', shortcut: 'F6', icon: Clock3, place: 'shift' },
  { name: 'quality', shortcut: 'F7', icon: ChartColumn, place: 'quality' },
];

export function Rail() {
  const labels = useLabels();
  const acts = useActs();
  const current = useWindow((window) => window.place);
  const permissions = usePermissions();
  const administered = administration.find((place) => mayGo(place, permissions));
  return (
    <nav className={styles.rail} aria-label={labels.navigation}>
      {keyed.map(({ place, ...item }) => (
        <RailItem
          key={item.name}
          {...item}
          current={place === current}
          {...(place !== 'later' &&
            (mayGo(place, permissions) ? { onClick: () => acts.go(place) } : { notYours: true }))}
        />
      ))}
      <div className={styles.grow} />
      <RailItem
        name="administration"
        icon={SlidersHorizontal}
        current={isAdministration(current)}
        {...(administered ? { onClick: () => acts.go(administered) } : { notYours: true })}
      />
      <RailItem name="settings" icon={Settings} onClick={() => acts.show('settings')} />
    </nav>
  );
}

type RailItemProps = {
  readonly name: PlaceName;
  readonly icon: LucideIcon;
  readonly shortcut?: string;
  readonly current?: boolean;
  /** The officer's role has nothing to do there; else, with no `onClick`, it is not in this version. */
  readonly notYours?: boolean;
  readonly onClick?: () => void;
};

function RailItem({ name, icon: Icon, shortcut, current = false, notYours = false, onClick }: RailItemProps) {
  const labels = useLabels();
  const why = notYours ? labels.notYours : labels.notYet;
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
      {!onClick && <span className="visually-hidden">, {why}</span>}
    </button>
  );
  return onClick ? item : <Hint text={why}>{item}</Hint>;
}
