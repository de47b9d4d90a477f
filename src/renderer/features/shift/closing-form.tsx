import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { DeskDevice } from '#contract/devices.ts';
import type { DeviceCheck, ShiftView } from '#contract/shift.ts';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import { Kbd } from '../../ui/kbd.tsx';
import panel from '../../ui/panel.module.css';
import { useEscape } from '../reading/code/use-escape.ts';
import styles from './shift.module.css';
import { ShiftFigures } from './shift-figures.tsx';
import { shiftTime } from './shift-times.ts';

type ClosingProps = { readonly shift: ShiftView; readonly onDone: () => void; readonly onBack: () => void };

/** Closing on one screen: the figures as they will be frozen, the devices at hand-over, a word to the next shift. */
export function ClosingForm({ shift, onDone, onBack }: ClosingProps) {
  const { shift: words, devices: deviceWords } = useLabels();
  const nameOf = (device: DeskDevice) => device.name || deviceWords.unnamed[device.kind];
  const acts = useActs();
  const submitButton = useRef<HTMLButtonElement>(null);
  const busy = useRef(false);
  const devices = useDesk((desk) => desk.devices);
  const shown = devices.slice(0, most);
  useEscape(onBack);
  useEffect(() => submitButton.current?.focus(), []);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    const data = new FormData(event.currentTarget);
    const note = textOf(data, 'note');
    const checks = readChecks(shown, data, nameOf);
    const done = await acts.closeShift({ devices: checks, note });
    busy.current = false;
    if (done) onDone();
  };
  return (
    <form
      className={`${panel.panel} ${styles.closing}`}
      aria-label={words.closing}
      onSubmit={(event) => void submit(event)}
    >
      <header>
        <h1>{words.closing}</h1>
        <p>
          {shift.plan ?? words.unplanned} · {words.openedAt(shiftTime(shift.openedAt), shift.openedBy)}.{' '}
          {words.closingHint(shift.counts.open)}
        </p>
      </header>
      <div className={styles.closingBody}>
        <ShiftFigures shift={frozen(shift)} />
        <HandOver devices={shown} nameOf={nameOf} />
      </div>
      <footer>
        <Button onClick={onBack}>
          {words.back} <Kbd>Esc</Kbd>
        </Button>
        <span className={styles.grow} />
        <Button ref={submitButton} look="main" type="submit" className={styles.large}>
          {words.closeNow} <Kbd>Enter</Kbd>
        </Button>
      </footer>
    </form>
  );
}

/** More devices than a hand-over lists are none a station has. */
const most = 20;

/** The figures as closing leaves them: what is open is passed on. */
function frozen({ counts, reconciles }: ShiftView): Pick<ShiftView, 'counts' | 'reconciles'> {
  return { reconciles, counts: { ...counts, open: 0, passedOn: counts.passedOn + counts.open } };
}

function readChecks(
  devices: readonly DeskDevice[],
  data: FormData,
  nameOf: (device: DeskDevice) => string,
): DeviceCheck[] {
  return devices.map((device) => {
    const note = textOf(data, `note ${device.id}`);
    return { device: nameOf(device), works: data.has(`works ${device.id}`), note };
  });
}

function textOf(data: FormData, name: string): string | null {
  const text = String(data.get(name) ?? '')
    .normalize('NFC')
    .trim();
  return text === '' ? null : text;
}

type HandOverProps = { readonly devices: readonly DeskDevice[]; readonly nameOf: (device: DeskDevice) => string };

/** What the next shift is told: how each device is, and a word. */
function HandOver({ devices, nameOf }: HandOverProps) {
  const { shift: words } = useLabels();
  return (
    <div className={styles.handOver}>
      <fieldset>
        <legend>{words.devices}</legend>
        {devices.length === 0 && <p className={styles.quiet}>{words.noDevices}</p>}
        <div className={styles.devices}>
          {devices.map((device) => (
            <DeviceLine key={device.id} device={device} name={nameOf(device)} />
          ))}
        </div>
      </fieldset>
      <label>
        <span className={field.label}>{words.note}</span>
        <textarea name="note" className={field.input} rows={3} maxLength={500} />
      </label>
    </div>
  );
}

/** One device: whether it works, as the desk sees it until somebody says otherwise, and a word where it does not. */
function DeviceLine({ device, name }: { readonly device: DeskDevice; readonly name: string }) {
  const { shift: words } = useLabels();
  const id = useId();
  const [works, setWorks] = useState(device.condition.is === 'ready' || device.condition.is === 'busy');
  return (
    <div className={styles.device} data-works={works}>
      <label htmlFor={id}>
        <input id={id} type="checkbox" name={`works ${device.id}`} checked={works} onChange={() => setWorks(!works)} />{' '}
        <b>{name}</b> <small>{works ? words.works : words.broken}</small>
      </label>
      {!works && (
        <input
          name={`note ${device.id}`}
          className={field.input}
          aria-label={words.deviceNote(name)}
          placeholder={words.deviceNotePlaceholder}
          maxLength={200}
          autoComplete="off"
        />
      )}
    </div>
  );
}
