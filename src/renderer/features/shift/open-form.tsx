import { Clock3 } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './shift.module.css';
import { WaitingShift } from './waiting-shift.tsx';

/** No shift is open: one press opens the planned one; outside the plan it is said why. What the last one left comes along. */
export function OpenForm() {
  const { shift: words } = useLabels();
  const acts = useActs();
  const { now, waiting } = useDesk((desk) => desk.shift);
  const id = useId();
  const reason = useRef<HTMLInputElement>(null);
  const busy = useRef(false);
  const [takes, setTakes] = useState(true);
  const [missing, setMissing] = useState(false);
  useEffect(() => reason.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy.current) return;
    const why = reason.current?.value.normalize('NFC').trim() ?? '';
    const isMissing = now === null && why === '';
    setMissing(isMissing);
    if (isMissing) return reason.current?.focus();
    busy.current = true;
    await acts.openShift({ plan: now, reason: now === null ? why : null, takeOver: takes && waiting !== null });
    busy.current = false;
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <NoneOpen now={now} />
      {now === null && (
        <div>
          <label className={field.label} htmlFor={id}>
            {words.reason}
          </label>
          <input ref={reason} id={id} className={field.input} maxLength={200} autoComplete="off" />
          <p role="alert" className={field.error}>
            {missing ? words.reasonMissing : ''}
          </p>
        </div>
      )}
      <WaitingShift>
        {(left) => (
          <label>
            <input type="checkbox" checked={takes} onChange={() => setTakes(!takes)} /> {words.takeOver(left)}
          </label>
        )}
      </WaitingShift>
      <Button look="main" type="submit" className={styles.large} autoFocus={now !== null}>
        {now === null ? words.openUnplanned : words.open(now)} <Kbd>Enter</Kbd>
      </Button>
    </form>
  );
}

function NoneOpen({ now }: { readonly now: string | null }) {
  const { shift: words } = useLabels();
  return (
    <p className={styles.none}>
      <Clock3 size={26} strokeWidth={1.7} aria-hidden />
      <span>
        <b>{words.none}</b> {words.noneHint(now)}
      </span>
    </p>
  );
}
