import { Select } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import styles from './choice.module.css';

export type Option<V extends string> = {
  readonly value: V;
  readonly label: string;
  readonly note?: string | undefined;
  readonly disabled?: boolean;
};

type ChoiceProps<V extends string> = {
  readonly label: string;
  readonly placeholder?: string;
  readonly options: readonly Option<V>[];
  readonly value: V | null;
  readonly onChoose: (value: V) => void;
};

/** One of several: opens on click, arrows or typing the first letters. */
export function Choice<V extends string>({ label, placeholder = '', options, value, onChoose }: ChoiceProps<V>) {
  return (
    <Select.Root
      value={value}
      items={options.map((option) => ({ value: option.value, label: option.label }))}
      onValueChange={(next) => next !== null && onChoose(next)}
    >
      <Select.Trigger className={styles.trigger} aria-label={label}>
        <Select.Value className={styles.value}>
          {(chosen: V | null) => options.find((option) => option.value === chosen)?.label ?? placeholder}
        </Select.Value>
        <Select.Icon className={styles.icon}>
          <ChevronsUpDown size={14} aria-hidden />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className={styles.positioner} align="start" sideOffset={6} alignItemWithTrigger={false}>
          <Select.Popup className={styles.popup}>
            <Select.List className={styles.list}>
              {options.map((option) => (
                <Select.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  label={option.label}
                  className={styles.item}
                >
                  <Select.ItemText className={styles.text}>{option.label}</Select.ItemText>
                  {option.note && <span className={styles.note}>{option.note}</span>}
                  <Select.ItemIndicator className={styles.check}>
                    <Check size={14} aria-hidden />
                  </Select.ItemIndicator>
                </Select.Item>
              ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
