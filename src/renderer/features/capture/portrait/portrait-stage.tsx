import { useState } from 'react';
import type { CaptureRecord, CaptureTask } from '#contract/capture.ts';
import { CameraView } from '../../../camera/camera-view.tsx';
import { frameKinds } from '../../../camera/frame-feed.ts';
import { isSimulatedCamera } from '../../../camera/open-camera.ts';
import { useCamera } from '../../../camera/use-camera.ts';
import { useSeen } from '../../../camera/use-seen.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useEscape } from '../../reading/code/use-escape.ts';
import styles from '../capture-screen.module.css';
import { ReasonForm } from '../reason-form.tsx';
import { PreChecks } from '../records/pre-checks.tsx';
import { usePart } from '../records/use-part.ts';

type PortraitTask = Extract<CaptureTask, { is: 'portrait' }>;
type StageProps = { readonly task: PortraitTask; readonly onTaken: (record: string) => void };

/** Live guidance until the shutter releases itself, then the portrait to be said yes to. */
export function PortraitStage({ task, onTaken }: StageProps) {
  const acts = useActs();
  useEscape(acts.cancelCapture);
  return (
    <div className={styles.stage}>
      {task.phase === 'review' && task.record !== null ? (
        <Review record={task.record} onTaken={onTaken} />
      ) : (
        <Guiding task={task} />
      )}
    </div>
  );
}

function Guiding({ task }: { readonly task: PortraitTask }) {
  const { capture: words } = useLabels();
  const acts = useActs();
  const sight = useCamera({ task: task.id, camera: task.camera, kind: frameKinds.face });
  const seen = useSeen(task.id, 'face');
  const [byHand, setByHand] = useState(false);
  const guidance = seen?.guidance ?? 'noFace';
  const developing = task.phase === 'developing';
  return (
    <>
      <CameraView
        sight={sight}
        shape="head"
        words={developing ? words.developing : words.guidance[guidance]}
        good={guidance === 'hold'}
        steady={developing ? 1 : (seen?.steady ?? 0)}
        simulated={isSimulatedCamera(task.camera)}
      />
      {byHand ? (
        <ReasonForm
          title={words.byHandTitle}
          submit={words.shoot}
          onGive={(reason) => {
            const picture = sight.now();
            if (picture) void acts.shoot(picture, reason);
            setByHand(false);
          }}
          onBack={() => setByHand(false)}
        />
      ) : (
        <div className={styles.buttons}>
          <Button onClick={() => void acts.cancelCapture()}>
            {words.stop} <Kbd>Esc</Kbd>
          </Button>
          <Button look="quiet" disabled={sight.state !== 'live'} onClick={() => setByHand(true)}>
            {words.byHand}
          </Button>
          {seen && seen.failing.length > 0 && (
            <p className={styles.quiet}>{seen.failing.map((name) => words.checks[name]).join(' · ')}</p>
          )}
        </div>
      )}
    </>
  );
}

type ReviewProps = { readonly record: string; readonly onTaken: (record: string) => void };

function Review({ record: id, onTaken }: ReviewProps) {
  const record = useDesk((desk) => desk.capture.records.find((each) => each.id === id) ?? null);
  return record && <Taken record={record} onTaken={onTaken} />;
}

function Taken({ record, onTaken }: { readonly record: CaptureRecord; readonly onTaken: (record: string) => void }) {
  const { capture: words } = useLabels();
  const acts = useActs();
  const picture = usePart(record, 'portrait.jpg');
  const accept = async () => {
    const taken = await acts.acceptPortrait();
    if (taken !== null) onTaken(taken);
  };
  return (
    <div className={styles.review}>
      <div className={styles.portrait}>{picture && <img src={picture} alt={words.kinds.portrait} />}</div>
      <div className={styles.reviewSide}>
        <div className={styles.buttons}>
          <Button look="main" autoFocus onClick={() => void accept()}>
            {words.accept}
          </Button>
          <Button onClick={() => void acts.takeAgain()}>{words.takeAgain}</Button>
        </div>
        {record.quality.of === 'portrait' && <PreChecks quality={record.quality} />}
      </div>
    </div>
  );
}
