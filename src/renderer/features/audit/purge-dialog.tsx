import { useEffect, useState } from 'react';
import { type AuditRetention, auditLevels } from '#contract/audit.ts';
import { formatDay } from '../../i18n/format.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { SteadyModal } from '../../ui/steady-modal.tsx';
import { TimedProgress } from '../../ui/timed-progress.tsx';
import dialog from '../session/two-people.module.css';
import { TwoPeople } from '../session/two-people.tsx';
import { keptSince } from './kept-since.ts';
import styles from './purge-dialog.module.css';

type PurgeDialogProps = {
  readonly open: boolean;
  readonly kept: AuditRetention;
  readonly onClose: () => void;
};

/** Takes out what its level need not be kept any longer: says what goes and what stays, then has two people do it. */
export function PurgeDialog({ open, kept, onClose }: PurgeDialogProps) {
  const { purge: words } = useLabels();
  return (
    <SteadyModal open={open} onClose={onClose} title={words.title} explain={words.explain}>
      {open && (
        <div className={dialog.dialog}>
          <Limits kept={kept} />
          <h3>{words.happens}</h3>
          <ul className={dialog.points}>
            {words.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          <Purge />
        </div>
      )}
    </SteadyModal>
  );
}

/** Up to which day the records of each level go. */
function Limits({ kept }: { readonly kept: AuditRetention }) {
  const { purge: words, integrity } = useLabels();
  const levels = useOfficerWords().levels;
  const today = new Date();
  return (
    <table className={styles.limits}>
      <thead>
        <tr>
          <th scope="col">{words.columns.level}</th>
          <th scope="col">{words.columns.kept}</th>
          <th scope="col">{words.columns.goes}</th>
        </tr>
      </thead>
      <tbody>
        {auditLevels.map((level) => (
          <tr key={level}>
            <th scope="row">{levels[level]}</th>
            <td>{integrity.months(kept[level])}</td>
            <td>{words.before(formatDay(keptSince(kept[level], today)))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Purge() {
  const { purge: words } = useLabels();
  const language = useLanguage();
  const call = useGuardedCall();
  const [removed, setRemoved] = useState<number | null>(null);
  if (removed !== null)
    return (
      <p role="status" className={styles.done}>
        {words.done(formatCount(removed, language))}
      </p>
    );
  return (
    <>
      <TwoPeople
        kind="auditPurge"
        subject={words.subject}
        act={words.act}
        doing={words.doing}
        inspectorToo
        onApproved={async (approval) => setRemoved((await call('audit.purge', { approval })).removed)}
      />
      <Checking />
    </>
  );
}

/** The log is checked before anything is taken out of it: how far that is. */
function Checking() {
  const { integrity } = useLabels();
  const language = useLanguage();
  const { link } = useDeskParts();
  const [checked, setChecked] = useState({ done: 0, total: 0 });
  useEffect(() => link.on('audit.progressed', setChecked), [link]);
  const { done, total } = checked;
  if (total === 0 || done >= total) return null;
  const count = integrity.progress(formatCount(done, language), formatCount(total, language));
  return <TimedProgress label={integrity.running} done={done} of={total} count={count} />;
}
