import { useRef, useState } from 'react';
import type { Purpose } from '#contract/officers.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useEscape } from '../../reading/code/use-escape.ts';
import styles from '../capture-screen.module.css';
import { usePad } from './use-pad.ts';

/** Taken, or given up (null). */
type StageProps = {
  readonly onDone: (record: string | null) => void;
  /** What it is taken for, where that is not the purpose of the window. */
  readonly purpose?: Purpose;
};

/** The person signs with pen, finger or mouse; strokes keep their times. */
export function SignatureStage({ onDone, purpose }: StageProps) {
  const { capture: words } = useLabels();
  const acts = useActs();
  const pad = usePad();
  const [busy, setBusy] = useState(false);
  const device = useDesk((desk) => desk.devices.find(({ kind, chosen }) => kind === 'signaturePad' && chosen)?.id);
  const main = useRef<HTMLButtonElement>(null);
  const giveUp = () => onDone(null);
  useEscape(giveUp);
  const take = async () => {
    const signature = pad.signature();
    if (signature === null || busy) return;
    setBusy(true);
    const record = await acts.sign(signature, device ?? 'signaturePad:window', purpose);
    setBusy(false);
    if (record !== null) onDone(record);
  };
  return (
    <div className={styles.stage}>
      <h2 className={styles.stageTitle}>{words.takeSignature}</h2>
      {/* Who has written is followed by who takes it: Enter does. */}
      <div className={styles.pad} onPointerUp={() => main.current?.focus()}>
        <canvas ref={pad.attach} className={styles.padCanvas} aria-label={words.padLabel} role="img" />
        <span className={styles.padLine} aria-hidden="true" />
      </div>
      <p className={styles.quiet}>{words.padHint}</p>
      <div className={styles.buttons}>
        <Button ref={main} look="main" disabled={!pad.written || busy} onClick={() => void take()}>
          {words.takeIt}
        </Button>
        <Button disabled={!pad.written} onClick={pad.clear}>
          {words.clear}
        </Button>
        <Button look="quiet" onClick={giveUp}>
          {words.stop} <Kbd>Esc</Kbd>
        </Button>
      </div>
    </div>
  );
}
