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
import { registryCompareCommands } from './registry-compare.ts';
import { registryImportCommands } from './registry-import.ts';
import { registryLookUpCommands } from './registry-look-up.ts';
import { registryQualityCommands } from './registry-quality.ts';

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
  ...trustCommands,
  ...officersCommands,
  ...auditCommands,
  ...backupCommands,
  ...profileCommands,
  ...devicesCommands,
  ...doctorCommands,
];
