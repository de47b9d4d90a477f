import type { Reading } from '#contract/desk.ts';
import { useReaderName } from '../../../app/reader-name.ts';
import { commonName } from '../../../i18n/distinguished-name.ts';
import { formatBytes, formatSeconds, formatTime } from '../../../i18n/format.ts';
import { useLabels, useLanguage } from '../../../i18n/language.ts';
import panel from '../../../ui/panel.module.css';
import styles from './work-zone.module.css';

/** How the read went: when, how long, how much; and which reader it was. */
export function RunFacts({ reading }: { readonly reading: Reading }) {
  const { work } = useLabels();
  const language = useLanguage();
  const name = useReaderName(reading.reader);
  const { progress, identityMs, totalMs, verdict, phase } = reading;
  const identity = identityMs === null ? null : work.identity(formatSeconds(identityMs, language));
  const whole = totalMs === null ? null : work.whole(formatSeconds(totalMs, language));
  const amounts = progress ? [formatBytes(progress.bytesRead, language), work.commands(progress.apdus)] : [];
  const proof = verdict?.anchor && phase === 'finished' ? verdict.anchor : null;
  const lines = [
    identity,
    [whole, ...amounts].filter(Boolean).join(' · '),
    verdict && proof && work.proved(formatTime(new Date(verdict.at), true), commonName(proof.subject)),
    reading.simulated ? work.simulated : name,
  ];
  return (
    <div className={styles.run}>
      <h2 className={panel.heading}>{work.run}</h2>
      {lines.filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
