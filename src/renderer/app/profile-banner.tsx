import { GraduationCap } from 'lucide-react';
import { useLabels } from '../i18n/language.ts';
import { useDesk } from '../state/desk-context.tsx';
import styles from './profile-banner.module.css';

/** Over the whole window of a training desk, with a colour, a sign and a pattern that nothing else has. On duty there is none. */
export function ProfileBanner() {
  const { profiles } = useLabels();
  const kind = useDesk((desk) => desk.profile.kind);
  if (kind !== 'training') return null;
  return (
    <section className={styles.training} aria-label={profiles.training}>
      <span>
        <GraduationCap size={17} aria-hidden />
        <b>{profiles.training}</b>
        {profiles.trainingNote}
      </span>
    </section>
  );
}
