import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty-place.module.css';

type EmptyPlaceProps = {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly hint: string;
  /** The first step, as a button. */
  readonly children?: ReactNode;
};

/** Where there is nothing yet: what will stand here, and the first step towards it. */
export function EmptyPlace({ icon: Icon, title, hint, children }: EmptyPlaceProps) {
  return (
    <div className={styles.empty}>
      <Icon size={40} strokeWidth={1.4} aria-hidden />
      <h2>{title}</h2>
      <p>{hint}</p>
      {children}
    </div>
  );
}
