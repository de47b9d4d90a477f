import { useState } from 'react';
import type { ProfileHealth } from '#contract/profile.ts';
import { useLabels } from '../../i18n/language.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Hint } from '../../ui/hint.tsx';
import panel from '../../ui/panel.module.css';
import { SteadyModal } from '../../ui/steady-modal.tsx';
import dialog from '../session/two-people.module.css';
import { TwoPeople } from '../session/two-people.tsx';
import styles from './keys.module.css';
import shared from './profile.module.css';

/** Who can open the data, and changing the key by two people. */
export function KeyPanel({ health }: { readonly health: ProfileHealth }) {
  const { keys: words } = useLabels().profile;
  const may = useMay('keys.change');
  const [open, setOpen] = useState(false);
  const kinds = new Set(health.keyHolders.map(({ by }) => by));
  // Made-up data need no way back.
  const noWayBack = !kinds.has('elsewhere') && !kinds.has('nothing');
  return (
    <section className={`${panel.panel} ${styles.keys}`} aria-labelledby="keys-title">
      <header>
        <div>
          <h2 id="keys-title" className={shared.title}>
            {words.title}
          </h2>
          <p>{words.generation(health.keyGeneration)}</p>
        </div>
        {may ? (
          <Button onClick={() => setOpen(true)}>{words.change}</Button>
        ) : (
          <Hint text={words.denied} side="top">
            <Button aria-disabled>{words.change}</Button>
          </Hint>
        )}
      </header>
      <ul aria-label={words.holders}>
        {health.keyHolders.map(({ by, count }) => (
          <li key={by}>
            <span>{words.by[by] ?? by}</span>
            <b>{count}</b>
          </li>
        ))}
      </ul>
      {noWayBack && <p className={styles.warning}>{words.noRecovery}</p>}
      <KeyChangeDialog open={open} generation={health.keyGeneration} onClose={() => setOpen(false)} />
    </section>
  );
}

type KeyChangeDialogProps = { readonly open: boolean; readonly generation: number; readonly onClose: () => void };

function KeyChangeDialog({ open, generation, onClose }: KeyChangeDialogProps) {
  const { keyChange: words, keys } = useLabels().profile;
  const call = useGuardedCall();
  const [done, setDone] = useState(false);
  return (
    <SteadyModal open={open} onClose={onClose} title={words.title} explain={keys.generation(generation)}>
      <div className={dialog.dialog}>
        <h3>{words.happens}</h3>
        <ul className={dialog.points}>
          {words.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        {done ? (
          <p role="status">{words.done}</p>
        ) : (
          <TwoPeople
            kind="keyChange"
            subject=""
            act={words.act}
            doing={words.doing}
            onApproved={async (approval) => {
              await call('profile.changeKey', { approval });
              setDone(true);
            }}
          />
        )}
      </div>
    </SteadyModal>
  );
}
