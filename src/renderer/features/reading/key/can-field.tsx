import { type FormEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDeskParts, useWindow } from '../../../state/desk-context.tsx';
import styles from './access-key.module.css';

/** What was typed, spaces between digits set aside; the field itself is never rewritten. */
const typedDigits = (field: HTMLInputElement) => field.value.replace(/\s/g, '');

/** Six digits typed faster than this, in ms, are a scanner's; more of its code may follow within `moreMs`. */
const handMs = 240;
const moreMs = 150;

/** Six digits in large type: reading starts by itself at the sixth. The same number is not tried twice in a row. */
export function CanField({ readingId }: { readonly readingId: string }) {
  const { key } = useLabels();
  const field = useRef<HTMLInputElement>(null);
  const tried = useWindow(({ triedCan }) => (triedCan?.readingId === readingId ? triedCan.can : ''));
  const { hint, start, settle } = useStart(readingId, field);
  useDraft(field, start);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const startByHand = useHand(field, start);
  const onInput = (event: FormEvent<HTMLInputElement>) => {
    if ((event.nativeEvent as InputEvent).isComposing) return;
    settle();
    startByHand(event.nativeEvent.timeStamp);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.repeat) start();
  };

  return (
    <>
      <label className={styles.label} htmlFor="can">
        {key.canLabel}
      </label>
      <input
        id="can"
        ref={field}
        className={styles.can}
        defaultValue={tried}
        inputMode="numeric"
        data-scanner
        autoComplete="off"
        spellCheck={false}
        maxLength={12}
        aria-describedby="can-hint"
        aria-invalid={hint !== null}
        onInput={onInput}
        onKeyDown={onKeyDown}
      />
      <p id="can-hint" className={hint ? styles.wrong : styles.hint} role="status">
        {hint ?? key.canHint}
      </p>
      <p className={styles.hint}>{key.scanHint}</p>
    </>
  );
}

/** Gives the six digits to the host, unless they are no digits or were just refused; says which. */
function useStart(readingId: string, field: { readonly current: HTMLInputElement | null }) {
  const { key } = useLabels();
  const acts = useActs();
  const { window: store } = useDeskParts();
  const [hint, setHint] = useState<string | null>(null);
  const start = useCallback(() => {
    const can = field.current ? typedDigits(field.current) : '';
    const { triedCan } = store.getState();
    if (can.length < 6) return;
    if (!/^\d{6}$/.test(can)) return setHint(key.canWrongShape);
    if (triedCan?.readingId === readingId && triedCan.can === can) return setHint(key.canSame);
    store.setState({ triedCan: { readingId, can } });
    void acts.giveKey({ kind: 'can', can });
  }, [acts, field, key, readingId, store]);
  return { hint, start, settle: useCallback(() => setHint(null), []) };
}

/** Starts at the sixth digit: at once for a hand or a paste; after a moment for what may be the beginning of a longer code. */
function useHand(field: { readonly current: HTMLInputElement | null }, start: () => void): (at: number) => void {
  const begun = useRef({ at: 0, steps: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (at) => {
    clearTimeout(timer.current);
    const digits = field.current ? typedDigits(field.current).length : 0;
    begun.current = digits <= 1 ? { at, steps: 1 } : { ...begun.current, steps: begun.current.steps + 1 };
    if (digits !== 6) return;
    const scanned = begun.current.steps >= 6 && at - begun.current.at < handMs;
    if (scanned)
      timer.current = setTimeout(() => field.current && typedDigits(field.current).length === 6 && start(), moreMs);
    else start();
  };
}

/** Puts six digits into the field as if typed: of a scanned code, or as the demo bar is asked to. */
function useDraft(field: { readonly current: HTMLInputElement | null }, start: () => void): void {
  const { window: store } = useDeskParts();
  const draft = useWindow((window) => window.keyDraft);
  useEffect(() => {
    if (draft?.kind !== 'can' || !field.current) return;
    store.setState({ keyDraft: null });
    field.current.value = draft.can;
    field.current.focus();
    start();
  }, [draft, field, start, store]);
}
