import { type FormEvent, useId, useRef, useState } from 'react';
import type { UpstreamLinkView } from '#contract/sync.ts';
import { useFailureWords, useLabels } from '../../i18n/language.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useDoing } from '../../state/use-doing.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import field from '../../ui/field.module.css';
import panel from '../../ui/panel.module.css';
import { type LimitUnit, limitOf, limitUnits, typedLimit } from './limit-draft.ts';
import styles from './upstream.module.css';

/** How much of the line sending may take. */
export function LimitPanel({ link }: { readonly link: UpstreamLinkView | null }) {
  const { limit: words } = useLabels().upstream;
  return (
    <section className={`${panel.panel} ${styles.limit}`} aria-labelledby="limit-title">
      <h2 id="limit-title">{words.title}</h2>
      <p>{link ? words.explain : words.first}</p>
      {link && <LimitForm limit={link.limit} />}
    </section>
  );
}

const unitNames: Readonly<Record<LimitUnit, string>> = { kbit: 'kbit/s', Mbit: 'Mbit/s' };

function LimitForm({ limit }: { readonly limit: number | null }) {
  const { limit: words } = useLabels().upstream;
  const call = useGuardedCall();
  const given = typedLimit(limit ?? 250_000);
  const [capped, setCapped] = useState(limit !== null);
  const [unit, setUnit] = useState<LimitUnit>(given.unit);
  const [wrong, setWrong] = useState(false);
  const value = useRef<HTMLInputElement>(null);
  const id = useId();
  const { doing, run } = useDoing<void>();
  const failed = useFailureWords(doing.is === 'failed' ? doing.failure : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const bytesPerSecond = capped ? limitOf(value.current?.value ?? '', unit) : null;
    const isWrong = capped && bytesPerSecond === null;
    setWrong(isWrong);
    if (isWrong) value.current?.focus();
    else void run(() => call('upstream.limit', { bytesPerSecond }));
  };
  return (
    <form className={styles.limitForm} onSubmit={submit} noValidate>
      <label>
        <input type="radio" name={id} defaultChecked={!capped} onChange={() => setCapped(false)} />
        {words.all}
      </label>
      <div className={styles.most}>
        <label>
          <input type="radio" name={id} defaultChecked={capped} onChange={() => setCapped(true)} />
          {words.most}
        </label>
        <input
          ref={value}
          className={field.input}
          inputMode="decimal"
          autoComplete="off"
          maxLength={10}
          defaultValue={given.text}
          aria-label={words.value}
          aria-invalid={wrong}
          aria-describedby={`${id}-said`}
          readOnly={!capped}
        />
        <Choice
          label={words.unit}
          options={limitUnits.map((name) => ({ value: name, label: unitNames[name] }))}
          value={unit}
          onChoose={setUnit}
        />
      </div>
      <div className={styles.formActs}>
        <Button type="submit" aria-disabled={doing.is === 'running'}>
          {words.save}
        </Button>
        <p id={`${id}-said`} role="status" className={wrong || failed ? styles.wrong : ''}>
          {wrong ? words.wrong : doing.is === 'done' ? words.saved : failed?.text}
        </p>
      </div>
    </form>
  );
}
