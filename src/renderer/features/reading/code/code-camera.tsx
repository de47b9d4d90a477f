import type { CaptureTask } from '#contract/capture.ts';
import { CameraView } from '../../../camera/camera-view.tsx';
import { frameKinds } from '../../../camera/frame-feed.ts';
import { isSimulatedCamera } from '../../../camera/open-camera.ts';
import { useCamera } from '../../../camera/use-camera.ts';
import { useSeen } from '../../../camera/use-seen.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import styles from './code.module.css';
import { PictureFile } from './picture-file.tsx';
import { useEscape } from './use-escape.ts';

type CodeTask = Extract<CaptureTask, { is: 'code' }>;

/** The camera looks for the card's QR code or its machine readable lines; what it finds opens the chip by itself. */
export function CodeCamera({ task }: { readonly task: CodeTask }) {
  const { capture: words } = useLabels();
  const acts = useActs();
  const sight = useCamera({ task: task.id, camera: task.camera, kind: frameKinds.code });
  const seen = useSeen(task.id, 'code');
  useEscape(acts.cancelCapture);
  const guidance = seen?.guidance ?? 'noZone';
  return (
    <div className={styles.place}>
      <h1 className={styles.title}>{words.codeTitle}</h1>
      <CameraView
        sight={sight}
        shape="card"
        words={words.mrz[guidance]}
        good={seen?.corners != null}
        steady={seen?.corners ? 1 : 0}
        outline={seen?.corners ?? null}
        simulated={isSimulatedCamera(task.camera)}
      />
      <div className={styles.acts}>
        <Button onClick={() => void acts.cancelCapture()}>
          {words.stop} <Kbd>Esc</Kbd>
        </Button>
        <PictureFile />
      </div>
      <p className={styles.hint}>{words.codeHint}</p>
    </div>
  );
}
