import { Nfc } from 'lucide-react';
import type { ReaderState } from '#contract/readers.ts';
import { useReaderName } from '../../../app/reader-name.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import styles from './waiting.module.css';

type ChooseCardProps = {
  readonly readers: readonly ReaderState[];
  /** They lay there before the officer came. */
  readonly fromBefore: boolean;
};

/** Cards lie on readers: the officer says which one is meant. */
export function ChooseCard({ readers, fromBefore }: ChooseCardProps) {
  const { waiting } = useLabels();
  return (
    <div className={styles.middle}>
      <h1 className={styles.title}>{fromBefore ? waiting.lies : waiting.choose}</h1>
      {fromBefore && <p className={styles.remedy}>{waiting.liesHint}</p>}
      {readers.length > 1 && <p className={styles.remedy}>{waiting.chooseHint}</p>}
      <ul className={styles.readers} aria-label={waiting.readers}>
        {readers.map((reader) => (
          <ReaderChoice key={reader.name} reader={reader} />
        ))}
      </ul>
    </div>
  );
}

function ReaderChoice({ reader }: { readonly reader: ReaderState }) {
  const labels = useLabels();
  const acts = useActs();
  const name = useReaderName(reader.name);
  return (
    <li>
      <Nfc size={22} strokeWidth={1.7} aria-hidden />
      <span title={reader.name}>{name}</span>
      {reader.simulated && <Tag tone="sample">{labels.top.simulated}</Tag>}
      <Button look="main" onClick={() => void acts.openReading(reader.name)}>
        {labels.waiting.readThis}
      </Button>
    </li>
  );
}
