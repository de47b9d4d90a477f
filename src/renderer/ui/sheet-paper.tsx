import type { ReactNode } from 'react';
import { useLabels } from '../i18n/language.ts';
import { useDesk } from '../state/desk-context.tsx';
import styles from './sheet-paper.module.css';

/** A place to sign: whose, and who it is where that is known. */
export type Signature = { readonly who: string; readonly name: string | null };

export type SheetPaperProps = {
  /** What the paper is called. */
  readonly title: string;
  /** Its number in the station's books, where it has one. */
  readonly number: string | null;
  /** Day and time, in words. */
  readonly at: string;
  readonly signatures: readonly Signature[];
  readonly children: ReactNode;
};

/** A paper of the station: black on white in every theme, with the head of the state, its number, and places to sign. */
export function SheetPaper({ title, number, at, signatures, children }: SheetPaperProps) {
  const { print: words } = useLabels();
  const { station, kind } = useDesk((desk) => desk.profile);
  return (
    <article className={styles.paper} aria-label={title}>
      <header className={styles.head}>
        <div>
          <b>{station || words.noStation}</b>
          {number && <p>{words.number(number)}</p>}
        </div>
        <div lang="vi">
          <b>{words.nation}</b>
          <p className={styles.motto}>{words.motto}</p>
        </div>
      </header>
      {kind !== 'production' && <p className={styles.mark}>{words.marks[kind]}</p>}
      <h2>{title}</h2>
      <p className={styles.at}>{at}</p>
      {children}
      {signatures.length > 0 && (
        <footer className={styles.signatures}>
          {signatures.map(({ who, name }) => (
            <div key={who}>
              <b>{who}</b>
              <p>{words.signHere}</p>
              <p className={styles.signer}>{name}</p>
            </div>
          ))}
        </footer>
      )}
    </article>
  );
}
