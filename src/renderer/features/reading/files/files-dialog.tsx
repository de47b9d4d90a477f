import { useState } from 'react';
import type { Reading } from '#contract/desk.ts';
import type { FileName } from '#contract/evidence.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { useLabels, useLanguage, useWording } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk, useWindow } from '../../../state/desk-context.tsx';
import { Modal } from '../../../ui/modal.tsx';
import styles from './files-dialog.module.css';
import { HexView } from './hex-view.tsx';

/** The raw files of the read, and what is missing and why. */
export function FilesDialog() {
  const labels = useLabels();
  const acts = useActs();
  const open = useWindow((window) => window.dialog === 'files');
  const reading = useDesk((desk) => desk.reading);
  return (
    <Modal
      open={open && reading !== null}
      onClose={() => acts.show(null)}
      title={labels.files.title}
      explain={labels.files.explain}
      size="wide"
    >
      {reading && <Files key={reading.id} reading={reading} />}
    </Modal>
  );
}

function Files({ reading }: { readonly reading: Reading }) {
  const labels = useLabels();
  const [chosen, setChosen] = useState<FileName | null>(null);
  return (
    <div className={styles.files}>
      <div className={styles.side}>
        <ul>
          {reading.files.map(({ name, length }) => (
            <li key={name}>
              <FileButton name={name} length={length} chosen={name === chosen} onChoose={setChosen} />
            </li>
          ))}
        </ul>
        <Gaps gaps={reading.gaps} />
      </div>
      {chosen ? <HexView key={chosen} name={chosen} /> : <p className={styles.empty}>{labels.files.choose}</p>}
    </div>
  );
}

type FileButtonProps = {
  readonly name: FileName;
  readonly length: number;
  readonly chosen: boolean;
  readonly onChoose: (name: FileName) => void;
};

function FileButton({ name, length, chosen, onChoose }: FileButtonProps) {
  const words = useWording();
  const language = useLanguage();
  return (
    <button type="button" className={styles.file} aria-pressed={chosen} onClick={() => onChoose(name)}>
      <b>{name}</b>
      <span>{words.files[name]}</span>
      <em>{formatBytes(length, language)}</em>
    </button>
  );
}

function Gaps({ gaps }: Pick<Reading, 'gaps'>) {
  const labels = useLabels();
  const words = useWording();
  if (gaps.length === 0) return null;
  return (
    <>
      <h3 className={styles.heading}>{labels.files.missing}</h3>
      <ul>
        {gaps.map(({ name, cause }) => (
          <li key={name} className={styles.gap}>
            <b>{name}</b> {words.files[name]} <em>{words.gaps[cause]}</em>
          </li>
        ))}
      </ul>
    </>
  );
}
