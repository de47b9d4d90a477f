import { CameraOff, Check, CircleDashed, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { CaptureRecord } from '#contract/capture.ts';
import type { CaptureNeed, IntakeDossier } from '#contract/intake.ts';
import { useDossierWords } from '../../../i18n/dossier-words.ts';
import { formatTime } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { usePart } from '../../capture/records/use-part.ts';
import { ExceptionForm } from './exception-form.tsx';
import styles from './steps.module.css';

type RowProps = {
  readonly dossier: IntakeDossier;
  readonly need: CaptureNeed;
  /** Begins to take it; null where this desk has nothing to take it with. */
  readonly onTake: (() => void) | null;
};

/** One capture: there, excused, without a device, or to be taken. */
export function CaptureNeedRow({ dossier, need, onTake }: RowProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const [excusing, setExcusing] = useState(false);
  const { capture, equipped, record, exception, missing, mayLack, shared } = need;
  const isThere = record !== null;
  return (
    <li className={styles.need} data-capture={capture} data-missing={missing || undefined}>
      <Mark need={need} />
      <div className={styles.needWords}>
        <p>
          <b className={styles.capital}>{words.captures[capture]}</b> <Tag>{intake.captures[need.need]}</Tag>
        </p>
        <small>
          <NeedState need={need} />
          {isThere && shared && ' · '}
          {shared && (isThere || missing) && intake.captures.shared}
        </small>
      </div>
      <span className={styles.needActs}>
        {equipped && onTake && (
          <Button look={missing ? 'main' : 'plain'} data-todo={missing || undefined} onClick={onTake}>
            {isThere ? intake.captures.again : intake.captures.take[capture]}
            {missing && <Kbd>Enter</Kbd>}
          </Button>
        )}
        {mayLack && !isThere && exception === null && equipped && (
          <Button look="quiet" onClick={() => setExcusing(true)}>
            {intake.captures.cannot}
          </Button>
        )}
      </span>
      {isThere && <Picture record={record} />}
      {excusing && <ExceptionForm dossier={dossier.id} capture={capture} onDone={() => setExcusing(false)} />}
    </li>
  );
}

function Mark({ need: { record, exception, equipped, missing } }: { readonly need: CaptureNeed }) {
  if (record !== null) return <Check className={styles.ok} size={20} strokeWidth={2.6} aria-hidden />;
  if (exception !== null) return <TriangleAlert className={styles.warn} size={20} aria-hidden />;
  if (!equipped) return <CameraOff className={styles.quiet} size={20} aria-hidden />;
  return <CircleDashed className={missing ? styles.warn : styles.quiet} size={20} aria-hidden />;
}

function NeedState({ need: { record, exception, equipped, need } }: { readonly need: CaptureNeed }) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const at = useDesk((desk) => desk.capture.records.find(({ id }) => id === record)?.takenAt ?? null);
  if (record !== null)
    return at === null ? intake.captures.takenAlready : intake.captures.taken(formatTime(new Date(at)));
  if (exception !== null) {
    const note = exception.note === null ? '' : ` — ${exception.note}`;
    return intake.captures.lacks(`${words.exceptions[exception.code]}${note}`);
  }
  if (equipped) return null;
  return `${intake.captures.no}. ${need === 'whenEquipped' ? intake.captures.noHint : ''}`;
}

/** The picture, on request: what is kept comes out of the profile for a purpose. */
function Picture({ record: id }: { readonly record: string }) {
  const { intake } = useLabels();
  const record = useDesk((desk) => desk.capture.records.find((each) => each.id === id) ?? null);
  const [open, setOpen] = useState(false);
  if (record === null || record.kind === 'document') return null;
  return (
    <div className={styles.picture}>
      <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? intake.captures.unsee : intake.captures.see}
      </Button>
      {open && <Shown record={record} />}
    </div>
  );
}

function Shown({ record }: { readonly record: CaptureRecord }) {
  const { capture: words } = useLabels();
  const picture = usePart(record, record.kind === 'portrait' ? 'portrait.jpg' : 'signature.png');
  return picture && <img src={picture} alt={words.kinds[record.kind]} data-kind={record.kind} />;
}
