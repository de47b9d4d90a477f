import { type ReactNode, useCallback, useEffect, useState } from 'react';
import styles from './windowed-rows.module.css';

type WindowedRowsProps = {
  readonly count: number;
  readonly rowHeight: number;
  /** Absent: the rows of a table, which has the name. */
  readonly label?: string;
  /** Draws row `index`; it must be `rowHeight` high. */
  readonly row: (index: number) => ReactNode;
  /** Brings this row into view when it changes. */
  readonly reveal?: number | null;
};

const spare = 6;

/** A long list of rows of equal height: only those in view are in the document. */
export function WindowedRows({ count, rowHeight, label, row, reveal = null }: WindowedRowsProps) {
  const [view, setView] = useState({ top: 0, height: 480 });
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const measure = useCallback(() => {
    if (box) setView({ top: box.scrollTop, height: box.clientHeight || 480 });
  }, [box]);

  useEffect(() => {
    if (!box) return;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [box, measure]);

  useEffect(() => {
    if (!box || reveal === null) return;
    const top = reveal * rowHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
  }, [box, reveal, rowHeight]);

  const first = Math.max(0, Math.floor(view.top / rowHeight) - spare);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + spare);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  // A scrolling region must be reachable by keyboard (WCAG 2.1.1).
  const semantics = { tabIndex: 0, ...(label ? { role: 'group', 'aria-label': label } : { role: 'rowgroup' }) };
  return (
    <div ref={setBox} className={styles.box} {...semantics} onScroll={measure}>
      <div className={styles.pad} style={{ height: first * rowHeight }} />
      {shown.map(row)}
      <div className={styles.pad} style={{ height: (count - Math.max(last, first)) * rowHeight }} />
    </div>
  );
}
