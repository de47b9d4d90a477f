import { inspectBackup, listBackups } from '../../backup.ts';
import { databaseKey } from '../../database/database-key.ts';
import type { DatabaseRole } from '../../database/database-role.ts';
import type { KeyRing } from '../../keys/key-ring.ts';
import { backupFolder, databaseFile } from '../../profile-paths.ts';
import { changeKey, rotateDataKey } from '../../rotate-key.ts';
import { type KillTrial, need } from './kill-trial.ts';
import { backUp, keepTemplate, makeKeys, openSample, putBack, unlock } from './sample-profile.ts';
import { fillRows, stateOfRows } from './sample-rows.ts';

const roles: readonly DatabaseRole[] = ['desk', 'registry'];
const rotate = (ring: KeyRing, folder: string) =>
  rotateDataKey(ring, (role, from, to) => changeKey(databaseFile(folder, role), from, to));

/** Each file opens under the old key or the new one, the change can be finished, and old backups open still. */
export const rotationTrial: KillTrial = {
  name: 'rotation',
  async prepare(folder) {
    const ring = await makeKeys(folder);
    for (const role of roles) {
      const { db } = openSample({ folder, ring, role });
      fillRows(db, role);
      if (role === 'desk') backUp(db, { folder, ring });
      db.close();
    }
    keepTemplate(folder);
  },
  before: putBack,
  async run(folder, say) {
    const ring = await unlock(folder);
    say('begin');
    await rotate(ring, folder);
    say('rotated');
    say('end');
  },
  async inspect(folder, said) {
    const ring = await unlock(folder);
    const left = ring.nextKey() !== null ? 'under way' : ring.generation() === 1 ? 'not begun' : 'done';
    if (said.includes('rotated')) need(left === 'done', 'an acknowledged change of the key is undone');
    if (left === 'under way') await rotate(ring, folder);
    for (const role of roles) {
      const { db } = openSample({ folder, ring, role });
      need(stateOfRows(db) === role, `${role} holds something else`);
      db.close();
    }
    const first = ring.keyOf(1);
    need(first !== null, 'the first key is lost');
    for (const { file } of listBackups(backupFolder(folder)))
      if (first !== null) inspectBackup(file, databaseKey(first, 'desk'), ring.profileId);
    return left;
  },
};
