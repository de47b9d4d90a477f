import { useState } from 'react';
import type { UpstreamLook } from '#contract/sync.ts';
import { useLabels } from '../../i18n/language.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useDoing } from '../../state/use-doing.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import { Trouble } from '../../ui/trouble.tsx';
import type { NamedUpstream } from './connect-draft.ts';
import { ConnectForm } from './connect-form.tsx';
import { LookResult } from './look-result.tsx';
import styles from './upstream.module.css';

type Looked = { readonly named: NamedUpstream; readonly look: UpstreamLook };

/** Names an upstream, asks who it is, and binds the desk to it once its fingerprints were compared. */
export function ConnectPanel({ bound }: { readonly bound: boolean }) {
  const { connect: words } = useLabels().upstream;
  const call = useGuardedCall();
  const [open, setOpen] = useState(!bound);
  const { doing: looking, run: look, forget } = useDoing<Looked>();
  const { doing: connecting, run: connect } = useDoing<void>();
  const failure = connecting.is === 'failed' ? connecting.failure : looking.is === 'failed' ? looking.failure : null;
  const ask = (named: NamedUpstream) => look(async () => ({ named, look: await call('upstream.look', named) }));
  const bind = ({ named, look: { signing } }: Looked) => connect(() => call('upstream.connect', { ...named, signing }));
  const title = bound ? words.again : words.title;
  if (!open)
    return (
      <div className={styles.reconnect}>
        <Button onClick={() => setOpen(true)}>{words.again}…</Button>
      </div>
    );
  return (
    <section className={`${panel.panel} ${styles.connect}`} aria-labelledby="connect-title">
      <h2 id="connect-title" className={panel.heading}>
        {title}
      </h2>
      <div hidden={looking.is === 'done'}>
        <ConnectForm
          busy={looking.is === 'running'}
          onAsk={(named) => void ask(named)}
          onCancel={bound ? () => setOpen(false) : null}
        />
      </div>
      {failure && <Trouble title={words.failed} failure={failure} />}
      {looking.is === 'done' && (
        <LookResult
          look={looking.result.look}
          busy={connecting.is === 'running'}
          onConnect={() => void bind(looking.result)}
          onCancel={forget}
        />
      )}
    </section>
  );
}
