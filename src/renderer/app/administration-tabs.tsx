import { useLabels } from '../i18n/language.ts';
import { useActs } from '../state/acts.ts';
import { useWindow } from '../state/desk-context.tsx';
import { administration, mayGo } from '../state/places.ts';
import { usePermissions } from '../state/session.ts';
import { Hint } from '../ui/hint.tsx';
import styles from './administration-tabs.module.css';

/** The places behind “Quản trị”: a strip over each of them. What the officer has nothing to do with says so. */
export function AdministrationTabs() {
  const labels = useLabels();
  const acts = useActs();
  const current = useWindow((window) => window.place);
  const permissions = usePermissions();
  return (
    <nav className={styles.tabs} aria-label={labels.administrationTabs}>
      {administration.map((place) => {
        const open = mayGo(place, permissions);
        const tab = (
          <button
            key={place}
            type="button"
            className={styles.tab}
            aria-current={place === current ? 'page' : undefined}
            aria-disabled={!open}
            onClick={open ? () => acts.go(place) : undefined}
          >
            {labels.places[place]}
            {!open && <span className="visually-hidden">, {labels.notYours}</span>}
          </button>
        );
        return open ? (
          tab
        ) : (
          <Hint key={place} text={labels.notYours} side="bottom">
            {tab}
          </Hint>
        );
      })}
    </nav>
  );
}
