import { Menu } from '@base-ui/react/menu';
import { ChevronDown, KeyRound, Lock, UserRound, UsersRound } from 'lucide-react';
import { useLabels } from '../i18n/language.ts';
import { useOfficerWords } from '../i18n/officer-words.ts';
import { useActs } from '../state/acts.ts';
import { useOfficer } from '../state/session.ts';
import { Kbd } from '../ui/kbd.tsx';
import styles from './officer-menu.module.css';

/** Who is at the desk, in which roles; locking, changing place, their secret. */
export function OfficerMenu() {
  const { session } = useLabels();
  const words = useOfficerWords();
  const acts = useActs();
  const officer = useOfficer();
  if (!officer) return null;
  const roles = officer.roles.map((role) => words.roles[role]).join(', ');
  return (
    <div className={styles.officer}>
      <Menu.Root modal={false}>
        <Menu.Trigger className={styles.trigger}>
          <UserRound size={18} strokeWidth={1.8} aria-hidden />
          <span className="visually-hidden">{session.officer} </span>
          <span className={styles.who}>
            <b>
              {officer.id} <span>{officer.name}</span>
            </b>
            <small title={roles}>{roles}</small>
          </span>
          <span className="visually-hidden">, {session.menu}</span>
          <ChevronDown size={14} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className={styles.positioner} align="end" sideOffset={6}>
            <Menu.Popup className={styles.popup}>
              <Menu.Item className={styles.item} onClick={() => void acts.lock()}>
                <Lock size={16} aria-hidden /> {session.lock} <Kbd>F12</Kbd>
              </Menu.Item>
              <Menu.Item className={styles.item} onClick={() => acts.show('newSecret')}>
                <KeyRound size={16} aria-hidden /> {session.ownSecret}
              </Menu.Item>
              <Menu.Item className={styles.item} onClick={() => void acts.signOut()}>
                <UsersRound size={16} aria-hidden />
                <span>
                  {session.change}
                  <small>{session.changeHint}</small>
                </span>
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <button
        type="button"
        className={styles.lock}
        aria-label={session.lock}
        title={`${session.lock} (F12)`}
        onClick={() => void acts.lock()}
      >
        <Lock size={17} strokeWidth={1.9} aria-hidden />
      </button>
    </div>
  );
}
