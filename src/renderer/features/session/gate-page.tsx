import type { ReactNode } from 'react';
import { Clock } from '../../app/clock.tsx';
import { ConnectionBanner } from '../../app/connection-banner.tsx';
import { ProfileBanner } from '../../app/profile-banner.tsx';
import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './gate.module.css';

type GatePageProps = {
  readonly title: string;
  readonly explain?: ReactNode;
  readonly size?: 'small' | 'medium' | 'wide';
  readonly children: ReactNode;
};

/** A page instead of the desk: which desk it is, and one thing to do. */
export function GatePage({ title, explain, size = 'small', children }: GatePageProps) {
  const labels = useLabels();
  const profile = useDesk((desk) => desk.profile);
  return (
    <div className={styles.page}>
      <ProfileBanner />
      <header className={styles.top}>
        <b className={styles.brand}>{labels.brand}</b>
        {profile.station && <span className={styles.station}>{profile.station}</span>}
        <span className={styles.grow} />
        {profile.host === 'web' && <Tag tone="warn">{labels.top.testHost}</Tag>}
        {profile.kind === 'demo' && <Tag tone="sample">{labels.top.demo}</Tag>}
        <Clock />
      </header>
      <ConnectionBanner />
      <main className={styles.main}>
        <section className={`${styles.card} ${styles[size]}`} aria-labelledby="gate-title">
          <h1 id="gate-title">{title}</h1>
          {explain && <div className={styles.explain}>{explain}</div>}
          {children}
        </section>
      </main>
    </div>
  );
}
