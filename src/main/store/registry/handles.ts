import type { Citizen } from '#contract/citizen.ts';
import { packDigits, unpackDigits } from './columns.ts';

/** Kinds of numbers a person is found by besides their own. */
export const handleKinds = { oldNumber: 1, cancelledNumber: 2, phone: 3 } as const;
export type HandleKind = keyof typeof handleKinds;

/** One number of a person as it is stored, in the order the record has them. */
export type Handle = { readonly kind: number; readonly value: number };

const digitsOf = { oldNumber: 9, cancelledNumber: 12 } as const;

/** A phone number as an integer that keeps its leading zeros and its form; null when it is none. */
export function packPhone(text: string): number | null {
  const [form, digits] = text.startsWith('+84')
    ? ['3', text.slice(3)]
    : text.startsWith('+')
      ? ['2', text.slice(1)]
      : ['1', text];
  return /^\d{6,14}$/.test(digits) ? Number(form + digits) : null;
}

function unpackPhone(value: number): string {
  const text = String(value);
  const form = text.startsWith('1') ? '' : text.startsWith('3') ? '+84' : '+';
  return form + text.slice(1);
}

/** Every form the same phone number may be stored in. */
export function phoneValues(typed: string): readonly number[] {
  const national = /^(?:\+84|0)(\d{6,13})$/.exec(typed)?.[1];
  const forms = national === undefined ? [typed] : [`0${national}`, `+84${national}`];
  return forms.flatMap((form) => packPhone(form) ?? []);
}

/** What of a record's numbers is found by index, and what is written too oddly for that and only kept. */
export function packHandles({ oldNumbers, cancelledNumbers, contact }: Citizen): {
  readonly handles: readonly Handle[];
  readonly odd: Readonly<Partial<Record<HandleKind, readonly string[]>>>;
} {
  const handles = new Map<string, Handle>();
  const odd: Partial<Record<HandleKind, string[]>> = {};
  const take = (name: HandleKind, texts: readonly string[], pack: (text: string) => number | null) => {
    for (const text of texts) {
      const value = pack(text);
      const kind = handleKinds[name];
      if (value !== null) handles.set(`${kind}:${value}`, { kind, value });
      else odd[name] = [...(odd[name] ?? []), text];
    }
  };
  take('oldNumber', oldNumbers, (text) => packDigits(text, digitsOf.oldNumber));
  take('cancelledNumber', cancelledNumbers, (text) => packDigits(text, digitsOf.cancelledNumber));
  take('phone', contact.phones, packPhone);
  return { handles: [...handles.values()], odd };
}

/** The numbers of one kind back as text. */
export function unpackHandles(handles: readonly Handle[], name: HandleKind): string[] {
  const found: string[] = [];
  for (const { kind, value } of handles)
    if (kind === handleKinds[name])
      found.push(name === 'phone' ? unpackPhone(value) : unpackDigits(value, digitsOf[name]));
  return found;
}
