import { backupTrial } from './backup-trial.ts';
import { captureTrial } from './capture-trial.ts';
import { dossierTrial } from './dossier-trial.ts';
import { draftTrial } from './draft-trial.ts';
import { importTrial } from './import-trial.ts';
import type { KillTrial } from './kill-trial.ts';
import { migrationTrial } from './migration-trial.ts';
import { restoreTrial } from './restore-trial.ts';
import { rotationTrial } from './rotation-trial.ts';

/** Everything that promises to outlive a kill. */
export const killTrials: readonly KillTrial[] = [
  importTrial,
  migrationTrial,
  backupTrial,
  restoreTrial,
  rotationTrial,
  captureTrial,
  dossierTrial,
  draftTrial,
];
