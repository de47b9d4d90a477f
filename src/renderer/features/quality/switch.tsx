import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import styles from './switch.module.css';

type SwitchProps<V extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly value: V;
  readonly onChoose: (value: V) => void;
};

/** One of two or three ways to look at the same thing; arrows go from one to the next. */
export function Switch<V extends string>({ label, options, value, onChoose }: SwitchProps<V>) {
  return (
    <RadioGroup className={styles.group} aria-label={label} value={value} onValueChange={(next) => onChoose(next as V)}>
      {options.map((option) => (
        <Radio.Root key={option.value} value={option.value} className={styles.option} aria-label={option.label}>
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
