import { type FormEvent, type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk, useWindow } from '../../state/desk-context.tsx';
import fieldStyles from '../../ui/field.module.css';
import { Kbd } from '../../ui/kbd.tsx';
import { Modal } from '../../ui/modal.tsx';
import { useDemoOfficers } from '../demo/use-demo-officers.ts';
import { useDemoPeople } from '../demo/use-demo-people.ts';
import styles from './palette.module.css';
import { filterActs, type PaletteAct, paletteActs } from './palette-acts.ts';

/** Ctrl+K: every act by name. */
export function Palette() {
  const { palette } = useLabels();
  const acts = useActs();
  const open = useWindow((window) => window.dialog === 'palette');
  return (
    <Modal open={open} onClose={() => acts.show(null)} title={palette.title}>
      <PaletteList />
    </Modal>
  );
}

function PaletteList() {
  const labels = useLabels();
  const acts = useActs();
  const desk = useDesk((state) => state);
  const people = useDemoPeople();
  const officers = useDemoOfficers();
  const all = useMemo(
    () => paletteActs({ desk, people, officers, acts, labels }),
    [desk, people, officers, acts, labels],
  );
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = filterActs(all, typed);
  const field = useRef<HTMLInputElement>(null);
  // At once, so that letters typed right after Ctrl+K are not lost.
  useLayoutEffect(() => field.current?.focus(), []);
  const chosen = found[Math.min(at, found.length - 1)];

  const onInput = (event: FormEvent<HTMLInputElement>) => {
    setTyped(event.currentTarget.value);
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((index) => (index + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter' && !event.repeat) {
      event.preventDefault();
      chosen?.run();
    }
  };

  return (
    <div className={styles.palette}>
      <input
        ref={field}
        className={fieldStyles.input}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-acts"
        aria-activedescendant={chosen && `act-${chosen.id}`}
        aria-label={labels.palette.label}
        placeholder={labels.palette.label}
        autoComplete="off"
        spellCheck={false}
        onInput={onInput}
        onKeyDown={onKeyDown}
      />
      <div id="palette-acts" role="listbox" aria-label={labels.palette.title} className={styles.list}>
        {found.map((act) => (
          <ActOption key={act.id} act={act} chosen={act === chosen} />
        ))}
      </div>
      <p className={styles.none} role="status">
        {found.length === 0 ? labels.palette.none : ''}
      </p>
    </div>
  );
}

function ActOption({ act, chosen }: { readonly act: PaletteAct; readonly chosen: boolean }) {
  const reveal = (option: HTMLDivElement | null) => {
    if (chosen) option?.scrollIntoView({ block: 'nearest' });
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the field that owns this list
    <div
      ref={reveal}
      id={`act-${act.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-disabled={act.refused !== null}
      className={styles.option}
      onClick={act.run}
    >
      {act.name}
      {act.refused && <small>{act.refused}</small>}
      {act.shortcut && <Kbd>{act.shortcut}</Kbd>}
    </div>
  );
}
