import { auditCommands } from './audit-commands.ts';
import { backupCommands } from './backup-commands.ts';
import { cardCommands } from './card-commands.ts';
import type { Command } from './command.ts';
import { doctorCommands, trustCommands } from './desk-commands.ts';
import { devicesCommands } from './devices-commands.ts';
import { faceCommands } from './face-commands.ts';
import { mrzCommands } from './mrz-command.ts';
import { officersCommands } from './officers-commands.ts';
import { profileCommands } from './profile-commands.ts';
import { qrCommands } from './qr-command.ts';
import { queueCommands } from './queue-commands.ts';
import { reconcileCommands } from './reconcile-command.ts';
import { registryCompareCommands } from './registry-compare.ts';
import { registryImportCommands } from './registry-import.ts';
import { registryLookUpCommands } from './registry-look-up.ts';
import { registryQualityCommands } from './registry-quality.ts';
import { syncCommands } from './sync-command.ts';
import { upstreamCommands } from './upstream-commands.ts';

/** Every command of the terminal, in the order `help` names them. */
export const commands: readonly Command[] = [
  ...cardCommands,
  ...qrCommands,
  ...mrzCommands,
  ...registryLookUpCommands,
  ...registryCompareCommands,
  ...registryImportCommands,
  ...registryQualityCommands,
  ...faceCommands,
  ...syncCommands,
  ...queueCommands,
  ...reconcileCommands,
  ...upstreamCommands,
  ...trustCommands,
  ...officersCommands,
  ...auditCommands,
  ...backupCommands,
  ...profileCommands,
  ...devicesCommands,
  ...doctorCommands,
];
