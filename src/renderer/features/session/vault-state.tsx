import { useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk, useDeskParts } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { FailureLines } from './failure-lines.tsx';
import styles from './gate.module.css';
import { GatePage } from './gate-page.tsx';
import { Recovery } from './recovery.tsx';

/** The desk's files are being opened. */
export function VaultOpening() {
  const { session } = useLabels();
  return (
    <GatePage title={session.opening} explain={<p>{session.openingHint}</p>}>
      <ProgressBar label={session.opening} value={null} />
    </GatePage>
  );
}

/** The desk's files could not be opened: why, what to do, and a backup in their place where they are no good. */
export function VaultFailed() {
  const { vault } = useLabels();
  const acts = useActs();
  const { link } = useDeskParts();
  const failure = useDesk(({ vault: state }) => (state.state === 'failed' ? state.failure : null));
  const [busy, setBusy] = useState(false);
  const retry = () => {
    if (busy) return;
    setBusy(true);
    link
      .call('vault.retry')
      .catch(acts.report)
      .finally(() => setBusy(false));
  };
  return (
    <GatePage title={vault.failed} size="medium">
      <FailureLines failure={failure} />
      <div className={styles.finish}>
        <Button look="main" aria-disabled={busy} onClick={retry}>
          {busy ? vault.retrying : vault.again}
        </Button>
      </div>
      <Recovery />
    </GatePage>
  );
}
