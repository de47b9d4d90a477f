import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useRef } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useDeskParts, useWindow } from '../../state/desk-context.tsx';
import field from '../../ui/field.module.css';
import styles from './look-up.module.css';

export type SearchFieldHandle = {
  focus(): void;
  /** Gives it the focus so that what is typed takes the place of what was sought before. */
  begin(): void;
  /** What is sought; empty where there is too little of it. */
  text(): string;
  /** What stands in the field. */
  value(): string;
};

type SearchFieldProps = {
  readonly handle: RefObject<SearchFieldHandle | null>;
  /** What stands in it in the beginning. */
  readonly begin: string;
  /** Each time the text is another: composed (NFC), without spaces at its ends. */
  readonly onType: (text: string, atOnce?: boolean) => void;
  readonly onDown: () => void;
  readonly onEnter: () => void;
};

/** The field is never written to while somebody types: UniKey sends backspaces into it. */
export function SearchField({ handle, begin, onType, onDown, onEnter }: SearchFieldProps) {
  const { lookUp } = useLabels();
  const input = useRef<HTMLInputElement>(null);
  const textNow = () => sought(input.current?.value ?? '');
  useImperativeHandle(handle, () => ({
    focus: () => input.current?.focus(),
    begin: () => {
      input.current?.focus();
      input.current?.select();
    },
    text: textNow,
    value: () => input.current?.value ?? '',
  }));
  useDraft(input, onType);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.repeat) return;
    if (event.key === 'ArrowDown') onDown();
    else if (event.key === 'Enter') onEnter();
    else if (event.key === 'Escape' && event.currentTarget.value !== '') clear();
    else return;
    event.preventDefault();
  };
  const clear = () => {
    if (input.current) input.current.value = '';
    onType('');
    input.current?.focus();
  };
  return (
    <search className={styles.search}>
      <Search size={18} aria-hidden />
      <input
        ref={input}
        type="text"
        defaultValue={begin}
        inputMode="search"
        className={field.input}
        aria-label={lookUp.field}
        placeholder={lookUp.field}
        title={lookUp.fieldHint}
        maxLength={120}
        autoComplete="off"
        spellCheck={false}
        onInput={() => onType(textNow())}
        onKeyDown={onKeyDown}
      />
      <button type="button" className={styles.clear} aria-label={lookUp.clear} onClick={clear}>
        <X size={16} aria-hidden />
      </button>
    </search>
  );
}

/** One letter alone finds half the commune: a search begins with two. */
export function sought(value: string): string {
  const text = value.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return text.length < 2 ? '' : text;
}

/** Text that another place asks to search for. */
function useDraft(input: RefObject<HTMLInputElement | null>, onType: SearchFieldProps['onType']): void {
  const { window } = useDeskParts();
  const draft = useWindow((state) => state.searchDraft);
  useEffect(() => {
    if (draft === null || !input.current) return;
    input.current.value = draft;
    onType(sought(draft), true);
    window.setState({ searchDraft: null });
  }, [draft, input, onType, window]);
}
