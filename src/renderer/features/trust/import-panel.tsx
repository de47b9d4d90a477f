import { FilePlus2 } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { ImportResultList } from './import-result.tsx';
import styles from './trust.module.css';
import { type ImportState, useImport } from './use-import.ts';

/** Files come by the picker or by dropping them here; what came in and what was refused stays until closed. */
export function ImportPanel() {
  const { imports, trust } = useLabels();
  const { state, start, reset } = useImport();
  const may = useMay('trust.manage');
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (state.kind !== 'running') void start([...event.dataTransfer.files]);
  };

  if (!may)
    return (
      <section className={`${panel.panel} ${styles.import}`} aria-label={imports.title}>
        <h2 className={panel.heading}>{imports.title}</h2>
        <p className={styles.denied}>{trust.denied}</p>
      </section>
    );
  return (
    <section className={`${panel.panel} ${styles.import}`} aria-label={imports.title}>
      <h2 className={panel.heading}>{imports.title}</h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the button inside */}
      <div
        className={`${styles.drop} ${over ? styles.over : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FilePlus2 size={24} strokeWidth={1.6} aria-hidden />
        <b>{imports.drop}</b>
        <p>{imports.formats}</p>
        <Button look="main" disabled={state.kind === 'running'} onClick={() => picker.current?.click()}>
          {imports.choose}
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept=".pem,.der,.cer,.crt,.ml,.cms,.p7b,.p7s"
          aria-label={imports.choose}
          onChange={(event) => {
            void start([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <div aria-live="polite">
        <ImportStatus state={state} onClose={reset} />
      </div>
    </section>
  );
}

function ImportStatus({ state, onClose }: { readonly state: ImportState; readonly onClose: () => void }) {
  const { imports } = useLabels();
  switch (state.kind) {
    case 'idle':
      return null;
    case 'tooMany':
      return <p className={styles.status}>{imports.tooMany}</p>;
    case 'running': {
      const { progress } = state;
      const counted = progress ? imports.progress(progress.done, progress.total) : '';
      return (
        <div className={styles.status}>
          <p className={styles.running}>
            <span>{progress?.file ?? imports.running}</span> <span>{counted}</span>
          </p>
          <ProgressBar
            label={imports.running}
            value={progress?.total ? progress.done / progress.total : null}
            text={counted || imports.running}
          />
        </div>
      );
    }
    case 'done':
      return <ImportResultList result={state.result} onClose={onClose} />;
  }
}
