import { useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import panel from '../../ui/panel.module.css';
import layout from '../reading/reading-desk.module.css';
import { CaptureActs } from './capture-acts.tsx';
import { CaptureSubject } from './capture-subject.tsx';
import { DocumentStage } from './document/document-stage.tsx';
import { PortraitStage } from './portrait/portrait-stage.tsx';
import { RecordView } from './records/record-view.tsx';
import { RecordsZone } from './records/records-zone.tsx';
import { SignatureStage } from './signature/signature-stage.tsx';
import { StageWaits } from './stage-waits.tsx';

/** What the middle shows when the camera is not at work: the pad, one capture, or nothing yet. */
export type Stage =
  | { readonly is: 'nothing' }
  | { readonly is: 'signature' }
  | { readonly is: 'record'; readonly id: string };

/** Portrait, signature and papers of the person on the desk: what is there, the camera or the pad, and what to do next. */
export function CaptureScreen() {
  const { capture: words } = useLabels();
  const [stage, setStage] = useState<Stage>({ is: 'nothing' });
  return (
    <main className={layout.zones}>
      <section className={panel.panel} aria-label={words.recordsZone}>
        <CaptureSubject />
        <RecordsZone shown={stage} onShow={setStage} />
      </section>
      <section className={panel.panel} aria-label={words.stageZone}>
        <Middle stage={stage} onShow={setStage} />
      </section>
      <CaptureActs onShow={setStage} />
    </main>
  );
}

type MiddleProps = { readonly stage: Stage; readonly onShow: (stage: Stage) => void };

function Middle({ stage, onShow }: MiddleProps) {
  const task = useDesk((desk) => desk.capture.task);
  const record = useDesk((desk) =>
    stage.is === 'record' ? (desk.capture.records.find(({ id }) => id === stage.id) ?? null) : null,
  );
  if (task?.is === 'portrait')
    return <PortraitStage key={task.id} task={task} onTaken={(id) => onShow({ is: 'record', id })} />;
  if (task?.is === 'document')
    return <DocumentStage key={task.id} task={task} onTaken={(id) => onShow({ is: 'record', id })} />;
  if (stage.is === 'signature')
    return <SignatureStage onDone={(id) => onShow(id === null ? { is: 'nothing' } : { is: 'record', id })} />;
  if (record) return <RecordView key={record.id} record={record} onGone={() => onShow({ is: 'nothing' })} />;
  return <StageWaits />;
}
