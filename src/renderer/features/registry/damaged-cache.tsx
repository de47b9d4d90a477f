import { useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import panel from '../../ui/panel.module.css';
import { Trouble } from '../../ui/trouble.tsx';
import styles from './registry.module.css';

/** A cache that does not open: what still works, and step by step the way to a new one. */
export function DamagedCache() {
  const { damaged, importing } = useLabels().registry;
  const acts = useActs();
  const call = useGuardedCall();
  const may = useMay('registry.import');
  const failure = useDesk((desk) => desk.registry.failure);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const rebuild = () => {
    setAsking(false);
    setBusy(true);
    call('registry.rebuild')
      .catch(acts.report)
      .finally(() => setBusy(false));
  };
  return (
    <section className={`${panel.panel} ${styles.damaged}`} aria-label={damaged.title}>
      <Trouble title={damaged.title} failure={failure} remedy={damaged.explain} />
      <div className={styles.rebuild}>
        <ol>
          {damaged.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {may ? (
          <Button look="main" disabled={busy} onClick={() => setAsking(true)}>
            {busy ? damaged.rebuilding : damaged.rebuild}
          </Button>
        ) : (
          <p className={styles.attention}>{importing.denied}</p>
        )}
      </div>
      <Confirm
        open={asking}
        title={damaged.ask}
        explain={damaged.askExplain}
        keep={damaged.keep}
        act={damaged.rebuild}
        onClose={() => setAsking(false)}
        onAct={rebuild}
      />
    </section>
  );
}
