import type { Circumstances, DossierKind, Period, When } from '#contract/dossier-kind.ts';

/** Whether a rule applies: everything it names holds. A rule that names nothing always applies. */
export function holds(when: When, circumstances: Circumstances): boolean {
  const { ages, cards, holds: documents, channels, reasons, represented, chip } = when;
  const { reason } = circumstances;
  return (
    (ages === undefined || ages.includes(circumstances.age)) &&
    (cards === undefined || cards.includes(circumstances.card)) &&
    (documents === undefined || documents.includes(circumstances.holds)) &&
    (channels === undefined || channels.includes(circumstances.channel)) &&
    (reasons === undefined || reasons.includes(reason)) &&
    (represented === undefined || represented === circumstances.represented) &&
    (chip === undefined || chip === circumstances.chip)
  );
}

/** Whether a day (ISO) is within a time in force, first and last day included. */
export function inForce({ from, until }: Period, on: string): boolean {
  return from <= on && (until === null || on <= until);
}

/** Which kind of which regime a dossier is of. */
export type KindRef = { readonly code: string; readonly regime: string };

/** The kind of a code in force on a day; null where the desk may not take such a dossier on that day. */
export function kindOn(kinds: readonly DossierKind[], code: string, on: string): DossierKind | null {
  return kinds.find((kind) => kind.code === code && inForce(kind.period, on)) ?? null;
}

/** Every kind in force on a day, in the order of the list. */
export function kindsOn(kinds: readonly DossierKind[], on: string): readonly DossierKind[] {
  return kinds.filter(({ period }) => inForce(period, on));
}

/** The kind a dossier was opened under, in force or not. @throws RangeError for one this desk does not know */
export function kindOf(kinds: readonly DossierKind[], ref: KindRef): DossierKind {
  const kind = kinds.find(({ code, regime }) => code === ref.code && regime === ref.regime);
  if (kind === undefined) throw new RangeError(`no kind ${ref.code} of ${ref.regime}`);
  return kind;
}
