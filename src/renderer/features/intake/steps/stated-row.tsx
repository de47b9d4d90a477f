import { useState } from 'react';
import type { FormField, IntakeDossier } from '#contract/intake.ts';
import { useDossierWords, useSaid } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { Tag } from '../../../ui/tag.tsx';
import { ChooseSource } from './choose-source.tsx';
import { shownValue } from './form-fields.ts';
import { RetypeForm } from './retype-form.tsx';
import styles from './steps.module.css';

type RowProps = { readonly dossier: IntakeDossier; readonly field: FormField };
type Doing = 'retype' | 'choose' | null;

/** A value of chip or cache: read-only, with its source; typed over only on purpose, and another source only with a reason. */
export function StatedRow({ dossier, field }: RowProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const said = useSaid();
  const [doing, setDoing] = useState<Doing>(null);
  const { code, value, source, retyped, chosen, stated, fixed } = field;
  const name = said(field.words);
  const differs = new Set(stated.map((each) => each.value)).size > 1;
  const end = () => setDoing(null);
  return (
    <div className={styles.row} data-field-row={code} data-differs={differs || undefined}>
      <span className={styles.rowName}>{name}</span>
      <span className={styles.rowValue}>
        {value === null ? <i>{intake.form.empty}</i> : shownValue(field, value, intake.form)}
        {retyped && <small> {intake.form.retyped(shownValue(field, retyped.before, intake.form))}</small>}
        {chosen && <small> {intake.form.chosen(chosen)}</small>}
        {differs && !chosen && <small className={styles.differs}> {intake.form.differs}</small>}
      </span>
      {source && (
        <Tag tone={source === 'chip' ? 'ok' : source === 'cache' ? 'plain' : 'warn'}>{words.sources[source]}</Tag>
      )}
      <span className={styles.rowActs}>
        {differs && (
          <button type="button" aria-label={intake.form.chooseOf(name)} onClick={() => setDoing('choose')}>
            {intake.form.choose}
          </button>
        )}
        {!fixed && (
          <button type="button" aria-label={intake.form.retypeOf(name)} onClick={() => setDoing('retype')}>
            {intake.form.retype}
          </button>
        )}
      </span>
      {doing === 'retype' && <RetypeForm dossier={dossier} field={field} onDone={end} />}
      {doing === 'choose' && <ChooseSource dossier={dossier} field={field} onDone={end} />}
    </div>
  );
}
