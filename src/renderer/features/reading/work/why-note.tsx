import type { Reading } from '#contract/desk.ts';
import { useWording } from '../../../i18n/language.ts';
import { shownVerdict } from '../proof/proof-state.ts';
import { decidingReasons } from './deciding-reasons.ts';
import styles from './work-zone.module.css';

const tones = { genuine: 'info', cannotTell: 'warn', notGenuine: 'bad' } as const;

/** Why the verdict is not a plain genuine, in the officer's words. */
export function WhyNote({ reading }: { readonly reading: Reading }) {
  const words = useWording();
  const verdict = shownVerdict(reading);
  if (!verdict) return null;
  const tone = styles[tones[verdict.verdict]];
  return decidingReasons(verdict).map((reason) => (
    <p key={reason} className={`${styles.note} ${tone}`}>
      <b>{words.reasons[reason].text}</b>
      {words.reasons[reason].meaning}
    </p>
  ));
}
