import { existsSync, readdirSync } from 'node:fs';
import { inspectBackup, listBackups } from '../../backup.ts';
import { openReadDb } from '../../database/database.ts';
import { databaseKey } from '../../database/database-key.ts';
import { unlockKeyRing } from '../../keys/key-ring.ts';
import { backupFolder } from '../../profile-paths.ts';
import { type KillTrial, need } from './kill-trial.ts';
import { backUp, makeKeys, openSample, unlock } from './sample-profile.ts';
import { fillRows, stateOfRows } from './sample-rows.ts';

/** Every backup that is listed is whole and opens with the keys beside it; one that was acknowledged is listed. */
export const backupTrial: KillTrial = {
  name: 'backup',
  async prepare(folder) {
    const ring = await makeKeys(folder);
    const { db } = openSample({ folder, ring });
    fillRows(db, 'one');
    db.close();
  },
  before: () => undefined,
  async run(folder, say) {
    const ring = await unlock(folder);
    const { db } = openSample({ folder, ring });
    say(`begin ${listBackups(backupFolder(folder))[0]?.file ?? ''}`);
    say(`made ${backUp(db, { folder, ring })}`);
    say('end');
    db.close();
  },
  async inspect(folder, said) {
    const ring = await unlock(folder);
    const { db } = openSample({ folder, ring });
    need(stateOfRows(db) === 'one', 'the desk changed');
    db.close();
    const listed = listBackups(backupFolder(folder));
    for (const { file } of listed) await inspectWhole(file, ring.profileId);
    const [was, made] = ['begin ', 'made '].map((word) =>
      said.find((line) => line.startsWith(word))?.slice(word.length),
    );
    if (made !== undefined) need(listed[0]?.file === made, 'an acknowledged backup is gone');
    else if (was !== '' && was !== undefined)
      need(
        listed.some(({ file }) => file === was),
        'the last backup is gone',
      );
    if (listed[0] !== undefined && listed[0].file !== was) return 'the new one is there';
    const left = existsSync(backupFolder(folder)) ? readdirSync(backupFolder(folder)) : [];
    return left.some((name) => name.includes('.partial')) ? 'half of it, not listed' : 'none yet';
  },
};

/** Opens a backup with nothing but the keys beside it. */
async function inspectWhole(file: string, profileId: string): Promise<void> {
  const ring = await unlockKeyRing({ path: file.replace(/\.db$/, '.keys.json') }, { by: 'nothing' });
  const key = databaseKey(ring.dataKey(), 'desk');
  inspectBackup(file, key, profileId);
  const db = openReadDb({ file, key });
  need(stateOfRows(db) === 'one', 'a backup of something else');
  db.close();
}
