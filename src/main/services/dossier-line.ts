import type { Dossier, DossierLine } from '#contract/dossier.ts';
import { dossierLine, type LineGround } from '#domain/dossier/opening.ts';

/**
 * A dossier as a list shows it, also on a day beyond the years whose holidays are known: then its days are not counted.
 * One wrong clock must not empty a list.
 */
export function lineOf(dossier: Dossier, ground: LineGround): DossierLine {
  try {
    return dossierLine(dossier, ground);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...dossierLine({ ...dossier, deadline: null }, ground), due: dossier.deadline?.due ?? null };
  }
}
