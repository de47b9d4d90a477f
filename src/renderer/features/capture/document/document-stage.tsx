import { ImageUp } from 'lucide-react';
import { type ChangeEvent, useRef } from 'react';
import type { CaptureTask } from '#contract/capture.ts';
import { CameraView } from '../../../camera/camera-view.tsx';
import { frameKinds } from '../../../camera/frame-feed.ts';
import { isSimulatedCamera } from '../../../camera/open-camera.ts';
import { type CameraSight, useCamera } from '../../../camera/use-camera.ts';
import { useSeen } from '../../../camera/use-seen.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useEscape } from '../../reading/code/use-escape.ts';
import styles from '../capture-screen.module.css';

type DocumentTask = Extract<CaptureTask, { is: 'document' }>;
type StageProps = { readonly task: DocumentTask; readonly onTaken: (record: string) => void };

/** Pages of one paper: each is taken when it lies still, cut out and made straight; then they are put together. */
export function DocumentStage({ task, onTaken }: StageProps) {
  const { capture: words } = useLabels();
  const acts = useActs();
  const byCamera = useDesk(({ devices }) => devices.some(({ id, kind }) => id === task.camera && kind === 'camera'));
  const sight = useCamera(byCamera ? { task: task.id, camera: task.camera, kind: frameKinds.page } : null);
  const seen = useSeen(task.id, 'page');
  useEscape(acts.cancelCapture);
  const guidance = seen?.guidance ?? (seen?.corners ? 'hold' : 'noPage');
  return (
    <div className={styles.stage}>
      <h2 className={styles.stageTitle}>
        {words.papers[task.paper]} <small>{words.pages(task.pages)}</small>
      </h2>
      {byCamera ? (
        <CameraView
          sight={sight}
          shape="page"
          words={task.working ? words.developing : words.page[guidance]}
          good={guidance === 'hold'}
          steady={task.working ? 1 : (seen?.steady ?? 0)}
          outline={seen?.corners ?? null}
          simulated={isSimulatedCamera(task.camera)}
        />
      ) : (
        <p className={styles.byFile}>{task.working ? words.developing : words.pagesFromFiles}</p>
      )}
      <DocumentActs task={task} sight={sight} onTaken={onTaken} />
    </div>
  );
}

function DocumentActs({ task, sight, onTaken }: StageProps & { readonly sight: CameraSight }) {
  const { capture: words } = useLabels();
  const acts = useActs();
  const finish = async () => {
    const record = await acts.finishDocument();
    if (record !== null) onTaken(record);
  };
  const shoot = () => {
    const picture = sight.now();
    if (picture) void acts.shoot(picture, null);
  };
  return (
    <div className={styles.buttons}>
      <Button look="main" disabled={task.pages === 0 || task.working} onClick={() => void finish()}>
        {words.finish}
      </Button>
      <Button disabled={sight.state !== 'live' || task.working} onClick={shoot}>
        {words.shootPage}
      </Button>
      <PageFile />
      <Button look="quiet" onClick={() => void acts.cancelCapture()}>
        {words.stop} <Kbd>Esc</Kbd>
      </Button>
    </div>
  );
}

/** A page from a picture file, as a document scanner leaves one. */
function PageFile() {
  const { capture: words } = useLabels();
  const acts = useActs();
  const input = useRef<HTMLInputElement>(null);
  const taken = async (event: ChangeEvent<HTMLInputElement>) => {
    const field = event.currentTarget;
    const files = [...(field.files ?? [])];
    field.value = '';
    for (const file of files) await acts.addPage(new Uint8Array(await file.arrayBuffer()));
  };
  return (
    <>
      <Button look="quiet" onClick={() => input.current?.click()}>
        <ImageUp size={17} strokeWidth={1.8} aria-hidden /> {words.pageFromFile}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept="image/jpeg,image/png"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={words.pageFromFile}
        onChange={(event) => void taken(event)}
      />
    </>
  );
}
