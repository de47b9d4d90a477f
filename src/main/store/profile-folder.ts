import { readFile, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsSchema } from '#contract/desk.ts';
import type { ProfileStore } from '#ports/profile-store.ts';
import { readAnchorFile } from './anchor-file.ts';
import { writeAtomically } from './atomic-file.ts';
import { createLogFile } from './log-file.ts';
import { storageFailure } from './storage-failure.ts';

/** What a profile keeps in plain files beside the encrypted ones. Nothing is made before the first thing is kept. */
export function openProfileFolder(folder: string): ProfileStore {
  const settingsFile = join(folder, 'settings.json');
  const plainAnchors = join(folder, 'trust', 'anchors.jsonl');
  return {
    place: folder,
    plainAnchors: {
      load: () => readAnchorFile(plainAnchors),
      remove: () => rm(plainAnchors, { force: true }),
    },
    settings: {
      async load() {
        try {
          return settingsSchema.parse(JSON.parse(await readFile(settingsFile, 'utf8')));
        } catch {
          return null;
        }
      },
      save: (settings) => writeAtomically(settingsFile, Buffer.from(`${JSON.stringify(settings, null, 2)}\n`)),
    },
    appendLog: createLogFile(join(folder, 'log', 'truc-ban.jsonl')),
    async probe() {
      const trial = join(folder, '.probe');
      await writeAtomically(trial, new Uint8Array(1));
      try {
        await rm(trial, { force: true });
        const { bavail, bsize } = await statfs(folder);
        return { freeBytes: bavail * bsize };
      } catch (error) {
        throw storageFailure(error, folder);
      }
    },
  };
}
