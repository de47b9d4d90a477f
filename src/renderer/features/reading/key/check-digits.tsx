import { Check, Ellipsis, X } from 'lucide-react';
import type { MrzCheck } from '#contract/desk.ts';
import { useLabels } from '../../../i18n/language.ts';
import styles from './access-key.module.css';

const fields = ['documentNumber', 'optional', 'birth', 'expiry', 'composite'] as const;

/** Each check digit of the typed lines: fits, does not fit (and where), or not there yet. */
export function CheckDigits({ check }: { readonly check: MrzCheck | null }) {
  const { key } = useLabels();
  return (
    <ul className={styles.digits} aria-label={key.checks}>
      {fields.map((field) => {
        const digit = check?.checks.find((candidate) => candidate.field === field);
        const ok = digit?.ok ?? null;
        const Icon = ok === null ? Ellipsis : ok ? Check : X;
        const text =
          ok === null ? key.incomplete : ok ? key.good : key.bad((digit?.line ?? 0) + 1, (digit?.column ?? 0) + 1);
        return (
          <li key={field} data-ok={ok ?? 'open'}>
            <Icon size={14} strokeWidth={2.6} aria-hidden />
            {key.digits[field]} <span>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
