import type { ProfileHealth } from '#contract/profile.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import panel from '../../ui/panel.module.css';
import shared from './profile.module.css';
import styles from './slow.module.css';

/** Queries that took long, by their names; never with the values they were asked with. */
export function SlowTable({ slow }: Pick<ProfileHealth, 'slow'>) {
  const { slow: words } = useLabels().profile;
  const language = useLanguage();
  return (
    <section className={`${panel.panel} ${styles.slow}`} aria-labelledby="slow-title">
      <h2 id="slow-title" className={shared.title}>
        {words.title} <span className={styles.explain}>{words.explain}</span>
      </h2>
      {slow.length === 0 ? (
        <p className={styles.none}>{words.none}</p>
      ) : (
        <table aria-labelledby="slow-title">
          <thead>
            <tr>
              <th scope="col">{words.columns.name}</th>
              <th scope="col">{words.columns.times}</th>
              <th scope="col">{words.columns.worst}</th>
            </tr>
          </thead>
          <tbody>
            {slow
              .toSorted((a, b) => b.worstMs - a.worstMs)
              .map(({ name, times, worstMs }) => (
                <tr key={name}>
                  <td>{name}</td>
                  <td>{formatCount(times, language)}</td>
                  <td>{formatCount(Math.round(worstMs), language)} ms</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
