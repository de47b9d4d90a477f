import { Clock3 } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { useMay } from '../../../state/session.ts';
import { Button } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import styles from './start.module.css';

/** No shift is open: one press opens the planned one, and takes over what the last one left; outside the plan it is said why. */
export function NoShift() {
  const { intake } = useLabels();
  const { open, waiting } = useDesk((desk) => desk.shift);
  const may = useMay('shift.manage');
  if (open !== null) return null;
  const left = waiting?.closed?.passedOn ?? 0;
  return (
    <div className={styles.noShift}>
      <Clock3 size={22} strokeWidth={1.8} aria-hidden />
      <p role="status">
        <b>{intake.noShift}.</b> {intake.noShiftHint} {left > 0 && intake.waitingShift(left)}
      </p>
      {may && <OpenNow takeOver={waiting !== null} />}
    </div>
  );
}

function OpenNow({ takeOver }: { readonly takeOver: boolean }) {
  const { intake, shift } = useLabels();
  const acts = useActs();
  const now = useDesk((desk) => desk.shift.now);
  const place = useRef<HTMLFormElement>(null);
  const busy = useRef(false);
  const [missing, setMissing] = useState(false);
  useEffect(() => place.current?.querySelector<HTMLElement>('input, button')?.focus(), []);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = String(new FormData(event.currentTarget).get('reason') ?? '')
      .normalize('NFC')
      .trim();
    const isMissing = now === null && said === '';
    setMissing(isMissing);
    if (isMissing || busy.current) return;
    busy.current = true;
    await acts.openShift({ plan: now, reason: now === null ? said : null, takeOver });
    busy.current = false;
  };
  return (
    <form ref={place} className={styles.openNow} onSubmit={(event) => void submit(event)} noValidate>
      {now === null && (
        <input
          name="reason"
          className={field.input}
          aria-label={shift.reason}
          aria-invalid={missing}
          placeholder={missing ? shift.reasonMissing : shift.reason}
          maxLength={200}
          autoComplete="off"
        />
      )}
      <Button look="main" type="submit">
        {now === null ? intake.openShiftWith : intake.openShift(now)}
      </Button>
    </form>
  );
}
