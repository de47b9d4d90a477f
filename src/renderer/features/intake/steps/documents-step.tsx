import { Check, CircleDashed } from 'lucide-react';
import { useCallback, useState } from 'react';
import { type PaperCode, paperCodes } from '#contract/capture.ts';
import type { DocumentRef } from '#contract/dossier.ts';
import type { IntakeDossier, PaperNeed } from '#contract/intake.ts';
import { useSaid } from '../../../i18n/dossier-words.ts';
import { formatTime } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { DocumentStage } from '../../capture/document/document-stage.tsx';
import { StepFrame } from './step-frame.tsx';
import type { StepProps } from './step-place.tsx';
import styles from './steps.module.css';
import { useKindPurpose } from './use-kind-purpose.ts';

type Photograph = (paper: PaperCode) => void;

/** The papers the dossier wants: photographed here, or integrated into the electronic identity where the regime takes that. */
export function DocumentsStep({ dossier }: StepProps) {
  const { intake } = useLabels();
  const acts = useActs();
  const task = useDesk((desk) => (desk.capture.task?.is === 'document' ? desk.capture.task : null));
  const purpose = useKindPurpose(dossier);
  const photograph = useCallback<Photograph>(
    (paper) => void acts.beginCapture({ is: 'document', paper }, purpose),
    [acts, purpose],
  );
  const { papers } = dossier;
  const missing = papers.filter((each) => each.missing).map(({ code }) => code);
  return (
    <StepFrame
      dossier={dossier}
      focusKey={`${task === null} ${missing}`}
      leave="later"
      todo={missing.length > 0}
      busy={task !== null}
    >
      {task !== null ? (
        <DocumentStage
          key={task.id}
          task={task}
          onTaken={(record) =>
            void acts.addDocument(dossier.id, { paper: task.paper, shown: { as: 'capture', record } })
          }
        />
      ) : (
        <>
          {papers.length === 0 && <p className={styles.quiet}>{intake.documents.nothing}</p>}
          <ul className={styles.needs}>
            {papers.map((need) => (
              <PaperNeedRow key={need.code} dossier={dossier} need={need} onPhotograph={photograph} />
            ))}
          </ul>
          <OtherPapers dossier={dossier} onPhotograph={photograph} />
        </>
      )}
    </StepFrame>
  );
}

type NeedProps = { readonly dossier: IntakeDossier; readonly need: PaperNeed; readonly onPhotograph: Photograph };

function PaperNeedRow({ dossier, need, onPhotograph }: NeedProps) {
  const { intake, capture } = useLabels();
  const said = useSaid();
  const acts = useActs();
  const { code, words, papers, law, shown, missing } = need;
  const names = papers.map((paper) => ({ paper, name: capture.papers[paper] }));
  const integrate = (paper: PaperCode) => void acts.addDocument(dossier.id, { paper, shown: { as: 'integrated' } });
  return (
    <li className={styles.need} data-paper={code} data-missing={missing || undefined}>
      {shown.length > 0 ? (
        <Check className={styles.ok} size={20} strokeWidth={2.6} aria-hidden />
      ) : (
        <CircleDashed className={missing ? styles.warn : styles.quiet} size={20} aria-hidden />
      )}
      <div className={styles.needWords}>
        <p>
          <b>{said(words)}</b> <Tag tone={missing ? 'warn' : 'plain'}>{intake.documents.need[need.need]}</Tag>
        </p>
        <small>{law}</small>
        <ShownPapers dossier={dossier} shown={shown} />
      </div>
      <div className={styles.paperActs}>
        {names.map(({ paper, name }, at) => (
          <span key={paper}>
            <Button data-todo={(missing && at === 0) || undefined} onClick={() => onPhotograph(paper)}>
              {intake.documents.photograph(name)}
            </Button>
            {dossier.takesIntegrated && (
              <Button look="quiet" aria-label={intake.documents.integratedOf(name)} onClick={() => integrate(paper)}>
                {intake.documents.integrated}
              </Button>
            )}
          </span>
        ))}
      </div>
    </li>
  );
}

function ShownPapers({ dossier, shown }: { readonly dossier: IntakeDossier; readonly shown: readonly DocumentRef[] }) {
  const { intake, capture } = useLabels();
  const acts = useActs();
  if (shown.length === 0) return null;
  return (
    <ul className={styles.shown}>
      {shown.map((document) => {
        const { paper, shown: as, at } = document;
        const key = as.as === 'capture' ? as.record : `${paper} integrated`;
        return (
          <li key={key}>
            {capture.papers[paper]} · {intake.documents.shownAs[as.as]} {formatTime(new Date(at))}
            <button
              type="button"
              aria-label={intake.documents.removeOf(capture.papers[paper])}
              onClick={() => void acts.removeDocument(dossier.id, { paper, shown: as })}
            >
              {intake.documents.remove}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Papers that no rule asks for and somebody brings all the same. */
function OtherPapers({ dossier, onPhotograph }: Pick<NeedProps, 'dossier' | 'onPhotograph'>) {
  const { intake, capture } = useLabels();
  const [paper, setPaper] = useState<PaperCode>('khac');
  return (
    <section className={styles.otherPapers} aria-label={intake.documents.other}>
      <h3>{intake.documents.other}</h3>
      <ShownPapers dossier={dossier} shown={dossier.otherPapers} />
      <div className={styles.otherAdd}>
        <Choice
          label={intake.documents.otherPaper}
          options={paperCodes.map((value) => ({ value, label: capture.papers[value] }))}
          value={paper}
          onChoose={setPaper}
        />
        <Button onClick={() => onPhotograph(paper)}>{intake.documents.otherAdd}</Button>
      </div>
    </section>
  );
}
