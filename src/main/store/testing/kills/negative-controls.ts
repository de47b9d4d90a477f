import type { WriteDb } from '../../database/database.ts';
import { writeDossiers } from '../../dossiers/write-dossiers.ts';
import { type Completing, queuePacket } from '../../outbox/complete-dossier.ts';
import { soundDesk, trialOf } from './dossier-trial.ts';
import type { KillTrial } from './kill-trial.ts';

/** The transaction in two: a dossier, and a moment later its packet. */
function completeInTwo(db: WriteDb, completing: Completing): void {
  const dossier = completing.change.dossiers[0]?.dossier;
  if (dossier === undefined) throw new TypeError('a packet of nothing');
  writeDossiers(db, completing.change, completing.place);
  db.transaction(() => queuePacket(db, completing, dossier));
}

/** Must be found out by kills: a dossier without its packet. The file would refuse it, so its trigger goes first. */
export const splitTrial: KillTrial = trialOf({
  ...soundDesk,
  name: 'dossier-split',
  loosen: (db) => db.exec('DROP TRIGGER dossier_is_queued_whole'),
  complete: completeInTwo,
});

/** Must be found out by kills: what was answered as saved is not there yet. */
export const hastyTrial: KillTrial = trialOf({ ...soundDesk, name: 'dossier-hasty', saysFirst: true });

/**
 * Outlives every kill, because the system's own memory does, and must be found out where writes that were never flushed are
 * lost: for a replay of crash states.
 */
export const unsyncedTrial: KillTrial = trialOf({
  ...soundDesk,
  name: 'dossier-unsynced',
  begin: (db) => void db.pragma('synchronous = OFF'),
});

/** Desks that do it wrong: what finds nothing in them finds nothing. */
export const negativeControls: readonly KillTrial[] = [splitTrial, hastyTrial, unsyncedTrial];
