import { useState } from 'react';
import type { CaptureTask } from '#contract/capture.ts';
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
import { ReasonForm } from '../../capture/reason-form.tsx';
import { useEscape } from '../code/use-escape.ts';
import { usePortrait } from '../proof/use-portrait.ts';
import styles from './match.module.css';
import { MatchResult } from './match-result.tsx';
import { useLiveFace } from './use-live-face.ts';

type MatchTask = Extract<CaptureTask, { is: 'faceMatch' }>;

/** The portrait in the chip and the face in front of the camera, side by side; the officer sees both and has the last word. */
export function MatchZone({ task }: { readonly task: MatchTask }) {
  const { capture: words } = useLabels();
  const acts = useActs();
  const done = task.phase === 'done';
  useEscape(acts.cancelCapture);
  return (
    <div className={styles.place}>
      <header className={styles.head}>
        <h1 className={styles.title}>{words.matchTitle}</h1>
        <Button onClick={() => void acts.cancelCapture()}>
          {done ? words.close : words.stop} <Kbd>Esc</Kbd>
        </Button>
      </header>
      <div className={styles.faces}>
        <ChipFace />
        {done ? <LiveFace task={task} /> : <LiveCamera task={task} />}
      </div>
      {done && task.match ? <MatchResult match={task.match} /> : <Underway task={task} />}
      <p className={styles.hint}>{words.matchHint}</p>
    </div>
  );
}

function ChipFace() {
  const { capture: words } = useLabels();
  const reading = useDesk((desk) => desk.reading);
  const picture = usePortrait(reading);
  return (
    <figure className={styles.face}>
      <div className={styles.still}>{picture && <img src={picture} alt={words.chipFace} />}</div>
      <figcaption>{words.chipFace}</figcaption>
    </figure>
  );
}

function LiveFace({ task }: { readonly task: MatchTask }) {
  const { capture: words } = useLabels();
  const picture = useLiveFace(task.hasLive ? task.id : null);
  return (
    <figure className={styles.face}>
      <div className={styles.still}>{picture && <img src={picture} alt={words.liveFace} />}</div>
      <figcaption>{words.liveFace}</figcaption>
    </figure>
  );
}

function LiveCamera({ task }: { readonly task: MatchTask }) {
  const { capture: words } = useLabels();
  const sight = useCamera({ task: task.id, camera: task.camera, kind: frameKinds.face });
  const seen = useSeen(task.id, 'face');
  const guidance = seen?.guidance ?? 'noFace';
  const step = seen?.step ?? null;
  const inChallenge = task.phase === 'challenge';
  return (
    <figure className={styles.face}>
      <CameraView
        sight={sight}
        shape="head"
        words={
          task.phase === 'comparing' ? words.comparing : inChallenge ? words.challengeWords : words.guidance[guidance]
        }
        step={inChallenge && step ? words.steps[step] : null}
        good={guidance === 'hold' || inChallenge}
        steady={inChallenge ? challengeDone(task) : (seen?.steady ?? 0)}
        simulated={isSimulatedCamera(task.camera)}
      />
      <figcaption>{words.liveFace}</figcaption>
    </figure>
  );
}

function challengeDone({ challenge }: MatchTask): number {
  return challenge === null || challenge.steps.length === 0 ? 0 : challenge.done / challenge.steps.length;
}

/** The steps that are asked for, those done marked; whoever cannot do them is let on for a reason. */
function Underway({ task }: { readonly task: MatchTask }) {
  const { capture: words } = useLabels();
  const acts = useActs();
  const [skipping, setSkipping] = useState(false);
  const steps = task.challenge?.steps ?? [];
  if (skipping)
    return (
      <ReasonForm
        title={words.skipTitle}
        submit={words.skip}
        onGive={(reason) => void acts.skipChallenge(reason)}
        onBack={() => setSkipping(false)}
      />
    );
  return (
    <div className={styles.underway}>
      <ol className={styles.steps} aria-label={words.stepsLabel}>
        {steps.map((step, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a step may be asked for twice
            key={index}
            data-done={index < (task.challenge?.done ?? 0)}
            aria-current={index === task.challenge?.done ? 'step' : undefined}
          >
            {words.steps[step]}
          </li>
        ))}
      </ol>
      {task.phase !== 'comparing' && (
        <Button look="quiet" onClick={() => setSkipping(true)}>
          {words.cannot}
        </Button>
      )}
    </div>
  );
}
