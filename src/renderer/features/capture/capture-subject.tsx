import { UserRound } from 'lucide-react';
import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import styles from './capture-screen.module.css';

/** Whose captures these are: the person whose card lies on the desk, or nobody yet. */
export function CaptureSubject() {
  const { capture: words } = useLabels();
  const holder = useDesk((desk) => desk.reading?.holder ?? null);
  return (
    <header className={styles.subject}>
      <UserRound size={22} strokeWidth={1.7} aria-hidden />
      <div>
        <h1 className={styles.name}>{holder?.name?.value ?? words.nobody}</h1>
        <p className={styles.quiet}>{holder?.number?.value ?? words.nobodyHint}</p>
      </div>
    </header>
  );
}
