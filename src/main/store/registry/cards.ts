import { type CitizenCard, cardKinds } from '#contract/citizen.ts';
import type { Expiry } from '#contract/holder.ts';
import { showIsoDate } from '#domain/text/document-date.ts';
import { oddText, packIso, packOneOf, unpackDate, unpackIso, unpackOneOf } from './columns.ts';

/** The row of a card without its holder. */
export type CardRow = {
  readonly position: number;
  readonly kind: number;
  readonly number: string | null;
  readonly issued: number;
  readonly expires: number;
  readonly state: number;
  readonly rest: string | null;
};

type Rest = { readonly issued?: string; readonly issuedBy?: string; readonly expires?: string };

const states: readonly CitizenCard['state'][] = ['held', 'replaced', 'lost', 'withdrawn', 'withheld'];
/** No calendar has this day; it stands for "Không thời hạn". */
export const never = 99_999_999;

/** The columns of a holder's card. */
export function packCard(
  card: CitizenCard,
  { holder, position }: { readonly holder: string; readonly position: number },
): CardRow {
  const { expiry } = card;
  const rest: Record<string, unknown> = {
    issued: oddText(card.issued),
    issuedBy: card.issuedBy ?? undefined,
    expires: expiryText(expiry),
  };
  const text = JSON.stringify(rest);
  return {
    position,
    kind: packOneOf(cardKinds, card.kind),
    number: card.number === holder ? null : card.number,
    issued: packIso(card.issued?.iso ?? null),
    expires: expiry.kind === 'never' ? never : packIso(expiry.kind === 'date' ? expiry.iso : null),
    state: packOneOf(states, card.state),
    rest: text === '{}' ? null : text,
  };
}

function expiryText(expiry: Expiry): string | undefined {
  if (expiry.kind === 'never') return undefined;
  if (expiry.kind === 'unknown') return expiry.text === '' ? undefined : expiry.text;
  return expiry.text === showIsoDate(expiry.iso) ? undefined : expiry.text;
}

/** The card back. */
export function unpackCard(row: CardRow, holder: string): CitizenCard {
  const rest: Rest = row.rest === null ? {} : (JSON.parse(row.rest) as Rest);
  const iso = unpackIso(row.expires);
  const expiry: Expiry =
    row.expires === never
      ? { kind: 'never' }
      : iso === null
        ? { kind: 'unknown', text: rest.expires ?? '' }
        : { kind: 'date', iso, text: rest.expires ?? showIsoDate(iso) };
  return {
    kind: unpackOneOf(cardKinds, row.kind),
    number: row.number ?? holder,
    issued: unpackDate(row.issued, rest.issued),
    issuedBy: rest.issuedBy ?? null,
    expiry,
    state: unpackOneOf(states, row.state),
  };
}
