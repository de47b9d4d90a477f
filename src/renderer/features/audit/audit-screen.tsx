import { EyeOff } from 'lucide-react';
import { useCallback, useState } from 'react';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useMay } from '../../state/session.ts';
import { EmptyPlace } from '../../ui/empty-place.tsx';
import panel from '../../ui/panel.module.css';
import styles from './audit.module.css';
import { AuditFilters } from './audit-filters.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { IntegrityPanel } from './integrity-panel.tsx';
import { RecordDetails } from './record-details.tsx';
import { RecordTable } from './record-table.tsx';
import { type Filter, noFilter, useRecords } from './use-records.ts';

/** Everything the desk wrote down: who did what to whom and why, whether it is whole, and taking it away. */
export function AuditScreen() {
  const { audit } = useLabels();
  const maySee = useMay('audit.see');
  const [exporting, setExporting] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [filter, setFilter] = useState<Filter>(noFilter);
  const held = useRecords(maySee ? filter : null);
  const picked = held.records.find(({ sequence }) => String(sequence) === chosen) ?? null;
  const change = useCallback((next: Filter) => {
    setFilter(next);
    setChosen(null);
  }, []);
  return (
    <main className={styles.screen}>
      <section className={panel.panel} aria-labelledby="audit-title">
        <header className={styles.head}>
          <h1 id="audit-title">{audit.title}</h1>
          <p>{audit.explain}</p>
        </header>
        {maySee ? (
          <>
            <AuditFilters filter={filter} onChange={change} />
            <RecordTable held={held} chosen={chosen} onChoose={setChosen} />
            <Count held={held} />
          </>
        ) : (
          <EmptyPlace icon={EyeOff} title={audit.closedTitle} hint={audit.closed} />
        )}
      </section>
      <div className={styles.side}>
        <IntegrityPanel onExport={() => setExporting(true)} />
        {maySee && <RecordDetails record={picked} onFollow={(mark) => change({ ...noFilter, mark })} />}
      </div>
      <ExportDialog open={exporting} onClose={() => setExporting(false)} />
    </main>
  );
}

function Count({ held }: { readonly held: ReturnType<typeof useRecords> }) {
  const { audit } = useLabels();
  const language = useLanguage();
  const { records, whole, loading } = held;
  const none = whole && records.length === 0;
  return (
    <p role="status" className={styles.count}>
      {loading ? `${audit.loading}…` : none ? audit.none : audit.count(formatCount(records.length, language), whole)}
    </p>
  );
}
