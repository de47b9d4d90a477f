import { RefreshCw, X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { auditActionNames, auditLevels } from '#contract/audit.ts';
import { purposeCodes } from '#contract/officers.ts';
import { useLabels } from '../../i18n/language.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import { nextDay, parseDay } from '../../i18n/parse-day.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, type Option } from '../../ui/choice.tsx';
import field from '../../ui/field.module.css';
import styles from './audit.module.css';
import { type Filter, noFilter } from './use-records.ts';

type AuditFiltersProps = { readonly filter: Filter; readonly onChange: (filter: Filter) => void };

const collator = new Intl.Collator('vi');

/** What of the log is shown; every change asks the log again, and that is logged. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { audit } = useLabels();
  const words = useOfficerWords();
  // The fields begin anew when the filter is taken away.
  const [round, setRound] = useState(0);
  const clear = () => {
    setRound(round + 1);
    onChange(noFilter);
  };
  const filtered = Object.values(filter).some((value) => value !== null);
  return (
    <search key={round} className={styles.filters} aria-label={audit.filters}>
      <TextFilter label={audit.officer} onCommit={(officer) => onChange({ ...filter, officer: officer || null })} />
      <DayFilter label={audit.from} onCommit={(day) => onChange({ ...filter, from: day?.toISOString() ?? null })} />
      <DayFilter
        label={audit.to}
        onCommit={(day) => onChange({ ...filter, to: day ? nextDay(day).toISOString() : null })}
      />
      <ListFilter
        label={audit.action}
        any={audit.any.action}
        values={auditActionNames}
        names={words.actions}
        sorted
        value={filter.action}
        onChoose={(action) => onChange({ ...filter, action })}
      />
      <ListFilter
        label={audit.level}
        any={audit.any.level}
        values={auditLevels}
        names={words.levels}
        value={filter.level}
        onChoose={(level) => onChange({ ...filter, level })}
      />
      <ListFilter
        label={audit.purpose}
        any={audit.any.purpose}
        values={purposeCodes}
        names={words.purposes}
        value={filter.purpose}
        onChoose={(purpose) => onChange({ ...filter, purpose })}
      />
      <Button look="quiet" aria-label={audit.again} title={audit.again} onClick={() => onChange({ ...filter })}>
        <RefreshCw size={15} aria-hidden />
      </Button>
      {filtered && (
        <Button look="quiet" onClick={clear}>
          <X size={14} aria-hidden /> {audit.clear}
        </Button>
      )}
    </search>
  );
}

type Commit<T> = { readonly label: string; readonly onCommit: (value: T) => void };

/** Commits on Enter and when it is left, and only what has changed. */
function useCommit(onCommit: (text: string) => void) {
  const [kept, setKept] = useState('');
  const commit = (typed: string) => {
    const text = typed.normalize('NFC').trim();
    if (text === kept) return;
    setKept(text);
    onCommit(text);
  };
  return {
    onBlur: (event: { readonly currentTarget: HTMLInputElement }) => commit(event.currentTarget.value),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit(event.currentTarget.value);
    },
  };
}

function TextFilter({ label, onCommit }: Commit<string>) {
  const keys = useCommit((text) => onCommit(text.toUpperCase()));
  return (
    <input
      className={`${field.input} ${styles.officer}`}
      placeholder={label}
      aria-label={label}
      maxLength={40}
      autoComplete="off"
      spellCheck={false}
      {...keys}
    />
  );
}

function DayFilter({ label, onCommit }: Commit<Date | null>) {
  const { audit } = useLabels();
  const id = useId();
  const [wrong, setWrong] = useState(false);
  const keys = useCommit((text) => {
    const day = parseDay(text);
    setWrong(text !== '' && day === null);
    if (text === '' || day !== null) onCommit(day);
  });
  return (
    <div className={styles.day}>
      <input
        className={field.input}
        placeholder={label}
        title={audit.dayHint}
        aria-label={`${label}, ${audit.dayHint}`}
        aria-invalid={wrong}
        aria-describedby={id}
        inputMode="numeric"
        maxLength={20}
        autoComplete="off"
        {...keys}
      />
      <p id={id} role="status">
        {wrong ? audit.dayWrong : ''}
      </p>
    </div>
  );
}

type ListFilterProps<V extends string> = {
  readonly label: string;
  readonly any: string;
  readonly values: readonly V[];
  readonly names: Readonly<Record<V, string>>;
  readonly sorted?: boolean;
  readonly value: V | null;
  readonly onChoose: (value: V | null) => void;
};

function ListFilter<V extends string>({ label, any, values, names, sorted, value, onChoose }: ListFilterProps<V>) {
  const named: readonly Option<V>[] = values.map((each) => ({ value: each, label: names[each] }));
  const listed = sorted ? named.toSorted((a, b) => collator.compare(a.label, b.label)) : named;
  const options: readonly Option<V | 'any'>[] = [{ value: 'any', label: any }, ...listed];
  return (
    <div className={styles.choice}>
      <Choice
        label={label}
        options={options}
        value={value ?? 'any'}
        onChoose={(chosen) => onChoose(chosen === 'any' ? null : chosen)}
      />
    </div>
  );
}
