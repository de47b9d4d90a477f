import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { atTop, type ListPosition } from '../../state/look-up-view.ts';
import { WindowedRows } from '../../ui/windowed-rows.tsx';

/** What others may do with a list: give it the focus, at its active row. */
export type ListHandle = { focus(): void };

type KeyListProps = {
  readonly label: string;
  readonly count: number;
  readonly rowHeight: number;
  /** Draws the inside of row `index`. */
  readonly row: (index: number) => ReactNode;
  readonly rowClass: string | undefined;
  /** The row that is chosen, where choosing one stays visible. */
  readonly chosen?: number | null;
  readonly onOpen: (index: number) => void;
  /** ↑ on the first row, and Escape. */
  readonly onLeave?: () => void;
  readonly onView?: (first: number, last: number) => void;
  /** Where the list begins, and word of where it was when it goes. */
  readonly begin?: ListPosition;
  readonly onGone?: (position: ListPosition) => void;
  readonly handle?: RefObject<ListHandle | null>;
};

/** A long list that is one stop of the keyboard: arrows, pages, ends, Enter. */
export function KeyList({
  label,
  count,
  rowHeight,
  row,
  rowClass,
  chosen = null,
  onOpen,
  onLeave,
  onView,
  begin = atTop,
  onGone,
  handle,
}: KeyListProps) {
  const id = useId();
  const [wanted, setActive] = useState(begin.active);
  const top = useRef(begin.top);
  const page = useRef(10);
  const active = Math.min(wanted, Math.max(0, count - 1));
  useImperativeHandle(handle, () => ({ focus: () => document.getElementById(id)?.focus() }), [id]);
  const seen = useCallback(
    (first: number, last: number) => {
      page.current = Math.max(1, last - first - 1);
      onView?.(first, last);
    },
    [onView],
  );
  useWordOnLeaving(() => onGone?.({ active, top: top.current }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = target(event.key, { active, page: page.current, count });
    const leaves = event.key === 'Escape' || (event.key === 'ArrowUp' && active === 0);
    if (next === null && !leaves && event.key !== 'Enter') return;
    event.preventDefault();
    if (leaves) onLeave?.();
    else if (next !== null) setActive(next);
    else if (!event.repeat && count > 0) onOpen(active);
  };
  const optionId = (index: number) => `${id}-${index}`;
  return (
    <WindowedRows
      count={count}
      rowHeight={rowHeight}
      reveal={active}
      top={begin.top}
      onTop={(pixels) => {
        top.current = pixels;
      }}
      onView={seen}
      row={(index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active row
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
        <div
          key={index}
          id={optionId(index)}
          role="option"
          className={rowClass}
          aria-selected={index === (chosen ?? active)}
          aria-posinset={index + 1}
          aria-setsize={count}
          data-active={index === active}
          onClick={() => {
            setActive(index);
            onOpen(index);
          }}
        >
          {row(index)}
        </div>
      )}
      box={{
        id,
        role: 'listbox',
        'aria-label': label,
        ...(count > 0 && { 'aria-activedescendant': optionId(active) }),
        onKeyDown,
      }}
    />
  );
}

/** Says something when the component goes: before anything of a next officer begins. */
export function useWordOnLeaving(say: () => void): void {
  const last = useRef(say);
  useLayoutEffect(() => {
    last.current = say;
  });
  useLayoutEffect(() => () => last.current(), []);
}

type Reach = { readonly active: number; readonly page: number; readonly count: number };

/** Where a key leads to in the list; null for keys that lead nowhere. */
function target(key: string, { active, page, count }: Reach): number | null {
  const last = count - 1;
  if (last < 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, active + 1);
    case 'ArrowUp':
      return active === 0 ? null : active - 1;
    case 'PageDown':
      return Math.min(last, active + page);
    case 'PageUp':
      return Math.max(0, active - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
