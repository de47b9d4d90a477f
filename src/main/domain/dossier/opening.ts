import type { Dossier, DossierLine, FieldValue } from '#contract/dossier.ts';
import type { DossierKind, Words } from '#contract/dossier-kind.ts';
import { maskNumber } from '../chip/mask-holder.ts';
import { tidyText } from '../citizen/names/name-text.ts';
import { daysLeft } from './deadline.ts';
import { birthOf, circumstancesOf, type DossierFacts, provedHolder } from './facts.ts';
import { prefill, retypedCount } from './fields.ts';
import { leftSteps } from './steps.ts';
import type { KindRef } from './when.ts';
import type { WorkCalendar } from './working-days.ts';

/** What a dossier is opened with: numbers (UUIDv7) made outside, who opens it and when, in which shift and sitting. */
export type Opening = {
  readonly id: string;
  readonly sitting: string;
  readonly shift: string;
  readonly officer: string;
  readonly at: string;
  /** The person as their papers say, for somebody whom neither chip nor cache knows; it is on the form as typed. */
  readonly subject: Dossier['subject'] | null;
};

/**
 * A new dossier, with everything filled in that chip and cache state. Whether it may go on is judged by its first transition:
 * a dossier of somebody dead is opened and refused, so that the refusal is on record.
 * @throws RangeError when neither chip nor cache nor the opening says whose it is
 */
export function openDossier(kind: DossierKind, opening: Opening, facts: DossierFacts): Dossier {
  const { id, sitting, shift, officer, at } = opening;
  const subject = subjectOf(opening, facts);
  const dossier: Dossier = {
    id,
    revision: 1,
    edit: 1,
    content: 1,
    kind: { code: kind.code, regime: kind.regime },
    sitting,
    shift,
    officer,
    openedAt: at,
    subject,
    circumstances: circumstancesOf(facts, { reason: null, birth: subject.birth }),
    state: 'new',
    step: kind.steps[0]?.code ?? 'identify',
    focus: null,
    left: [],
    identified: identifiedBy(facts, opening),
    fields: [],
    guardian: null,
    captures: [],
    exceptions: [],
    documents: [],
    reviewed: null,
    consent: null,
    exemption: null,
    fee: null,
    deadline: null,
    history: [],
  };
  const filled = prefill(dossier, kind, { facts, by: officer, at });
  const known = filled.ok ? filled.dossier : dossier;
  return { ...known, fields: [...known.fields, ...typedAtOpening(known, kind)], edit: 1, content: 1 };
}

/** Who somebody is, as it was typed to open a dossier for them, where nothing else said so. */
function typedAtOpening({ subject, fields, officer, openedAt }: Dossier, kind: DossierKind): readonly FieldValue[] {
  return kind.fields.flatMap(({ code, reads }) => {
    const value = reads === 'number' || reads === 'name' || reads === 'birth' ? subject[reads] : null;
    if (value === null || fields.some(({ field }) => field === code)) return [];
    return [{ field: code, value, source: 'typed' as const, at: openedAt, by: officer, chosen: null, retyped: null }];
  });
}

/** The record's number where the card bears one that was cancelled; else the card's. */
function subjectOf({ subject }: Opening, facts: DossierFacts): Dossier['subject'] {
  const holder = provedHolder(facts);
  const { citizen } = facts;
  const chip = holder?.number?.value ?? null;
  const renumbered = citizen !== null && chip !== null && citizen.cancelledNumbers.includes(chip);
  const number = (renumbered ? citizen.number : chip) ?? citizen?.number ?? subject?.number;
  const name = tidyText(holder?.name?.value ?? citizen?.name ?? subject?.name ?? '').text;
  if (number === undefined) throw new RangeError('a dossier of nobody');
  return { number, name, birth: birthOf(facts) ?? subject?.birth ?? null };
}

function identifiedBy(facts: DossierFacts, { officer, at }: Opening): Dossier['identified'] {
  if (provedHolder(facts) !== null) return { by: 'chip', at, officer };
  return facts.citizen === null ? null : { by: 'cache', at, officer };
}

/** When a dossier came into the state it is in. */
export function stateSince({ history, openedAt }: Pick<Dossier, 'history' | 'openedAt'>): string {
  return history.at(-1)?.at ?? openedAt;
}

/** What a list of dossiers is shown with: the day (ISO) it is read on, every kind under every regime. */
export type LineGround = {
  readonly kinds: readonly DossierKind[];
  readonly on: string;
  readonly calendar: WorkCalendar;
};

/** A dossier as a list shows it: its kind by name, its number masked, its days counted. */
export function dossierLine(dossier: Dossier, { kinds, on, calendar }: LineGround): DossierLine {
  const { id, revision, kind, subject, state, officer, shift, deadline } = dossier;
  return {
    id,
    revision,
    kind: kind.code,
    regime: kind.regime,
    names: namesOf(kinds, kind),
    number: maskNumber(subject.number),
    name: subject.name,
    state,
    since: stateSince(dossier),
    why: dossier.history.at(-1)?.why ?? null,
    officer,
    shift,
    due: deadline?.due ?? null,
    daysLeft: deadline === null ? null : daysLeft(deadline, on, calendar),
    retyped: retypedCount(dossier),
    left: leftSteps(dossier),
  };
}

function namesOf(kinds: readonly DossierKind[], { code, regime }: KindRef): Words {
  return kinds.find((kind) => kind.code === code && kind.regime === regime)?.names ?? { vi: code, en: code };
}
