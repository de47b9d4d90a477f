import { useState } from 'react';
import type { CapturePartName, CaptureRecord, PrefilledField } from '#contract/capture.ts';
import { formatBytes, formatSeconds, formatTime } from '../../../i18n/format.ts';
import { useLabels, useLanguage } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { Tag } from '../../../ui/tag.tsx';
import styles from '../capture-screen.module.css';
import { PreChecks } from './pre-checks.tsx';
import { usePart } from './use-part.ts';

const faces: Readonly<Record<CaptureRecord['kind'], CapturePartName>> = {
  portrait: 'portrait.jpg',
  document: 'page.jpg',
  signature: 'signature.png',
};

type ViewProps = { readonly record: CaptureRecord; readonly onGone: () => void };

/** One capture: its picture, how good it is, what a machine read from it, and what can be done with it. */
export function RecordView({ record, onGone }: ViewProps) {
  const { capture: words } = useLabels();
  const language = useLanguage();
  const picture = usePart(record, faces[record.kind]);
  const { quality, parts, takenAt, officer } = record;
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  return (
    <div className={styles.stage}>
      <div className={styles.review}>
        <div className={record.kind === 'portrait' ? styles.portrait : styles.sheet} data-kind={record.kind}>
          {picture && <img src={picture} alt={words.kinds[record.kind]} />}
        </div>
        <div className={styles.reviewSide}>
          {quality.of === 'portrait' && <PreChecks quality={quality} />}
          {quality.of === 'document' && <Prefill record={record} />}
          {quality.of === 'signature' && (
            <p className={styles.quiet}>
              {words.signatureFacts(quality.strokes, formatSeconds(quality.durationMs, language))}
            </p>
          )}
          <p className={styles.quiet}>
            {formatTime(new Date(takenAt), true)} · {officer} · {formatBytes(size, language)}
          </p>
          <Discard record={record} onGone={onGone} />
        </div>
      </div>
    </div>
  );
}

function Discard({ record, onGone }: ViewProps) {
  const { capture: words } = useLabels();
  const acts = useActs();
  const [asking, setAsking] = useState(false);
  const discard = async () => {
    setAsking(false);
    if (await acts.discardCapture(record.id)) onGone();
  };
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {words.discard}
      </Button>
      <Confirm
        open={asking}
        title={words.discardTitle}
        explain={record.saved ? words.discardSaved : words.discardUnsaved}
        keep={words.keep}
        act={words.discard}
        onAct={() => void discard()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** The printed fields as a machine read them: marked as that, and nothing is filled in by them unseen. */
function Prefill({ record }: { readonly record: CaptureRecord }) {
  const { capture: words } = useLabels();
  const acts = useActs();
  const [reading, setReading] = useState(false);
  const read = async () => {
    setReading(true);
    await acts.readText(record.id);
    setReading(false);
  };
  if (record.prefill === null)
    return (
      <Button disabled={reading} onClick={() => void read()}>
        {reading ? words.readingText : words.readText}
      </Button>
    );
  return (
    <div className={styles.prefill}>
      <h2>
        {words.readByMachine} <Tag tone="warn">OCR</Tag>
      </h2>
      {record.prefill.length === 0 && <p className={styles.quiet}>{words.nothingRead}</p>}
      <dl>
        {record.prefill.map((field) => (
          <Field key={field.field} field={field} />
        ))}
      </dl>
    </div>
  );
}

function Field({ field: { field, text, confidence } }: { readonly field: PrefilledField }) {
  const { capture: words } = useLabels();
  return (
    <>
      <dt>{words.fields[field]}</dt>
      <dd>
        {text} <small>{words.sure(Math.round(confidence))}</small>
      </dd>
    </>
  );
}
