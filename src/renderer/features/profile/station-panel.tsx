import { type FormEvent, useId, useState } from 'react';
import { type AuditLevel, auditLevels } from '#contract/audit.ts';
import type { Station } from '#contract/profile.ts';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import panel from '../../ui/panel.module.css';
import { Trouble } from '../../ui/trouble.tsx';
import shared from './profile.module.css';
import styles from './station.module.css';
import { type StationDraft, stationChanges } from './station-changes.ts';
import { StationField } from './station-field.tsx';
import { useStation } from './use-health.ts';

/** How the desk is set up; whoever may not change it sees it as it is. */
export function StationPanel() {
  const { station: words, again } = useLabels().profile;
  const { value, failure, again: ask } = useStation();
  return (
    <section className={`${panel.panel} ${styles.station}`} aria-labelledby="station-title">
      <h2 id="station-title" className={shared.title}>
        {words.title}
      </h2>
      {failure && (
        <Trouble title={words.failed} failure={failure}>
          <Button onClick={ask}>{again}</Button>
        </Trouble>
      )}
      {value && <StationForm station={value} onSaved={ask} />}
    </section>
  );
}

type Said = { readonly kind: 'saved' | 'unchanged' | 'commune' | 'retention' } | null;

function StationForm({ station, onSaved }: { readonly station: Station; readonly onSaved: () => void }) {
  const { station: words } = useLabels().profile;
  const acts = useActs();
  const call = useGuardedCall();
  const may = useMay('settings.manage');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const made = stationChanges(station, draftOf(new FormData(event.currentTarget)));
    if ('fault' in made) return setSaid({ kind: made.fault });
    if (Object.keys(made.changes).length === 0) return setSaid({ kind: 'unchanged' });
    setBusy(true);
    try {
      await call('station.change', made.changes);
      setSaid({ kind: 'saved' });
      onSaved();
    } catch (error) {
      setSaid(null);
      acts.report(error);
    }
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <StationField name="name" label={words.name} hint={words.nameHint} value={station.name} readOnly={!may} />
      <StationField
        name="commune"
        label={words.commune}
        hint={said?.kind === 'commune' ? words.communeWrong : words.communeHint}
        wrong={said?.kind === 'commune'}
        value={station.commune ?? ''}
        digits={5}
        readOnly={!may}
      />
      <label className={styles.tick}>
        <input type="checkbox" name="publicHall" defaultChecked={station.publicHall} disabled={!may} />
        <span>
          {words.publicHall}
          <small>{words.publicHallHint}</small>
        </span>
      </label>
      <Retention station={station} wrong={said?.kind === 'retention'} readOnly={!may} />
      <div className={styles.save}>
        {may ? (
          <Button look="main" type="submit" aria-disabled={busy}>
            {words.save}
          </Button>
        ) : (
          <p>{words.denied}</p>
        )}
        <p role="status">{said?.kind === 'saved' ? words.saved : said?.kind === 'unchanged' ? words.unchanged : ''}</p>
      </div>
    </form>
  );
}

function draftOf(form: FormData): StationDraft {
  const text = (name: string) => String(form.get(name) ?? '');
  const retention = Object.fromEntries(auditLevels.map((level) => [level, text(level)]));
  return {
    name: text('name'),
    commune: text('commune'),
    publicHall: form.has('publicHall'),
    retention: retention as Record<AuditLevel, string>,
  };
}

type RetentionProps = { readonly station: Station; readonly wrong: boolean; readonly readOnly: boolean };

function Retention({ station, wrong, readOnly }: RetentionProps) {
  const { station: words } = useLabels().profile;
  const id = useId();
  return (
    <fieldset className={styles.retention} aria-describedby={id}>
      <legend className={field.label}>{words.retention}</legend>
      {auditLevels.map((level) => (
        <label key={level}>
          {words.levels[level]}
          <input
            name={level}
            className={field.input}
            inputMode="numeric"
            maxLength={3}
            autoComplete="off"
            defaultValue={station.retention[level]}
            readOnly={readOnly}
          />
        </label>
      ))}
      <p id={id} className={`${field.error} ${styles.wrong}`} role="status">
        {wrong ? words.monthsWrong : ''}
      </p>
    </fieldset>
  );
}
