import { type FormEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { MrzCheck } from '#contract/desk.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDeskParts, useWindow } from '../../../state/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import styles from './access-key.module.css';
import { CheckDigits } from './check-digits.tsx';

/** The lines of the back of the card; each check digit is judged by the host while they are typed. */
export function MrzField() {
  const { key } = useLabels();
  const acts = useActs();
  const field = useRef<HTMLTextAreaElement>(null);
  const { check, ask } = useMrzCheck();
  useEffect(() => field.current?.focus(), []);

  const typed = useCallback(() => ask(field.current?.value ?? ''), [ask]);
  useDraft(field, typed);
  const ready = check !== null && isUsable(check);
  const open = () => {
    if (ready) void acts.giveKey({ kind: 'mrz', mrz: check.lines.join('\n') });
  };
  const onInput = (event: FormEvent) => {
    if (!(event.nativeEvent as InputEvent).isComposing) typed();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.repeat || !ready) return;
    event.preventDefault();
    open();
  };

  return (
    <>
      <label className={styles.label} htmlFor="mrz">
        {key.mrzLabel}
      </label>
      <textarea
        id="mrz"
        ref={field}
        className={styles.mrz}
        rows={3}
        cols={44}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={400}
        aria-describedby="mrz-hint"
        onInput={onInput}
        onKeyDown={onKeyDown}
        onCompositionEnd={typed}
      />
      <p id="mrz-hint" className={styles.hint}>
        {key.mrzHint}
      </p>
      <CheckDigits check={check} />
      <Button look="main" disabled={!ready} onClick={open}>
        {key.open}
      </Button>
    </>
  );
}

/** Whole, and nothing that the key is made of is known to be mistyped. */
function isUsable({ complete, checks }: MrzCheck): boolean {
  return complete && checks.every(({ field, ok }) => ok !== false || field === 'optional' || field === 'composite');
}

/** Asks the host about the text; an answer to an older text is dropped. */
function useMrzCheck() {
  const { link } = useDeskParts();
  const acts = useActs();
  const [check, setCheck] = useState<MrzCheck | null>(null);
  const latest = useRef(0);
  const ask = useCallback(
    (text: string) => {
      const mine = ++latest.current;
      link.call('mrz.check', { text }).then((answer) => {
        if (mine === latest.current) setCheck(answer);
      }, acts.report);
    },
    [link, acts],
  );
  return { check, ask };
}

/** Puts the lines of a sample person into the field when the demo bar is asked to, as if typed. */
function useDraft(field: { readonly current: HTMLTextAreaElement | null }, typed: () => void): void {
  const { window: store } = useDeskParts();
  const draft = useWindow((window) => window.keyDraft);
  useEffect(() => {
    if (draft?.kind !== 'mrz' || !field.current) return;
    store.setState({ keyDraft: null });
    field.current.value = draft.mrz;
    field.current.focus();
    typed();
  }, [draft, field, typed, store]);
}
