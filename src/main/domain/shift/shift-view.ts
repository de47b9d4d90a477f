import type { Dossier } from '#contract/dossier.ts';
import type { Shift, ShiftView } from '#contract/shift.ts';
import { countsOf, outcomeOf, reconciles } from './shift.ts';

type Standing = Pick<Dossier, 'id' | 'state' | 'shift'>;

/**
 * A shift with its figures. Of an open one they are worked out from what the dossiers say now, and it only reconciles if its
 * list and theirs name the same; those of a closed one are as they were frozen. `dossiers` are all that say they are of it.
 */
export function shiftView(shift: Shift, dossiers: readonly Standing[]): ShiftView {
  const { id, station, plan, reason, openedBy, openedAt } = shift;
  const own = { id, station, plan, reason, openedBy, openedAt };
  return shift.closed === null
    ? { ...own, ...openFigures(shift, dossiers), closed: null }
    : { ...own, ...closedFigures(shift.closed, leftOf(shift, dossiers).length) };
}

/** The open dossiers a closed shift still answers for: passed on, and taken up by nobody yet. */
export function leftOf({ id, closed }: Shift, dossiers: readonly Standing[]): readonly string[] {
  const theirs = new Set(dossiers.filter(({ shift }) => shift === id).map((dossier) => dossier.id));
  if (closed === null || closed.handOver.takenOverBy !== null) return [];
  return closed.handOver.dossiers.filter((dossier) => theirs.has(dossier));
}

function openFigures(shift: Shift, dossiers: readonly Standing[]): Pick<ShiftView, 'counts' | 'reconciles'> {
  const mine = new Map(dossiers.filter((dossier) => dossier.shift === shift.id).map((each) => [each.id, each]));
  const entries = shift.entries.map((entry) => {
    const dossier = mine.get(entry.dossier);
    return dossier === undefined ? entry : { ...entry, outcome: outcomeOf(dossier) };
  });
  const counts = countsOf({ entries });
  const isWhole = mine.size === entries.length && entries.every(({ dossier }) => mine.has(dossier));
  return { counts, reconciles: isWhole && reconciles(counts) };
}

function closedFigures(
  { by, at, counts, handOver: { note, takenOverBy } }: NonNullable<Shift['closed']>,
  passedOn: number,
): Pick<ShiftView, 'counts' | 'reconciles' | 'closed'> {
  return { counts, reconciles: reconciles(counts), closed: { by, at, passedOn, note, takenOverBy } };
}
