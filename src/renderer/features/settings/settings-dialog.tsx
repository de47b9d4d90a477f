import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk, useWindow } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import styles from './settings-dialog.module.css';

const themes = ['system', 'light', 'dark'] as const;
const languages = ['vi', 'en'] as const;

/** Appearance and language; each choice works at once and is kept by the host. */
export function SettingsDialog() {
  const labels = useLabels();
  const acts = useActs();
  const open = useWindow((window) => window.dialog === 'settings');
  const settings = useDesk((desk) => desk.settings);
  return (
    <Modal open={open} onClose={() => acts.show(null)} title={labels.settings.title}>
      <div className={styles.body}>
        <Radios
          label={labels.settings.theme}
          values={themes}
          names={labels.settings.themes}
          value={settings.theme}
          onChoose={(theme) => void acts.changeSettings({ theme })}
        />
        <Radios
          label={labels.settings.language}
          values={languages}
          names={labels.settings.languages}
          value={settings.language}
          onChoose={(language) => void acts.changeSettings({ language })}
        />
        <Button onClick={() => acts.show('doctor')}>{labels.settings.doctor}</Button>
      </div>
    </Modal>
  );
}

type RadiosProps<V extends string> = {
  readonly label: string;
  readonly values: readonly V[];
  readonly names: Readonly<Record<V, string>>;
  readonly value: V;
  readonly onChoose: (value: V) => void;
};

function Radios<V extends string>({ label, values, names, value, onChoose }: RadiosProps<V>) {
  return (
    <div>
      <h3 className={styles.label}>{label}</h3>
      <RadioGroup
        className={styles.group}
        aria-label={label}
        value={value}
        onValueChange={(next) => onChoose(next as V)}
      >
        {values.map((candidate) => (
          <Radio.Root key={candidate} value={candidate} className={styles.choice} aria-label={names[candidate]}>
            {names[candidate]}
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  );
}
