import { useDeferredValue, useMemo, useState } from 'react';
import type { Anchor } from '#contract/trust.ts';
import { useLabels } from '../../i18n/language.ts';
import field from '../../ui/field.module.css';
import panel from '../../ui/panel.module.css';
import { AnchorDetails } from './anchor-details.tsx';
import { anchorRow, arrangeRows, type Order } from './anchor-list.ts';
import { AnchorTable } from './anchor-table.tsx';
import { ImportPanel } from './import-panel.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import styles from './trust.module.css';
import { useAnchors } from './use-anchors.ts';

/** The anchors cards are proved with: list, details, import, removal. */
export function TrustScreen() {
  const labels = useLabels();
  const { anchors, remove } = useAnchors();
  const [typed, setTyped] = useState('');
  const [order, setOrder] = useState<Order>({ column: 'country', descending: false });
  const [chosen, setChosen] = useState<string | null>(null);
  const [removing, setRemoving] = useState<Anchor | null>(null);

  const rows = useMemo(() => (anchors ?? []).map((anchor) => anchorRow(anchor, labels, new Date())), [anchors, labels]);
  const filter = useDeferredValue(typed);
  const shown = useMemo(() => arrangeRows(rows, filter, order), [rows, filter, order]);
  const picked = rows.find(({ anchor }) => anchor.fingerprint === chosen) ?? null;

  return (
    <main className={styles.screen}>
      <section className={panel.panel} aria-labelledby="trust-title">
        <header className={styles.head}>
          <div>
            <h1 id="trust-title">{labels.trust.title}</h1>
            <p>{labels.trust.explain}</p>
          </div>
          <input
            type="search"
            className={field.input}
            placeholder={labels.trust.filter}
            aria-label={labels.trust.filter}
            autoComplete="off"
            spellCheck={false}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <p role="status" className={styles.count}>
            {anchors ? labels.trust.count(shown.length, rows.length) : labels.trust.loading}
          </p>
        </header>
        <AnchorTable rows={shown} order={order} onOrder={setOrder} chosen={chosen} onChoose={setChosen} />
        {anchors && shown.length === 0 && (
          <p className={styles.empty}>{rows.length === 0 ? labels.trust.empty : labels.trust.noMatch}</p>
        )}
      </section>
      <div className={styles.side}>
        <ImportPanel />
        {picked && <AnchorDetails row={picked} onRemove={() => setRemoving(picked.anchor)} />}
      </div>
      <RemoveDialog anchor={removing} onClose={() => setRemoving(null)} onRemove={remove} />
    </main>
  );
}
