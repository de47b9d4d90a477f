import { type FormEvent, useId, useRef, useState } from 'react';
import type { ImportFormat } from '#contract/registry.ts';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import field from '../../ui/field.module.css';
import panel from '../../ui/panel.module.css';
import styles from './import.module.css';
import { formatByName, pathOf } from './import-form.ts';
import { ImportProgress } from './import-progress.tsx';
import shared from './registry.module.css';
import type { ImportOutcome } from './use-import.ts';

type ImportPanelProps = {
  readonly outcome: ImportOutcome;
  readonly onStart: (path: string, format: ImportFormat | null) => Promise<void>;
  readonly onStop: () => void;
};

/** Which file to import; while one comes in, how far it is. Whoever may not import is told who may. */
export function ImportPanel({ outcome, onStart, onStop }: ImportPanelProps) {
  const { registry } = useLabels();
  const may = useMay('registry.import');
  const empty = useDesk((desk) => desk.registry.state === 'empty');
  const importing = useDesk((desk) => desk.registry.importing);
  return (
    <section className={`${panel.panel} ${styles.import}`} aria-labelledby="import-title">
      <h2 id="import-title" className={panel.heading}>
        {registry.importing.title}
      </h2>
      {!may && <p className={shared.denied}>{registry.importing.denied}</p>}
      {may && empty && !importing && <p className={shared.first}>{registry.importing.first}</p>}
      {importing && <ImportProgress run={importing} onStop={may ? onStop : null} />}
      {may && (
        // Kept while a file comes in: what was typed is there to go on with.
        <div hidden={importing !== null}>
          <ImportForm goOn={outcome.kind === 'stopped'} busy={outcome.kind === 'asked'} onStart={onStart} />
        </div>
      )}
    </section>
  );
}

type ImportFormProps = {
  readonly goOn: boolean;
  readonly busy: boolean;
  readonly onStart: ImportPanelProps['onStart'];
};

function ImportForm({ goOn, busy, onStart }: ImportFormProps) {
  const { importing: words } = useLabels().registry;
  const picks = useDesk(({ profile }) => profile.host === 'electron');
  const path = useRef<HTMLInputElement>(null);
  const [seen, setSeen] = useState('');
  const [missing, setMissing] = useState(false);
  const [format, setFormat] = useState<ImportFormat | 'auto'>('auto');
  const id = useId();
  const commit = () => setSeen(pathOf(path.current?.value ?? ''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = pathOf(path.current?.value ?? '');
    setSeen(given);
    setMissing(given === '');
    if (given === '') path.current?.focus();
    else if (!busy) void onStart(given, format === 'auto' ? null : format);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <label className={field.label} htmlFor={id}>
        {words.path}
      </label>
      <div className={styles.pathLine}>
        <input
          id={id}
          ref={path}
          className={field.input}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={4096}
          aria-describedby={`${id}-hint`}
          aria-invalid={missing}
          onBlur={commit}
        />
        {picks && <PickButton field={path} onPicked={commit} />}
      </div>
      <p id={`${id}-hint`} className={missing ? field.error : styles.hint} role="status">
        {missing ? words.pathMissing : formatHint(seen, format, words)}
      </p>
      <div className={styles.formActs}>
        <Choice
          label={words.format}
          options={(['auto', 'ndjson', 'csv'] as const).map((value) => ({ value, label: words.formats[value] }))}
          value={format}
          onChoose={setFormat}
        />
        <Button look="main" type="submit" aria-disabled={busy}>
          {goOn ? words.goOn : words.start}
        </Button>
        <p role="status">{goOn ? words.stopped : words.meanwhile}</p>
      </div>
    </form>
  );
}

function formatHint(
  path: string,
  format: ImportFormat | 'auto',
  words: ReturnType<typeof useLabels>['registry']['importing'],
): string {
  if (path === '' || format !== 'auto') return words.pathHint;
  const found = formatByName(path);
  if (found === 'ndjson') return words.recognisedLines;
  return found ? words.recognised(words.formats[found]) : words.notRecognised;
}

type PickButtonProps = {
  readonly field: { readonly current: HTMLInputElement | null };
  readonly onPicked: () => void;
};

/** The host's own picker; what was picked stands in the field, where it can still be changed. */
function PickButton({ field: target, onPicked }: PickButtonProps) {
  const { importing: words } = useLabels().registry;
  const acts = useActs();
  const call = useGuardedCall();
  const pick = async () => {
    const path = await call('registry.pickFile');
    if (path === null || !target.current) return;
    target.current.value = path;
    onPicked();
  };
  return <Button onClick={() => void pick().catch(acts.report)}>{words.pick}</Button>;
}
