import { ShieldCheck, ShieldX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type AuditReport, type AuditRetention, auditLevels } from '#contract/audit.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import { TimedProgress } from '../../ui/timed-progress.tsx';
import styles from './audit.module.css';
import { PurgeDialog } from './purge-dialog.tsx';
import { useVerification } from './use-verification.ts';

/** Whether the log is whole, how long it is kept, taking it away, and taking out what need not be kept. */
export function IntegrityPanel({ onExport }: { readonly onExport: () => void }) {
  const { integrity } = useLabels();
  const mayVerify = useMay('audit.verify');
  const mayExport = useMay('audit.export');
  const { state, start, stop } = useVerification();
  const running = state.kind === 'running';
  return (
    <section className={`${panel.panel} ${styles.integrity}`} aria-label={integrity.title}>
      <h2 className={panel.heading}>{integrity.title}</h2>
      <div className={styles.inside}>
        {state.kind === 'idle' && <p className={styles.hint}>{integrity.explain}</p>}
        {running && <Running done={state.done} total={state.total} />}
        <div aria-live="polite">{state.kind === 'done' && <Outcome report={state.report} />}</div>
        <div className={styles.acts}>
          {mayVerify && !running && (
            <Button look="main" onClick={start}>
              {integrity.check}
            </Button>
          )}
          {running && <Button onClick={stop}>{integrity.stop}</Button>}
          {mayExport && <Button onClick={onExport}>{integrity.export}</Button>}
        </div>
        <Retention />
      </div>
    </section>
  );
}

function Running({ done, total }: { readonly done: number; readonly total: number }) {
  const { integrity } = useLabels();
  const language = useLanguage();
  const count = total > 0 ? integrity.progress(formatCount(done, language), formatCount(total, language)) : '';
  return <TimedProgress label={integrity.running} done={done} of={total} count={count || integrity.running} />;
}

function Outcome({ report }: { readonly report: AuditReport }) {
  const { integrity } = useLabels();
  const language = useLanguage();
  const count = (number: number) => formatCount(number, language);
  const Icon = report.sound ? ShieldCheck : ShieldX;
  return (
    <div className={styles.outcome} data-sound={report.sound}>
      <Icon size={24} strokeWidth={1.8} aria-hidden />
      <div>
        <b>{report.sound ? integrity.sound : integrity.broken(count(report.findingCount))}</b>
        {report.sound ? (
          <p>{integrity.soundDetail(count(report.records), count(report.seals))}</p>
        ) : (
          <Findings report={report} />
        )}
        {report.unsealed > 0 && <p>{integrity.unsealed(count(report.unsealed))}</p>}
        {report.clockMoved.length > 0 && <p>{integrity.clock(report.clockMoved.slice(0, 5).map(count).join(', '))}</p>}
      </div>
    </div>
  );
}

const findingsShown = 12;

function Findings({ report }: { readonly report: AuditReport }) {
  const { integrity } = useLabels();
  const words = useOfficerWords();
  const language = useLanguage();
  const count = (number: number) => formatCount(number, language);
  const shown = report.findings.slice(0, findingsShown);
  const more = report.findingCount - shown.length;
  return (
    <>
      <ul>
        {shown.map(({ fault, level, from, to }) => (
          <li key={`${fault} ${level} ${from}`}>
            {words.faults[fault]}: {level && `${integrity.inLevel(words.levels[level])}, `}
            {integrity.finding(count(from), count(to))}
          </li>
        ))}
        {more > 0 && <li>{integrity.more(count(more))}</li>}
      </ul>
      <p>{integrity.brokenRemedy}</p>
    </>
  );
}

function Retention() {
  const { integrity } = useLabels();
  const words = useOfficerWords().levels;
  const { link } = useDeskParts();
  const acts = useActs();
  const [kept, setKept] = useState<AuditRetention | null>(null);
  useEffect(() => void link.call('audit.retention').then(setKept, acts.report), [link, acts]);
  const mayPurge = useMay('audit.purge');
  const [purging, setPurging] = useState(false);
  if (kept === null) return null;
  return (
    <div className={styles.retention}>
      <h3>{integrity.retention}</h3>
      <dl>
        {auditLevels.map((level) => (
          <div key={level}>
            <dt>{words[level]}</dt>
            <dd>{integrity.months(kept[level])}</dd>
          </div>
        ))}
      </dl>
      {mayPurge && (
        <>
          <Button onClick={() => setPurging(true)}>{integrity.purge}</Button>
          <PurgeDialog open={purging} kept={kept} onClose={() => setPurging(false)} />
        </>
      )}
    </div>
  );
}
