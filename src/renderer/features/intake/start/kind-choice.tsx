import type { KeyboardEvent } from 'react';
import { useSaid } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { Tag } from '../../../ui/tag.tsx';
import styles from './start.module.css';

type KindChoiceProps = { readonly chosen: readonly string[]; readonly onChoose: (kinds: readonly string[]) => void };

/** The dossiers to open in this sitting: Space chooses, arrows go from one to the next. */
export function KindChoice({ chosen, onChoose }: KindChoiceProps) {
  const { intake } = useLabels();
  const said = useSaid();
  const kinds = useDesk((desk) => desk.intake.kinds);
  const toggle = (code: string) => {
    const now = chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code];
    onChoose(kinds.map((kind) => kind.code).filter((each) => now.includes(each)));
  };
  return (
    <fieldset className={styles.kinds} onKeyDown={stepBoxes}>
      <legend className={styles.legend}>{intake.start.kinds}</legend>
      {kinds.map(({ code, names, form }) => (
        <label key={code} className={styles.kind} data-chosen={chosen.includes(code)}>
          <input type="checkbox" checked={chosen.includes(code)} onChange={() => toggle(code)} />
          <b>{said(names)}</b>
          <Tag>{form}</Tag>
        </label>
      ))}
      <p className={styles.quiet}>{intake.start.kindsHint}</p>
    </fieldset>
  );
}

/** Up and down among the boxes. */
function stepBoxes(event: KeyboardEvent<HTMLFieldSetElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const at = boxes.indexOf(document.activeElement as HTMLInputElement);
  event.preventDefault();
  boxes[(at + step + boxes.length) % boxes.length]?.focus();
}
