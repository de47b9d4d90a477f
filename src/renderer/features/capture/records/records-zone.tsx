import { FileText, PenLine, UserRound } from 'lucide-react';
import type { CaptureRecord } from '#contract/capture.ts';
import { formatTime } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { Tag } from '../../../ui/tag.tsx';
import styles from '../capture-screen.module.css';
import type { Stage } from '../capture-screen.tsx';

const icons = { portrait: UserRound, document: FileText, signature: PenLine } as const;

type ZoneProps = { readonly shown: Stage; readonly onShow: (stage: Stage) => void };

/** What was taken of this person, oldest first: kept or only in memory. */
export function RecordsZone({ shown, onShow }: ZoneProps) {
  const { capture: words } = useLabels();
  const records = useDesk((desk) => desk.capture.records);
  if (records.length === 0) return <p className={styles.none}>{words.noRecords}</p>;
  return (
    <ul className={styles.records} aria-label={words.recordsZone}>
      {records.map((record) => (
        <RecordItem
          key={record.id}
          record={record}
          isShown={shown.is === 'record' && shown.id === record.id}
          onShow={() => onShow({ is: 'record', id: record.id })}
        />
      ))}
    </ul>
  );
}

type ItemProps = { readonly record: CaptureRecord; readonly isShown: boolean; readonly onShow: () => void };

function RecordItem({ record, isShown, onShow }: ItemProps) {
  const { capture: words } = useLabels();
  const { kind, quality, saved, takenAt, device } = record;
  const Icon = icons[kind];
  return (
    <li>
      <button type="button" className={styles.record} aria-pressed={isShown} data-kind={kind} onClick={onShow}>
        <Icon size={18} strokeWidth={1.7} aria-hidden />
        <span className={styles.recordWords}>
          <b>{quality.of === 'document' ? words.papers[quality.paper] : words.kinds[kind]}</b>
          <small>{formatTime(new Date(takenAt), false)}</small>
        </span>
        {device.simulated && <Tag tone="sample">{words.simulated}</Tag>}
        <Tag tone={saved ? 'ok' : 'warn'}>{saved ? words.saved : words.unsaved}</Tag>
      </button>
    </li>
  );
}
