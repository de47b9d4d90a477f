import { useEffect, useState } from 'react';
import type { FileName } from '#contract/evidence.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDeskParts } from '../../../state/desk-context.tsx';
import { WindowedRows } from '../../../ui/windowed-rows.tsx';
import styles from './files-dialog.module.css';
import { hexLine, hexLineCount } from './hex-lines.ts';

const lineHeight = 20;

/** The bytes of one file, fetched when it is chosen. */
export function HexView({ name }: { readonly name: FileName }) {
  const labels = useLabels();
  const acts = useActs();
  const { link } = useDeskParts();
  const [bytes, setBytes] = useState<Uint8Array | null>(null);
  useEffect(() => {
    link.call('reading.file', { name }).then(setBytes, acts.report);
  }, [link, acts, name]);
  if (!bytes) return <p className={styles.empty}>{labels.files.loading}</p>;
  return (
    <WindowedRows
      count={hexLineCount(bytes.length)}
      rowHeight={lineHeight}
      label={labels.files.hex(name)}
      row={(index) => {
        const { offset, hex, text } = hexLine(bytes, index);
        return (
          <pre key={offset} className={styles.hex}>
            <span>{offset}</span> {hex.padEnd(47)} <span>{text}</span>
          </pre>
        );
      }}
    />
  );
}
