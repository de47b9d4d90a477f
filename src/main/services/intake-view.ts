import type { Dossier } from '#contract/dossier.ts';
import { closedIntake, type IntakeSitting, type IntakeState, type OfferedKind } from '#contract/intake.ts';
import type { Permission, SessionState } from '#contract/officers.ts';
import { maskNumber } from '#domain/chip/mask-holder.ts';
import { provedHolder } from '#domain/dossier/facts.ts';
import type { Asker } from '#domain/dossier/transitions.ts';
import { kindsOn } from '#domain/dossier/when.ts';
import { permissionsOf } from '#domain/officers/permissions.ts';
import { localDay } from '#domain/shift/local-time.ts';
import { lineOf } from './dossier-line.ts';
import type { IntakeDeskParts } from './intake-desk.ts';
import { dossierView } from './intake-dossier-view.ts';
import { caseOf, type Seat } from './intake-seat.ts';

/** What there is to show. */
export type Shown = {
  readonly parts: IntakeDeskParts;
  readonly seat: Seat | null;
  readonly drafts: readonly Dossier[];
};

const intake: readonly Permission[] = ['dossier.receive', 'dossier.capture'];

/** The intake as the window sees it: nothing for whoever may take none; what lies there stays under the lock. */
export function intakeStateOf({ parts, seat, drafts }: Shown): IntakeState {
  const asker = askerIn(parts.session.state());
  if (asker === null || !asker.permissions.some((permission) => intake.includes(permission))) return closedIntake;
  const { kinds, calendar } = parts;
  const on = localDay(parts.clock.now());
  const here = seat?.dossiers.map(({ id }) => id) ?? [];
  return {
    kinds: kindsOn(kinds, on).map(offeredKind),
    sitting: seat === null ? null : sittingView(parts, seat, asker),
    drafts: drafts.filter(({ id }) => !here.includes(id)).map((draft) => lineOf(draft, { kinds, on, calendar })),
  };
}

function askerIn(state: SessionState): Extract<Asker, { readonly is: 'officer' }> | null {
  if (state.state !== 'signedIn' && state.state !== 'locked') return null;
  const { id, roles } = state.officer;
  return { is: 'officer', id, permissions: permissionsOf(roles) };
}

function offeredKind({ code, names, form, purpose, reasons }: IntakeDeskParts['kinds'][number]): OfferedKind {
  return { code, names, form, purpose, reasons: reasons.map((reason) => ({ code: reason.code, words: reason.words })) };
}

function sittingView(parts: IntakeDeskParts, seat: Seat, asker: Asker): IntakeSitting | null {
  const wholes = seat.dossiers.map(({ id }) => caseOf(parts, seat, id));
  const current = wholes.find(({ dossier }) => dossier.id === seat.current) ?? wholes[0];
  if (current === undefined) return null;
  const { name, birth } = current.dossier.subject;
  return {
    id: seat.sitting.id,
    number: maskNumber(seat.sitting.subject),
    name,
    birth,
    card: provedHolder(current.facts) !== null,
    dossiers: wholes.map((whole) => dossierView(whole, { asker, calendar: parts.calendar })),
    current: current.dossier.id,
    savedAt: seat.savedAt,
  };
}
