import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listBackups } from '../../backup.ts';
import { openReadDb } from '../../database/database.ts';
import { databaseKey } from '../../database/database-key.ts';
import { backupFolder } from '../../profile-paths.ts';
import { restoreDesk } from '../../restore.ts';
import { type KillTrial, need } from './kill-trial.ts';
import { backUp, keepTemplate, makeKeys, openSample, putBack, unlock } from './sample-profile.ts';
import { fillRows, halfOfRows, stateOfRows } from './sample-rows.ts';

/** The desk is the old one or the restored one; the old one's file, with what only its log held, is kept aside. */
export const restoreTrial: KillTrial = {
  name: 'restore',
  async prepare(folder) {
    const ring = await makeKeys(folder);
    const { db } = openSample({ folder, ring });
    fillRows(db, 'then');
    backUp(db, { folder, ring });
    db.exec("DELETE FROM keepsake WHERE name LIKE 'kill %'");
    fillRows(db, 'now', 0, halfOfRows);
    db.pragma('wal_checkpoint(TRUNCATE)');
    fillRows(db, 'now', halfOfRows);
    // Copied while it is open: half of its rows are in the log alone, as after a power cut.
    keepTemplate(folder);
    db.close();
  },
  before: putBack,
  async run(folder, say) {
    const ring = await unlock(folder);
    const key = databaseKey(ring.dataKey(), 'desk');
    const backup = listBackups(backupFolder(folder))[0]?.file ?? '';
    say('begin');
    const now = new Date();
    const { epoch } = restoreDesk({ folder, backup, backupKey: key, key, profileId: ring.profileId, now });
    say(`restored ${epoch}`);
    say('end');
  },
  async inspect(folder, said) {
    const names = readdirSync(folder);
    const moved = !existsSync(join(folder, 'desk.db'));
    const ready = names.some((name) => name.startsWith('desk.db.ready-'));
    const ring = await unlock(folder);
    const { db, meta } = openSample({ folder, ring });
    const state = stateOfRows(db);
    db.close();
    need(state === 'now' || state === 'then', `the desk is neither: ${state}`);
    need(meta.epoch === (state === 'now' ? 1 : 2), `epoch ${meta.epoch} of the ${state}`);
    if (said.includes('restored 2')) need(state === 'then', 'an acknowledged restore is undone');
    if (state === 'now') return names.some((name) => name.includes('preparing')) ? 'old, copy begun' : 'old';
    inspectAside(folder, databaseKey(ring.dataKey(), 'desk'));
    return moved ? 'restored at opening, no desk in between' : ready ? 'restored at opening' : 'restored';
  },
};

function inspectAside(folder: string, key: ReturnType<typeof databaseKey>): void {
  const aside = readdirSync(folder).find((name) => name.startsWith('desk.db.before-') && !/-(wal|shm)$/.test(name));
  const db = openReadDb({ file: join(folder, aside ?? 'none'), key });
  need(stateOfRows(db) === 'now', 'what was set aside is not what was there');
  db.close();
}
