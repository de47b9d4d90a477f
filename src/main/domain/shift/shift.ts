import type { Dossier } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import type {
  DeviceCheck,
  PlannedShift,
  Shift,
  ShiftCounts,
  ShiftEntry,
  ShiftFault,
  ShiftOutcome,
} from '#contract/shift.ts';
import { plannedShiftAt } from './plan.ts';

/** A shift after an act, or why it is not done. */
export type ShiftResult =
  | { readonly ok: true; readonly shift: Shift }
  | { readonly ok: false; readonly fault: ShiftFault };

/** What a shift is opened with. `minute` is the local time of day, `HH:MM`; `reason` is said outside the plan. */
export type ShiftOpening = {
  readonly id: string;
  readonly station: string;
  readonly by: string;
  readonly at: string;
  readonly minute: string;
  readonly plan: readonly PlannedShift[];
  readonly reason: string | null;
  /** The shift that is open at this desk, if one is. */
  readonly current: Shift | null;
};

/** Opens a shift: one at a time, and outside the planned hours with a reason. */
export function openShift(opening: ShiftOpening): ShiftResult {
  const { id, station, by, at, minute, plan, reason, current } = opening;
  if (current !== null && current.closed === null) return { ok: false, fault: 'shift.openElsewhere' };
  const planned = plannedShiftAt(plan, minute);
  const said = reason?.trim() ?? '';
  if (planned === null && said === '') return { ok: false, fault: 'shift.reasonMissing' };
  const shift: Shift = {
    id,
    station,
    plan: planned?.name ?? null,
    reason: said === '' ? null : said,
    openedBy: by,
    openedAt: at,
    entries: [],
    closed: null,
  };
  return { ok: true, shift };
}

/** A dossier that is taken now; `reason` is said when the hour is outside the plan though the shift is still open. */
export type Taking = Pick<ShiftEntry, 'dossier' | 'at' | 'by' | 'reason'> & {
  readonly minute: string;
  readonly plan: readonly PlannedShift[];
};

/** Makes the shift answer for a dossier that was opened in it. */
export function takeDossier(shift: Shift, taking: Taking): ShiftResult {
  const { dossier, at, by, minute, plan } = taking;
  const reason = taking.reason?.trim() ?? '';
  // A shift that was opened outside the plan has said why already.
  const isUnplanned = shift.plan !== null && plannedShiftAt(plan, minute) === null;
  if (isUnplanned && reason === '') return { ok: false, fault: 'shift.reasonMissing' };
  return enter(shift, { dossier, came: 'taken', at, by, outcome: 'open', reason: reason === '' ? null : reason });
}

function enter(shift: Shift, entry: ShiftEntry): ShiftResult {
  if (shift.closed !== null) return { ok: false, fault: 'shift.closed' };
  if (shift.entries.some(({ dossier }) => dossier === entry.dossier)) return { ok: false, fault: 'shift.dossierTwice' };
  return { ok: true, shift: { ...shift, entries: [...shift.entries, entry] } };
}

/** What the states of a dossier are to the shift that answers for it. */
const outcomes: Readonly<Record<DossierState, ShiftOutcome>> = {
  new: 'open',
  capturing: 'open',
  awaitingCorrection: 'open',
  awaitingSignature: 'open',
  complete: 'finished',
  queued: 'finished',
  sent: 'finished',
  // Taken up again by whichever shift does so; for the one that sent it, it was finished.
  returned: 'finished',
  approved: 'finished',
  cardArrived: 'finished',
  handedOver: 'finished',
  refused: 'refused',
  cancelled: 'cancelled',
  lapsed: 'lapsed',
};

/** How a dossier stands for the shift that answers for it. */
export function outcomeOf({ state }: Pick<Dossier, 'state'>): ShiftOutcome {
  return outcomes[state];
}

/** The shift with the outcome of a dossier as it is now; a shift that does not answer for it is refused. */
export function followDossier(shift: Shift, dossier: Pick<Dossier, 'id' | 'state'>): ShiftResult {
  if (shift.closed !== null) return { ok: false, fault: 'shift.closed' };
  if (!shift.entries.some((entry) => entry.dossier === dossier.id)) return { ok: false, fault: 'shift.dossierUnknown' };
  const outcome = outcomeOf(dossier);
  const entries = shift.entries.map((entry) => (entry.dossier === dossier.id ? { ...entry, outcome } : entry));
  return { ok: true, shift: { ...shift, entries } };
}

/** The figures of a shift as it stands. */
export function countsOf({ entries }: Pick<Shift, 'entries'>): ShiftCounts {
  const came = (how: ShiftEntry['came']) => entries.filter((entry) => entry.came === how).length;
  const went = (outcome: ShiftOutcome) => entries.filter((entry) => entry.outcome === outcome).length;
  return {
    taken: came('taken'),
    inherited: came('inherited'),
    open: went('open'),
    finished: went('finished'),
    refused: went('refused'),
    cancelled: went('cancelled'),
    lapsed: went('lapsed'),
    passedOn: went('passedOn'),
  };
}

