import type { Line, SyncResult } from '#contract/sync.ts';
import { formatBits, formatCount, formatSize, formatStretch } from '../../i18n/format-figures.ts';
import { useFailureWords, useLabels, useLanguage } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useMay } from '../../state/session.ts';
import { type Doing, useDoing } from '../../state/use-doing.ts';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/tag.tsx';
import { ActButton } from './act-button.tsx';
import styles from './line.module.css';
import { LineDot } from './line-dot.tsx';
import { isOff, lineText, shownSending, skewText } from './line-words.ts';
import { SendingProgress } from './sending-progress.tsx';
import { useRunNote } from './use-run-note.ts';

/** How the line to the upstream stands, what is being sent, and sending now; with nothing to send its word is fetched. */
export function LinePanel() {
  const { line: words } = useLabels().queue;
  const sync = useDesk((desk) => desk.sync);
  const { line, figures } = sync;
  const sending = shownSending(sync);
  const may = useMay('queue.manage');
  const call = useGuardedCall();
  const { doing, run, forget } = useDoing<SyncResult>();
  const unset = line.is === 'unset';
  const waits = figures.waiting > 0 || figures.unsealed > 0;
  useRunNote(doing, sync, forget);
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="line-title" data-line={line.is}>
      <h2 id="line-title">{words.title}</h2>
      <p className={styles.state} role="status">
        <LineDot line={line} />
        {words.states[line.is]}
      </p>
      <p className={styles.explain}>{lineText(line, words, new Date())}</p>
      <Why line={line} />
      <Facts />
      {sending && <SendingProgress sending={sending} />}
      <div className={styles.acts}>
        <ActButton
          look="main"
          may={may}
          disabled={unset || sending !== null || doing.is === 'running'}
          onClick={() => void run(() => call('sync.run'))}
        >
          {sending ? words.sending : waits ? words.send : words.contact}
        </ActButton>
        <p role="status">
          <Outcome doing={doing} />
        </p>
      </div>
    </section>
  );
}

/** Why nothing goes: what happened, what to do, and that intake goes on. */
function Why({ line }: { readonly line: Line }) {
  const { line: words } = useLabels().queue;
  const failure = 'failure' in line ? line.failure : null;
  const said = useFailureWords(failure);
  if (!failure || !said) return null;
  return (
    <p className={styles.why} data-grave={line.is === 'barred' && !failure.retryable} data-failure={failure.code}>
      <b>{said.text}</b> {said.remedy} {words.goesOn} <code>{failure.code}</code>
    </p>
  );
}

function Facts() {
  const { line: words } = useLabels().queue;
  const language = useLanguage();
  const { upstream, skewMs } = useDesk((desk) => desk.sync);
  if (!upstream) return null;
  return (
    <dl className={styles.facts}>
      <dt>{words.upstream}</dt>
      <dd>
        {upstream.name} {upstream.kind === 'reference' && <Tag tone="warn">{words.reference}</Tag>}
      </dd>
      {skewMs !== null && (
        <>
          <dt>{words.clock}</dt>
          <dd title={isOff(skewMs) ? words.clockHint : undefined}>{skewText(skewMs, words, language)}</dd>
        </>
      )}
      {upstream.limit !== null && (
        <>
          <dt>{words.limit}</dt>
          <dd>{formatBits(upstream.limit, language)}</dd>
        </>
      )}
    </dl>
  );
}

function Outcome({ doing }: { readonly doing: Doing<SyncResult> }) {
  const { line: words } = useLabels().queue;
  const language = useLanguage();
  const stopped = doing.is === 'failed' ? doing.failure : doing.is === 'done' ? doing.result.stopped : null;
  const why = useFailureWords(stopped);
  if (doing.is !== 'done') return why?.text ?? null;
  const { sent, setAside, left, bytes, ms } = doing.result;
  const count = (value: number) => formatCount(value, language);
  if (sent + setAside + left === 0 && !why) return words.heard;
  return [
    sent > 0 ? words.sent(count(sent), formatSize(bytes, language), formatStretch(ms, language)) : '',
    setAside > 0 ? words.setAside(count(setAside)) : '',
    left > 0 ? words.left(count(left)) : '',
    why?.text ?? '',
  ]
    .filter(Boolean)
    .join(' ');
}
