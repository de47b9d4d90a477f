import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deviceChoiceSchema, deviceKinds } from '#contract/devices.ts';
import type { DeviceChoices } from '#ports/device-choices.ts';
import { writeAtomically } from './atomic-file.ts';

const choicesSchema = deviceChoiceSchema.array().max(deviceKinds.length);

/** The chosen devices in a plain file of a profile's folder: they are needed before the vault is open. */
export function deviceChoicesFile(folder: string): DeviceChoices {
  const file = join(folder, 'devices.json');
  return {
    async load() {
      try {
        return choicesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
      } catch {
        return [];
      }
    },
    save: (choices) => writeAtomically(file, Buffer.from(`${JSON.stringify(choices, null, 2)}\n`)),
  };
}
