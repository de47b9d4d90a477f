import { useState } from 'react';
import type { UpstreamLinkView } from '#contract/sync.ts';
import { formatMoment } from '../../i18n/format-figures.ts';
import { useFailureWords, useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useMay } from '../../state/session.ts';
import { useDoing } from '../../state/use-doing.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/tag.tsx';
import { Fingerprints } from './fingerprint.tsx';
import styles from './upstream.module.css';

const tones = { unknown: 'plain', requested: 'warn', approved: 'ok', revoked: 'bad' } as const;

/** How this desk stands with the upstream it is bound to, what that means, and leaving it. */
export function StandingPanel({ link }: { readonly link: UpstreamLinkView }) {
  const { upstream: words } = useLabels();
  const may = useMay('upstream.manage');
  const { standing } = words;
  return (
    <section className={`${panel.panel} ${styles.standing}`} aria-labelledby="standing-title">
      <header>
        <h2 id="standing-title">{standing.title}</h2>
        <Tag tone={tones[link.standing]}>{standing.states[link.standing]}</Tag>
      </header>
      <p className={styles.means} role="status" data-standing={link.standing}>
        {standing.means[link.standing]}
      </p>
      <dl className={styles.facts}>
        <dt>{words.name}</dt>
        <dd>
          {link.name} <Tag tone={link.kind === 'reference' ? 'warn' : 'plain'}>{words.kinds[link.kind]}</Tag>
        </dd>
        <dt>{words.address}</dt>
        <dd className={styles.code}>{link.url}</dd>
        {link.since && (
          <>
            <dt>{words.since}</dt>
            <dd>{formatMoment(link.since)}</dd>
          </>
        )}
      </dl>
      {link.kind === 'reference' && <p className={styles.note}>{words.referenceMeans}</p>}
      <LineTrouble />
      <Fingerprints of={link} bound />
      {may && <Acts link={link} />}
    </section>
  );
}

/** What the line says now, where that is more than how the desk stands. */
function LineTrouble() {
  const line = useDesk((desk) => desk.sync.line);
  const failure = 'failure' in line && !line.failure.code.startsWith('enrolment.') ? line.failure : null;
  const said = useFailureWords(failure);
  if (!failure || !said) return null;
  return (
    <p className={styles.trouble} data-failure={failure.code}>
      <b>{said.text}</b> {said.remedy} <code>{failure.code}</code>
    </p>
  );
}

function Acts({ link }: { readonly link: UpstreamLinkView }) {
  const { standing, forget } = useLabels().upstream;
  const acts = useActs();
  const call = useGuardedCall();
  const { doing, run } = useDoing<void>();
  const [leaving, setLeaving] = useState(false);
  const failed = useFailureWords(doing.is === 'failed' ? doing.failure : null);
  const asking = doing.is === 'running';
  const leave = () => {
    setLeaving(false);
    call('upstream.forget').catch(acts.report);
  };
  return (
    <div className={styles.acts}>
      <Button aria-disabled={asking} onClick={() => void run(() => call('upstream.ask'))}>
        {asking ? standing.asking : standing.ask}
      </Button>
      <Button onClick={() => setLeaving(true)}>{forget.act}</Button>
      <p role="status">{doing.is === 'done' ? standing.asked : failed && `${failed.text} ${failed.remedy}`}</p>
      <Confirm
        open={leaving}
        title={forget.title}
        explain={forget.explain(link.name)}
        keep={forget.keep}
        act={forget.confirm}
        onClose={() => setLeaving(false)}
        onAct={leave}
      />
    </div>
  );
}
