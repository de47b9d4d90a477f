import type { ReactNode } from 'react';
import styles from './tag.module.css';

type TagProps = {
  readonly tone?: 'plain' | 'ok' | 'info' | 'warn' | 'bad' | 'sample';
  readonly title?: string;
  readonly children: ReactNode;
};

/** A small word beside a value: where it comes from, or what it is. */
export function Tag({ tone = 'plain', title, children }: TagProps) {
  return (
    <span className={`${styles.tag} ${styles[tone]}`} title={title}>
      {children}
    </span>
  );
}
