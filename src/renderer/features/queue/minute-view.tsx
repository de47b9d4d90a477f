import { ArrowLeft, Printer } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SignedMinute } from '#contract/sync.ts';
import { useLabels } from '../../i18n/language.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import panel from '../../ui/panel.module.css';
import { SheetPaper } from '../../ui/sheet-paper.tsx';
import styles from './minute.module.css';
import { MinuteBody } from './minute-body.tsx';
import { useMinuteHead } from './minute-head.ts';
import { PrintMinute } from './print-minute.tsx';
import { useSha256 } from './use-minute.ts';

type MinuteViewProps = { readonly signed: SignedMinute; readonly onBack: () => void };

/** The minute as it will be printed; Escape goes back to the queue. */
export function MinuteView({ signed, onBack }: MinuteViewProps) {
  const { queue } = useLabels();
  const { reconcile: words } = queue;
  const head = useMinuteHead(signed.minute);
  const hash = useSha256(signed.jws);
  const [printing, setPrinting] = useState(false);
  const print = useRef<HTMLButtonElement>(null);
  useEffect(() => print.current?.focus(), []);
  useBackOnEscape(onBack);
  return (
    <section className={`${panel.panel} ${styles.view}`} aria-labelledby="minute-title">
      <header className={styles.bar}>
        <Button onClick={onBack}>
          <ArrowLeft size={15} aria-hidden />
          {words.back} <Kbd>Esc</Kbd>
        </Button>
        <div>
          <h1 id="minute-title">{queue.minute.title}</h1>
          <p>{words.printHint}</p>
        </div>
        <Button ref={print} look="main" onClick={() => setPrinting(true)}>
          <Printer size={15} aria-hidden />
          {words.print}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={styles.scroll} tabIndex={0} aria-label={queue.minute.preview}>
        <div className={styles.sheet}>
          <SheetPaper {...head}>
            <MinuteBody signed={signed} hash={hash} />
          </SheetPaper>
        </div>
      </section>
      {printing && <PrintMinute signed={signed} onDone={() => setPrinting(false)} />}
    </section>
  );
}

function useBackOnEscape(back: () => void): void {
  const { window: store } = useDeskParts();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { dialog, proofWanted } = store.getState();
      const busy = event.defaultPrevented || event.isComposing || dialog !== null || proofWanted !== null;
      if (event.key === 'Escape' && !busy) back();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [store, back]);
}
