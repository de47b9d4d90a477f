import { X } from 'lucide-react';
import { useState } from 'react';
import { type SetAsideReason, setAsideReasons } from '#contract/registry.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { usePurpose } from '../../state/purpose.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import { PurposeChoice } from '../session/purpose-choice.tsx';
import shared from './registry.module.css';
import styles from './result.module.css';
import { TallyTiles } from './tally-tiles.tsx';
import type { Run } from './use-runs.ts';

/** What an import did, why records were set aside, and taking those away to put them right. */
export function RunResult({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const labels = useLabels();
  const { tally, aside, runs } = labels.registry;
  return (
    <section className={`${panel.panel} ${styles.result}`} aria-label={tally.title(run.file)}>
      <header>
        <h2>{tally.title(run.file)}</h2>
        <button type="button" className={styles.close} aria-label={labels.close} onClick={onClose}>
          <X size={16} aria-hidden />
        </button>
      </header>
      <div className={styles.tally}>
        <TallyTiles run={run} />
      </div>
      {run.format === 'delta' && <p className={shared.note}>{runs.deltaHint}</p>}
      {run.endedAt === null && <p className={shared.attention}>{runs.goOnHint}</p>}
      {run.setAside === 0 ? <p className={shared.note}>{aside.none}</p> : <SetAside run={run} />}
    </section>
  );
}

function SetAside({ run }: { readonly run: Run }) {
  const { aside, importing } = useLabels().registry;
  const language = useLanguage();
  const may = useMay('registry.import');
  return (
    <>
      <h3>{aside.title}</h3>
      <p className={shared.note}>{aside.explain}</p>
      <ul className={styles.reasons}>
        {reasonsOf(run).map(([reason, count]) => (
          <li key={reason}>
            <span>{aside.reasons[reason]}</span>
            <b>{formatCount(count, language)}</b>
          </li>
        ))}
      </ul>
      {may ? <ExportAside run={run.id} /> : <p className={shared.attention}>{importing.denied}</p>}
    </>
  );
}

/** The reasons of a run, the most frequent first. */
export function reasonsOf({ reasons }: Pick<Run, 'reasons'>): readonly (readonly [SetAsideReason, number])[] {
  return setAsideReasons
    .map((reason) => [reason, reasons[reason] ?? 0] as const)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a);
}

type Exported = { readonly path: string; readonly lines: number };

function ExportAside({ run }: { readonly run: number }) {
  const { aside } = useLabels().registry;
  const language = useLanguage();
  const acts = useActs();
  const call = useGuardedCall();
  const purpose = usePurpose();
  const [busy, setBusy] = useState(false);
  const [exported, setExported] = useState<Exported | null>(null);
  const take = () => {
    setBusy(true);
    call('registry.exportSetAside', { run, folder: null, purpose })
      .then(setExported, acts.report)
      .finally(() => setBusy(false));
  };
  return (
    <div className={styles.export}>
      <PurposeChoice />
      <Button look="main" disabled={busy} onClick={take}>
        {busy ? aside.exporting : aside.export}
      </Button>
      <div role="status">
        {exported && (
          <>
            <p className={styles.exported}>{aside.exported(formatCount(exported.lines, language), exported.path)}</p>
            <p className={styles.private}>{aside.exportedHint}</p>
          </>
        )}
      </div>
    </div>
  );
}
