import { UserRound } from 'lucide-react';
import type { Officer } from '#contract/officers.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import styles from './gate.module.css';

/** Who: id, name, roles. */
export function OfficerLine({ officer }: { readonly officer: Officer }) {
  const words = useOfficerWords();
  return (
    <div className={styles.officer}>
      <UserRound size={24} strokeWidth={1.7} aria-hidden />
      <b>{officer.name}</b>
      <span>
        {officer.id} · {officer.roles.map((role) => words.roles[role]).join(', ')}
      </span>
    </div>
  );
}