/** Whether figures reconcile: what came is what went and what is still there. */
export function reconciles(counts: ShiftCounts): boolean {
  const { taken, inherited, open, finished, refused, cancelled, lapsed, passedOn } = counts;
  return taken + inherited === open + finished + refused + cancelled + lapsed + passedOn;
}

/** How a shift is closed: by whom, its dossiers as they are now, and what is told to the next. */
export type Closing = {
  readonly by: string;
  readonly at: string;
  readonly dossiers: readonly Pick<Dossier, 'id' | 'state' | 'shift'>[];
  readonly devices: readonly DeviceCheck[];
  readonly note: string | null;
};

/**
 * Closes a shift: what is open is passed on, and the figures are frozen. Every dossier it answers for must be there, and no
 * dossier may say it is this shift's without being in it: a shift that does not reconcile stays open.
 */
export function closeShift(shift: Shift, { by, at, dossiers, devices, note }: Closing): ShiftResult {
  if (shift.closed !== null) return { ok: false, fault: 'shift.closed' };
  const mine = dossiers.filter((dossier) => dossier.shift === shift.id);
  const states = new Map(mine.map((dossier) => [dossier.id, dossier]));
  const known = new Set(shift.entries.map(({ dossier }) => dossier));
  const isWhole = shift.entries.every(({ dossier }) => states.has(dossier)) && mine.every(({ id }) => known.has(id));
  if (!isWhole) return { ok: false, fault: 'shift.notReconciled' };
  const entries = shift.entries.map((entry) => {
    const dossier = states.get(entry.dossier);
    const outcome = dossier === undefined ? entry.outcome : outcomeOf(dossier);
    return { ...entry, outcome: outcome === 'open' ? ('passedOn' as const) : outcome };
  });
  const open = entries.filter(({ outcome }) => outcome === 'passedOn').map(({ dossier }) => dossier);
  const counts = countsOf({ entries });
  const handOver = { dossiers: open, devices: [...devices], note, takenOverBy: null };
  return { ok: true, shift: { ...shift, entries, closed: { by, at, counts, handOver } } };
}

/** Both shifts and the dossiers after a hand-over, or why it is not done. */
export type TakenOver =
  | { readonly ok: true; readonly from: Shift; readonly shift: Shift; readonly dossiers: readonly Dossier[] }
  | { readonly ok: false; readonly fault: ShiftFault };

/**
 * Takes over what a closed shift left: each of its open dossiers now belongs to this shift, and to no other. Until somebody
 * does, they stay the closed one's; those that were taken up one by one meanwhile stay where they are. All it left must be there.
 */
export function takeOver(
  shift: Shift,
  from: Shift,
  { by, at, dossiers }: Pick<Closing, 'by' | 'at'> & { readonly dossiers: readonly Dossier[] },
): TakenOver {
  const { closed } = from;
  if (shift.closed !== null) return { ok: false, fault: 'shift.closed' };
  if (closed === null) return { ok: false, fault: 'shift.openElsewhere' };
  if (closed.handOver.takenOverBy !== null) return { ok: false, fault: 'shift.alreadyTakenOver' };
  const left = new Set(closed.handOver.dossiers);
  const found = dossiers.filter(({ id }) => left.has(id));
  if (found.length !== left.size) return { ok: false, fault: 'shift.dossierUnknown' };
  const moved = found.filter(({ shift: owner }) => owner === from.id);
  let taken = shift;
  for (const dossier of moved) {
    const entry = {
      dossier: dossier.id,
      came: 'inherited',
      at,
      by,
      outcome: outcomeOf(dossier),
      reason: null,
    } as const;
    const entered = enter(taken, entry);
    if (!entered.ok) return entered;
    taken = entered.shift;
  }
  return {
    ok: true,
    from: { ...from, closed: { ...closed, handOver: { ...closed.handOver, takenOverBy: shift.id } } },
    shift: taken,
    dossiers: moved.map((dossier) => ({ ...dossier, shift: shift.id, edit: dossier.edit + 1 })),
  };
}

/**
 * Takes up again a dossier that an earlier shift had finished or let go (returned by the centre, lapsed): it is this shift's from
 * now on. The figures of the earlier one stay as they were frozen.
 */
export function adoptDossier(shift: Shift, dossier: Dossier, { by, at }: Pick<Closing, 'by' | 'at'>): Adopted {
  if (dossier.shift === shift.id) return { ok: false, fault: 'shift.dossierTwice' };
  const outcome = outcomeOf(dossier);
  const entered = enter(shift, { dossier: dossier.id, came: 'inherited', at, by, outcome, reason: null });
  if (!entered.ok) return entered;
  return { ok: true, shift: entered.shift, dossier: { ...dossier, shift: shift.id, edit: dossier.edit + 1 } };
}

/** A shift and the dossier it answers for now, or why not. */
export type Adopted =
  | { readonly ok: true; readonly shift: Shift; readonly dossier: Dossier }
  | { readonly ok: false; readonly fault: ShiftFault };
