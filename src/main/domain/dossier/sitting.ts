import type { CaptureRef, Dossier, DossierFault, Sitting } from '#contract/dossier.ts';
import type { DossierKind } from '#contract/dossier-kind.ts';
import { addCapture, capturesOf, type Taken } from './captures.ts';
import { fault, isOpenToChange } from './change.ts';
import { kindOf } from './when.ts';

/** A sitting and its dossiers after an act, or why it is not done. */
export type Seated =
  | { readonly ok: true; readonly sitting: Sitting; readonly dossiers: readonly Dossier[] }
  | { readonly ok: false; readonly faults: readonly DossierFault[] };

/** A sitting with its first dossier: the person who came, and who serves them. */
export function openSitting(first: Dossier): Sitting {
  const { sitting: id, subject, openedAt, officer } = first;
  return { id, subject: subject.number, openedAt, officer, captures: [], dossiers: [first.id] };
}

/** Another dossier for the same person: it has at once what was taken for the others. Not two of a kind, and nobody else's. */
export function joinSitting(
  sitting: Sitting,
  dossiers: readonly Dossier[],
  joining: { readonly dossier: Dossier; readonly kind: DossierKind },
): Seated {
  const { dossier, kind } = joining;
  if (dossier.subject.number !== sitting.subject || dossier.sitting !== sitting.id) {
    return { ok: false, faults: [fault('sitting.otherPerson')] };
  }
  if (dossiers.some((other) => other.kind.code === kind.code))
    return { ok: false, faults: [fault('sitting.sameKind', kind.code)] };
  const taken = sitting.captures.reduce((each, capture) => give(each, kind, capture), dossier);
  return {
    ok: true,
    sitting: { ...sitting, dossiers: [...sitting.dossiers, dossier.id] },
    dossiers: [...dossiers, taken],
  };
}

/** What a capture of a sitting is shared with: its dossiers and the kinds they are of. */
export type Table = { readonly dossiers: readonly Dossier[]; readonly kinds: readonly DossierKind[] };

/**
 * Takes a capture once for everybody at the table: each dossier whose kind wants it and shares it refers to the same record. A
 * dossier that is signed or sent already keeps what it has. A capture nobody wants is refused.
 */
export function takeShared(sitting: Sitting, { dossiers, kinds }: Table, taken: Taken): Seated {
  const after = dossiers.map((dossier) => give(dossier, kindOf(kinds, dossier.kind), taken));
  if (after.every((dossier, at) => dossier === dossiers[at])) {
    return { ok: false, faults: [fault('capture.notNeeded', taken.capture)] };
  }
  const others = sitting.captures.filter(({ capture }) => capture !== taken.capture);
  const ref: CaptureRef = { ...taken, content: 1 };
  return { ok: true, sitting: { ...sitting, captures: [...others, ref] }, dossiers: after };
}

/** The dossier with the capture if it wants and shares it; the same dossier if not. */
function give(dossier: Dossier, kind: DossierKind, { capture, record, at, by }: Taken): Dossier {
  const wants = capturesOf(dossier, kind).some((rule) => rule.capture === capture && rule.shared);
  if (!wants || !isOpenToChange(dossier)) return dossier;
  const given = addCapture(dossier, kind, { capture, record, at, by });
  return given.ok ? given.dossier : dossier;
}
