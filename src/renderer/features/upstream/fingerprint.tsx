import type { UpstreamLook } from '#contract/sync.ts';
import { useLabels } from '../../i18n/language.ts';
import styles from './fingerprint.module.css';
import { groupsOf } from './groups.ts';

/** A hash in groups of four, four to a line: to be read out over the telephone. */
export function Fingerprint({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <div className={styles.fingerprint}>
      <p>{label}</p>
      <code aria-label={`${label}: ${groupsOf(value).join(' ')}`} role="img">
        {groupsOf(value).map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups repeat and never move
          <span key={index}>{group}</span>
        ))}
      </code>
    </div>
  );
}

const keys = ['authority', 'sealing', 'signing'] as const;

type FingerprintsProps = {
  readonly of: Pick<UpstreamLook, (typeof keys)[number]>;
  /** The desk is bound to it already. */
  readonly bound: boolean;
};

/** The three hashes an upstream is known by. */
export function Fingerprints({ of, bound }: FingerprintsProps) {
  const { fingerprints: words } = useLabels().upstream;
  return (
    <div className={styles.group}>
      <h3>{bound ? words.titleBound : words.title}</h3>
      <p>{bound ? words.explainBound : words.explain}</p>
      <div className={styles.all}>
        {keys.map((key) => (
          <Fingerprint key={key} label={words[key]} value={of[key]} />
        ))}
      </div>
    </div>
  );
}
