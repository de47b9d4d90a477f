import { type ComponentProps, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
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
  /** How far it is scrolled in the beginning, in pixels; and word of it whenever it is scrolled. */
  readonly top?: number;
  readonly onTop?: (pixels: number) => void;
  /** Which rows are in view, from `first` up to but without `last`: told after every change. */
  readonly onView?: (first: number, last: number) => void;
  /** What the box is to assistive technology and to keys, where it is more than a region that scrolls. */
  readonly box?: Omit<ComponentProps<'div'>, 'className' | 'onScroll'>;
};

type View = { readonly first: number; readonly last: number };

/** Rows drawn beyond the view on either side. */
const spare = 6;
const unmeasured = 480;

/**
 * A long list of rows of equal height: only those in view are in the document. Browsers end the height of an element near
 * 33 million pixels: some 800,000 rows of 40.
 */
export function WindowedRows({
  count,
  rowHeight,
  label,
  row,
  reveal = null,
  onView,
  box: extra,
  ...scroll
}: WindowedRowsProps) {
  const { top, onTop } = scroll;
  const begun = useRef(top === undefined ? null : reveal);
  const [view, setView] = useState<View>({ first: 0, last: Math.ceil(unmeasured / rowHeight) });
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const measure = useCallback(() => {
    if (!box) return;
    const first = Math.floor(box.scrollTop / rowHeight);
    const last = Math.ceil((box.scrollTop + (box.clientHeight || unmeasured)) / rowHeight);
    // Scrolling within a row changes nothing that is drawn.
    setView((now) => (now.first === first && now.last === last ? now : { first, last }));
  }, [box, rowHeight]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: where it begins counts once
  useLayoutEffect(() => {
    if (box && top !== undefined) box.scrollTop = top;
  }, [box]);

  useEffect(() => {
    if (!box) return;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [box, measure]);

  useEffect(() => {
    // Where it begins to be scrolled to stays, whether the row is in view there or not.
    if (!box || reveal === null || reveal === begun.current) return;
    begun.current = null;
    const top = reveal * rowHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
  }, [box, reveal, rowHeight]);

  useEffect(() => {
    onView?.(view.first, Math.min(count, view.last));
  }, [onView, view, count]);

  const onScroll = () => {
    measure();
    if (box) onTop?.(box.scrollTop);
  };
  const first = Math.max(0, Math.min(count, view.first) - spare);
  const last = Math.min(count, view.last + spare);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  // A scrolling region must be reachable by keyboard (WCAG 2.1.1).
  const semantics = { tabIndex: 0, ...(label ? { role: 'group', 'aria-label': label } : { role: 'rowgroup' }) };
  return (
    <div {...semantics} {...extra} ref={setBox} className={styles.box} onScroll={onScroll}>
      <div className={styles.pad} style={{ height: first * rowHeight }} />
      {shown.map(row)}
      <div className={styles.pad} style={{ height: (count - Math.max(last, first)) * rowHeight }} />
    </div>
  );
}
