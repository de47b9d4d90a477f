import type { DeskState } from '#contract/desk.ts';
import type { ReaderState } from '#contract/readers.ts';
import { useLabels, useWording } from '../i18n/language.ts';
import type { Labels } from '../i18n/vi.ts';
import { useDesk } from '../state/desk-context.tsx';
import { useReaderName } from './reader-name.ts';
import styles from './top-line.module.css';

const shownReaders = 2;

/** The sources that do not run and the readers that do, in the status line. */
export function DeviceStates() {
  const labels = useLabels();
  const sources = useDesk((desk) => desk.sources);
  const readers = useDesk((desk) => desk.readers);
  const more = readers.length - shownReaders;
  return (
    <ul className={styles.states} aria-label={labels.top.devices}>
      {readers.slice(0, shownReaders).map((reader) => (
        <ReaderItem key={reader.name} reader={reader} />
      ))}
      {more > 0 && <li className={`${styles.state} ${styles.whole}`}>{labels.top.more(more)}</li>}
      {readers.length === 0 && <Attention text={labels.top.noReader} />}
      {sources.flatMap((source) => {
        const text = sourceTrouble(source, labels);
        const hint = text === labels.top.pcscDown ? labels.top.pcscDownHint : undefined;
        return text ? [<Attention key={source.id} text={text} hint={hint} />] : [];
      })}
    </ul>
  );
}

function ReaderItem({ reader }: { readonly reader: ReaderState }) {
  const labels = useLabels();
  const cards = useWording().cards;
  const name = useReaderName(reader.name);
  const trouble = reader.card === 'mute' || reader.card === 'inUse';
  const dot = trouble ? styles.attention : reader.card === 'absent' ? styles.idle : '';
  return (
    <li className={styles.state}>
      <span className={`${styles.dot} ${dot}`} aria-hidden />
      {!reader.simulated && labels.top.reader}
      <b title={reader.name}>{name}</b>
      <span className={styles.whole}>· {cards[reader.card]}</span>
    </li>
  );
}

function Attention({ text, hint }: { readonly text: string; readonly hint?: string | undefined }) {
  return (
    <li className={`${styles.state} ${styles.whole}`} title={hint}>
      <span className={`${styles.dot} ${styles.attention}`} aria-hidden />
      {text}
    </li>
  );
}

function sourceTrouble({ id, state }: DeskState['sources'][number], labels: Labels): string | null {
  if (state.state === 'running') return null;
  if (state.state === 'starting') return id === 'pcsc' ? labels.top.pcscStarting : null;
  if (id === 'demo') return labels.top.demoDown;
  return state.failure.code === 'reader.none' ? null : labels.top.pcscDown;
}
