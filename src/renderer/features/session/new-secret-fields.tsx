import { Check, Dot } from 'lucide-react';
import { type RefObject, useId, useRef, useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import { SecretField } from './secret-field.tsx';
import styles from './session.module.css';
import { type SecretQuality, useSecretQuality } from './use-secret-quality.ts';

type NewSecretFieldsProps = {
  /** Read by the form when it is sent: null while the two differ or nothing is typed. */
  readonly chosen: RefObject<(() => string | null) | null>;
  /** Whose secret it will be: names anybody would try first. */
  readonly of: () => { readonly id: string; readonly name: string };
  readonly focused?: boolean;
};

/** A secret to come, twice; what is wrong with it is said while it is typed, by the host that judges it. */
export function NewSecretFields({ chosen, of, focused = false }: NewSecretFieldsProps) {
  const { newSecret } = useLabels();
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const [same, setSame] = useState<boolean | null>(null);
  const { quality, look } = useSecretQuality();
  const compare = () => setSame(second.current?.value ? second.current.value === first.current?.value : null);
  chosen.current = () => {
    const secret = first.current?.value ?? '';
    if (secret === '') first.current?.focus();
    else if (secret !== second.current?.value) {
      setSame(false);
      second.current?.focus();
    } else return secret.normalize('NFC');
    return null;
  };
  return (
    <>
      <div>
        <SecretField
          label={newSecret.first}
          name="new-secret"
          field={first}
          kind="new-password"
          focused={focused}
          describedBy={`${id}-quality`}
          onInput={(secret) => {
            compare();
            look({ ...of(), secret });
          }}
        />
        <div id={`${id}-quality`} aria-live="polite">
          <QualityLines quality={quality} />
        </div>
      </div>
      <div>
        <SecretField
          label={newSecret.second}
          name="new-secret-again"
          field={second}
          kind="new-password"
          describedBy={`${id}-same`}
          onInput={compare}
        />
        <p id={`${id}-same`} className={styles.quality} role="status">
          {same !== null && <span data-good={same}>{same ? newSecret.same : newSecret.differs}</span>}
        </p>
      </div>
    </>
  );
}

/** What stands in the way of a secret, one line each; that nothing does; or how to choose one. */
export function QualityLines({ quality }: { readonly quality: SecretQuality }) {
  const { newSecret } = useLabels();
  const words = useOfficerWords().secretFaults;
  if (quality === null) return <p className={styles.quality}>{newSecret.hint}</p>;
  if (quality.length === 0)
    return (
      <p className={styles.quality}>
        <span data-good="true">
          <Check size={14} strokeWidth={2.8} aria-hidden /> {newSecret.good}
        </span>
      </p>
    );
  return (
    <ul className={styles.quality}>
      {quality.map((fault) => (
        <li key={fault} data-good="false">
          <Dot size={14} strokeWidth={4} aria-hidden /> {words[fault]}
        </li>
      ))}
    </ul>
  );
}
