import type { TrustSummary } from '#contract/trust.ts';
import { LineMark } from '../features/queue/line-mark.tsx';
import { useLockSoon } from '../features/session/use-lock-soon.ts';
import { formatDay } from '../i18n/format.ts';
import { useLabels } from '../i18n/language.ts';
import type { Labels } from '../i18n/vi.ts';
import { useActs } from '../state/acts.ts';
import { useDesk } from '../state/desk-context.tsx';
import { Kbd } from '../ui/kbd.tsx';
import styles from './foot-line.module.css';

/** The keys that work now, how the line to the upstream stands, and how old the trust data are. */
export function FootLine() {
  const labels = useLabels();
  const acts = useActs();
  const trust = useDesk((desk) => desk.trust);
  const reading = useDesk((desk) => desk.reading?.phase === 'reading');
  return (
    <footer className={styles.foot}>
      <span>
        <Kbd>F1</Kbd> {labels.foot.newCard}
      </span>
      <span>
        <Kbd>Ctrl</Kbd> <Kbd>K</Kbd> {labels.foot.palette}
      </span>
      <span>
        <Kbd>F12</Kbd> {labels.foot.lock}
      </span>
      {reading && (
        <span>
          <Kbd>Esc</Kbd> {labels.foot.stop}
        </span>
      )}
      <span className={styles.grow} />
      <LockSoon />
      <LineMark />
      <button type="button" className={styles.trust} onClick={() => acts.go('trust')}>
        {trustText(trust, labels)}
      </button>
    </footer>
  );
}

/** Said once as it appears; the seconds run on without a word. */
function LockSoon() {
  const { session } = useLabels();
  const seconds = useLockSoon();
  return (
    <>
      <span className="visually-hidden" role="status">
        {seconds === null ? '' : session.lockSoonOnce}
      </span>
      {seconds !== null && (
        <span className={styles.lockSoon} aria-hidden>
          {session.lockSoon(seconds)}
        </span>
      )}
    </>
  );
}

/** The age of trust in one line: date of the latest import, roots, revocation lists. */
export function trustText(trust: TrustSummary, labels: Labels): string {
  if (trust.anchors === 0) return labels.foot.none;
  const date = trust.newestImport ? formatDay(new Date(trust.newestImport)) : labels.foot.builtIn;
  const lists = trust.revocationLists ? labels.foot.lists(trust.revocationLists) : labels.foot.noLists;
  return `${labels.foot.trust(trust.anchors, date)} · ${lists}`;
}
