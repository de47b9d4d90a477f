import { useRef, useState } from 'react';
import type { QueueItem, QueueList, SignedMinute } from '#contract/sync.ts';
import { useLabels } from '../../i18n/language.ts';
import { useMay } from '../../state/session.ts';
import panel from '../../ui/panel.module.css';
import { ItemDetails } from './item-details.tsx';
import { LinePanel } from './line-panel.tsx';
import { MinuteView } from './minute-view.tsx';
import styles from './queue.module.css';
import { QueueBoard } from './queue-board.tsx';
import { ReconcilePanel } from './reconcile-panel.tsx';
import { keyOf } from './use-queue-list.ts';

/** The queue (F5): where every dossier is, since when and why; the line; comparing both books. */
export function QueueScreen() {
  const { queue } = useLabels();
  const may = useMay('queue.see');
  if (!may)
    return (
      <main className={styles.screen}>
        <section className={panel.panel} aria-label={queue.title}>
          <p className={styles.note}>{queue.denied}</p>
        </section>
      </main>
    );
  return <Board />;
}

function Board() {
  const { queue } = useLabels();
  const [list, setList] = useState<QueueList>('waiting');
  const [chosen, setChosen] = useState<QueueItem | null>(null);
  const [shown, setShown] = useState<SignedMinute | null>(null);
  const choose = (item: QueueItem | null) => {
    setShown(null);
    setChosen(item);
  };
  const board = useRef<HTMLElement>(null);
  const close = () => {
    // The row it was opened from has the focus again.
    board.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
    setChosen(null);
  };
  return (
    <main className={styles.screen} ref={board}>
      {shown ? (
        <MinuteView signed={shown} onBack={() => setShown(null)} />
      ) : (
        <QueueBoard
          list={list}
          onList={(next) => {
            setList(next);
            setChosen(null);
          }}
          chosen={chosen && keyOf(chosen)}
          onChoose={choose}
        />
      )}
      <aside className={styles.side} aria-label={queue.line.title}>
        <LinePanel />
        {chosen && !shown ? (
          <ItemDetails key={keyOf(chosen)} list={list} item={chosen} onClose={close} />
        ) : (
          <ReconcilePanel onShow={setShown} />
        )}
      </aside>
    </main>
  );
}
