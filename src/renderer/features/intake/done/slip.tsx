import type { IntakeDossier, IntakeSitting } from '#contract/intake.ts';
import { useSaid } from '../../../i18n/dossier-words.ts';
import { formatDay, formatIsoDate, formatTime } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useOfficer } from '../../../state/session.ts';
import { PrintSheet } from '../../../ui/print-sheet.tsx';
import { usePromise } from '../promise.ts';
import styles from './slip.module.css';

/** “Giấy hẹn trả kết quả”: what was taken in, when the result is due and what it costs; one paper for the whole sitting. */
export function Slip({ sitting, onDone }: { readonly sitting: IntakeSitting; readonly onDone: () => void }) {
  const { intake } = useLabels();
  const officer = useOfficer();
  const at = new Date(sitting.savedAt);
  const words = intake.slip;
  const settled = sitting.dossiers.filter((each) => each.settled);
  return (
    <PrintSheet
      file={`giay-hen-${settled[0]?.id ?? ''}`}
      title={words.title}
      number={null}
      at={`${formatTime(at)} ${formatDay(at)}`}
      signatures={[
        { who: words.citizen, name: sitting.name },
        { who: words.officer, name: officer?.name ?? null },
      ]}
      onDone={onDone}
    >
      <dl className={styles.slip}>
        <dt>{words.name}</dt>
        <dd>
          <b>{sitting.name}</b>
        </dd>
        <dt>{words.number}</dt>
        <dd>{sitting.number}</dd>
      </dl>
      {settled.map((dossier) => (
        <Promised key={dossier.id} dossier={dossier} />
      ))}
      <p className={styles.note}>{words.note}</p>
    </PrintSheet>
  );
}

function Promised({ dossier }: { readonly dossier: IntakeDossier }) {
  const { intake, capture } = useLabels();
  const said = useSaid();
  const promise = usePromise(dossier);
  const words = intake.slip;
  const shown = [...dossier.papers.flatMap((need) => need.shown), ...dossier.otherPapers];
  const papers = [...new Set(shown.map(({ paper }) => capture.papers[paper]))];
  return (
    <dl className={styles.slip}>
      <dt>{words.kind}</dt>
      <dd>
        <b>{said(dossier.kind.names)}</b> ({dossier.kind.form})
      </dd>
      <dt>{words.dossier}</dt>
      <dd>{dossier.id}</dd>
      {papers.length > 0 && (
        <>
          <dt>{words.papers}</dt>
          <dd>{papers.join(', ')}</dd>
        </>
      )}
      <dt>{words.due}</dt>
      <dd>
        <b>{dossier.deadline ? formatIsoDate(dossier.deadline.due) : intake.done.noDue}</b>
      </dd>
      <dt>{words.fee}</dt>
      <dd>{promise.fee ?? intake.side.none}</dd>
    </dl>
  );
}
