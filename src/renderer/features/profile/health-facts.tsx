import type { ProfileHealth } from '#contract/profile.ts';
import { formatSize } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import styles from './profile.module.css';

/** Where the profile is, what room it has, and how often it was set back. */
export function HealthFacts({ health }: { readonly health: ProfileHealth }) {
  const { profile } = useLabels();
  const language = useLanguage();
  const { place, freeBytes, epoch } = health;
  return (
    <dl className={styles.facts}>
      <div className={styles.place}>
        <dt>{profile.place}</dt>
        <dd title={place}>{place}</dd>
      </div>
      <div>
        <dt>{profile.free}</dt>
        <dd>
          {formatSize(freeBytes, language)}
          {isLow(health) && <small className={styles.attention}> {profile.freeLow}</small>}
        </dd>
      </div>
      <div>
        <dt>{profile.epoch}</dt>
        <dd>{epoch <= 1 ? profile.epochNone : profile.epochTimes(epoch - 1)}</dd>
      </div>
    </dl>
  );
}

const gigabyte = 1024 ** 3;

/** A backup or a restore needs the file once more, and some room beside it. */
export function isLow({ freeBytes, files }: Pick<ProfileHealth, 'freeBytes' | 'files'>): boolean {
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return freeBytes < Math.max(gigabyte, 2 * all);
}
