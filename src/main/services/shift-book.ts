import { FailureError, failure } from '#contract/failures.ts';
import type { Shift, ShiftFault } from '#contract/shift.ts';
import type { DossierStore } from '#ports/dossier-store.ts';
import { createTurns } from './turns.ts';

/** What a piece of work leaves: the shift that is open afterwards, and what is told to whoever asked. */
export type ShiftWork<T> = { readonly open: Shift | null; readonly answer: T };

/** The shift that is open here, and the one turn everything takes that writes it: a shift is written whole. */
export type ShiftBook = {
  open(): Shift | null;
  /** @throws FailureError `shift.none` */
  needed(): Shift;
  /** Runs alone, with the shift as it is then; what it leaves counts once it has resolved, and nothing changes if it throws. */
  change<T>(work: (open: Shift | null) => Promise<ShiftWork<T>>): Promise<T>;
  /** Hears that the shift changed, before whoever changed it is answered. */
  onChange(hear: () => Promise<void>): void;
};

/** More shifts than anybody leaves behind one that is still open. */
const looked = 50;

/** Opens the book with the shift that was left open. @throws FailureError `storage.*` */
export async function openShiftBook(
  store: Pick<DossierStore, 'openShift' | 'shifts'>,
  station: string,
): Promise<ShiftBook> {
  // A station that was renamed while its shift was open has one under its old name.
  const left = async () => (await store.shifts(looked)).find(({ closed }) => closed === null) ?? null;
  let open = (await store.openShift(station)) ?? (await left());
  const hearers: (() => Promise<void>)[] = [];
  const inTurn = createTurns();
  return {
    open: () => open,
    needed: () => needShift(open),
    change: (work) =>
      inTurn(async () => {
        const before = open;
        const done = await work(open);
        open = done.open;
        if (open !== before) for (const hear of hearers) await hear();
        return done.answer;
      }),
    onChange: (hear) => void hearers.push(hear),
  };
}

/** @throws FailureError `shift.none` */
export function needShift(shift: Shift | null): Shift {
  if (shift === null) throw new FailureError(failure('shift.none'));
  return shift;
}

/** What an act of the domain came to, or the failure its fault is. @throws FailureError `shift.refused` */
export function mustShift<T extends { readonly ok: true }>(
  outcome: T | { readonly ok: false; readonly fault: ShiftFault },
): T {
  if (!outcome.ok) throw new FailureError(failure('shift.refused', { fault: outcome.fault }));
  return outcome;
}
