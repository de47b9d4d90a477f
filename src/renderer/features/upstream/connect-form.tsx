import { type FormEvent, useId, useRef, useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import { addressOf, looksLikePem, type NamedUpstream } from './connect-draft.ts';
import styles from './upstream.module.css';

type Picked = { readonly name: string; readonly pem: string };
type Fault = 'address' | 'missing' | 'notPem' | null;

type ConnectFormProps = {
  readonly busy: boolean;
  readonly onAsk: (named: NamedUpstream) => void;
  readonly onCancel: (() => void) | null;
};

/** The address of an upstream and its authority's certificate. */
export function ConnectForm({ busy, onAsk, onCancel }: ConnectFormProps) {
  const { connect: words } = useLabels().upstream;
  const address = useRef<HTMLInputElement>(null);
  const [picked, setPicked] = useState<Picked | null>(null);
  const [fault, setFault] = useState<Fault>(null);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const url = addressOf(address.current?.value ?? '');
    if (url === null) {
      setFault('address');
      address.current?.focus();
    } else if (picked === null) setFault('missing');
    else {
      setFault(null);
      onAsk({ url, authorityPem: picked.pem });
    }
  };
  const pick = async (file: File | undefined) => {
    if (!file) return;
    const pem = await file.text().catch(() => '');
    const isPem = looksLikePem(pem);
    setFault(isPem ? null : 'notPem');
    setPicked(isPem ? { name: file.name.normalize('NFC'), pem } : null);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <label className={field.label} htmlFor={id}>
        {words.address}
      </label>
      <input
        id={id}
        ref={address}
        className={field.input}
        type="text"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={300}
        aria-describedby={`${id}-address`}
        aria-invalid={fault === 'address'}
      />
      <p id={`${id}-address`} className={fault === 'address' ? field.error : styles.hint} role="status">
        {fault === 'address' ? words.addressWrong : words.addressHint}
      </p>
      <Authority picked={picked} fault={fault} onPick={(file) => void pick(file)} />
      <div className={styles.formActs}>
        <Button look="main" type="submit" aria-disabled={busy}>
          {busy ? words.looking : words.look}
        </Button>
        {onCancel && <Button onClick={onCancel}>{words.cancel}</Button>}
      </div>
    </form>
  );
}

type AuthorityProps = {
  readonly picked: Picked | null;
  readonly fault: Fault;
  readonly onPick: (file: File | undefined) => void;
};

function Authority({ picked, fault, onPick }: AuthorityProps) {
  const { connect: words } = useLabels().upstream;
  const picker = useRef<HTMLInputElement>(null);
  const id = useId();
  const wrong = fault === 'missing' ? words.authorityMissing : fault === 'notPem' ? words.authorityWrong : null;
  return (
    <>
      <p id={id} className={field.label}>
        {words.authority}
      </p>
      <div className={styles.pick}>
        <Button aria-describedby={`${id} ${id}-hint`} onClick={() => picker.current?.click()}>
          {words.pick}
        </Button>
        <span>{picked && words.picked(picked.name)}</span>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".pem,.crt,.cer"
          aria-label={words.authority}
          onChange={(event) => {
            onPick(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <p id={`${id}-hint`} className={wrong ? field.error : styles.hint} role="status">
        {wrong ?? words.authorityHint}
      </p>
    </>
  );
}
