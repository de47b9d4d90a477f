import type { Dossier, DossierLine } from '#contract/dossier.ts';
import { dossierLine } from '#domain/dossier/opening.ts';
import type { WorkCalendar } from '#domain/dossier/working-days.ts';

/**
 * A dossier as a list shows it on a day (ISO), also on one beyond the years whose holidays are known: then its days are not counted.
 * One wrong clock must not empty a list.
 */
export function lineOf(dossier: Dossier, on: string, calendar: WorkCalendar): DossierLine {
  try {
    return dossierLine(dossier, on, calendar);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...dossierLine({ ...dossier, deadline: null }, on, calendar), due: dossier.deadline?.due ?? null };
  }
}
