import { useCallback, useState } from 'react';
import { type PaperCode, paperCodes } from '#contract/capture.ts';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk, useWindow } from '../../state/desk-context.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import panel from '../../ui/panel.module.css';
import { useMainAct } from '../reading/work/use-main-act.ts';
import work from '../reading/work/work-zone.module.css';
import styles from './capture-screen.module.css';
import type { Stage } from './capture-screen.tsx';

type ActsProps = { readonly onShow: (stage: Stage) => void };

/** What can be taken, in the order of the forms; what is not kept yet is kept on Enter. */
export function CaptureActs({ onShow }: ActsProps) {
  const { capture: words, work: labels } = useLabels();
  const acts = useActs();
  const [paper, setPaper] = useState<PaperCode>('cccdMatTruoc');
  const unsaved = useUnsaved();
  const free = useWindow((window) => window.dialog === null && window.proofWanted === null);
  const busy = useDesk((desk) => desk.capture.task !== null);
  const save = useCallback(() => acts.saveCaptures(unsaved), [acts, unsaved]);
  const canSave = unsaved.length > 0 && free && !busy;
  useMainAct(canSave ? save : null, unsaved.join());
  const begin = (wanted: Parameters<typeof acts.beginCapture>[0]) => {
    onShow({ is: 'nothing' });
    void acts.beginCapture(wanted);
  };
  return (
    <section className={panel.panel} aria-label={labels.zone}>
      <h2 className={panel.heading}>{labels.zone}</h2>
      <div className={work.acts}>
        {unsaved.length > 0 && (
          <Act main name={words.save(unsaved.length)} hint={words.saveHint} onRun={() => void save()} />
        )}
        <Act name={words.takePortrait} hint={words.takePortraitHint} onRun={() => begin({ is: 'portrait' })} />
        <Act
          name={words.takeSignature}
          hint={words.takeSignatureHint}
          onRun={() => {
            void acts.cancelCapture();
            onShow({ is: 'signature' });
          }}
        />
        <div className={styles.paper}>
          <Choice
            label={words.paper}
            options={paperCodes.map((code) => ({ value: code, label: words.papers[code] }))}
            value={paper}
            onChoose={setPaper}
          />
          <Act name={words.takeDocument} hint={words.papers[paper]} onRun={() => begin({ is: 'document', paper })} />
        </div>
      </div>
    </section>
  );
}

/** Captures that are in memory alone; the same list as long as they are the same. */
function useUnsaved(): string[] {
  const named = useDesk((desk) =>
    desk.capture.records
      .filter(({ saved }) => !saved)
      .map(({ id }) => id)
      .join(' '),
  );
  return useSplit(named);
}

function useSplit(named: string): string[] {
  const [split, setSplit] = useState({ named, ids: idsIn(named) });
  if (split.named !== named) setSplit({ named, ids: idsIn(named) });
  return split.named === named ? split.ids : idsIn(named);
}

function idsIn(named: string): string[] {
  return named === '' ? [] : named.split(' ');
}

type ActProps = {
  readonly main?: boolean;
  readonly name: string;
  readonly hint: string;
  readonly onRun: () => void;
};

function Act({ main = false, name, hint, onRun }: ActProps) {
  return (
    <button type="button" className={`${work.act} ${main ? work.main : ''}`} onClick={onRun}>
      <span>
        {name}
        <small>{hint}</small>
      </span>
      {main && <Kbd>Enter</Kbd>}
    </button>
  );
}
