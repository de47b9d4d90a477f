import { inspectBackup, listBackups } from '../../backup.ts';
import { openReadDb } from '../../database/database.ts';
import { databaseKey } from '../../database/database-key.ts';
import { query } from '../../database/query.ts';
import { versionOf } from '../../migrations/migrate.ts';
import { type Migration, migrationsOf } from '../../migrations/migrations.ts';
import { backupFolder, databaseFile } from '../../profile-paths.ts';
import { type KillTrial, need } from './kill-trial.ts';
import { backUp, keepTemplate, makeKeys, openSample, putBack, unlock } from './sample-profile.ts';
import { fillRows, stateOfRows } from './sample-rows.ts';

const shipped = migrationsOf('desk');
/** Migrations of the dearest kind: each rebuilds a whole table and indexes it. */
const all: readonly Migration[] = [...shipped, ...[1, 2].map((at) => rebuilding(shipped.length + at))];
const indexes = query<Record<never, never>, { name: string }>(
  'kill.indexes',
  "SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'kill_%' ORDER BY name",
);

function rebuilding(number: number): Migration {
  const sql = `CREATE TABLE rebuilt (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO rebuilt SELECT name, value FROM keepsake;
DROP TABLE keepsake;
ALTER TABLE rebuilt RENAME TO keepsake;
CREATE INDEX kill_${number} ON keepsake (value, name);`;
  return { number, name: 'rebuilding', sql, checksum: sql };
}

/** The file is whole under one of the versions, with all its rows, and goes on to the last one; the backup made before is whole. */
export const migrationTrial: KillTrial = {
  name: 'migration',
  async prepare(folder) {
    const ring = await makeKeys(folder);
    const { db } = openSample({ folder, ring });
    fillRows(db, 'one');
    db.close();
    keepTemplate(folder);
  },
  before: putBack,
  async run(folder, say) {
    const ring = await unlock(folder);
    say('begin');
    const beforeMigration = (db: Parameters<typeof backUp>[0]) => say(`made ${backUp(db, { folder, ring })}`);
    const { db } = openSample({ folder, ring, migrations: all, beforeMigration });
    say(`reached ${versionOf(db)}`);
    say('end');
    db.close();
  },
  async inspect(folder, said) {
    const ring = await unlock(folder);
    const key = databaseKey(ring.dataKey(), 'desk');
    const found = openReadDb({ file: databaseFile(folder, 'desk'), key });
    const version = versionOf(found);
    const expected = all
      .slice(shipped.length, version)
      .map(({ number }) => `kill_${number}`)
      .slice(-1);
    need(version >= shipped.length, `version ${version}`);
    // Rebuilding the table again takes the index of the time before with it.
    need(
      found
        .all(indexes)
        .map(({ name }) => name)
        .join() === expected.join(),
      `half of migration ${version + 1}`,
    );
    need(stateOfRows(found) === 'one', 'other rows');
    found.close();
    if (said.some((line) => line.startsWith('reached'))) need(version === all.length, 'a migration is undone');
    const backups = listBackups(backupFolder(folder));
    for (const { file } of backups)
      need(inspectBackup(file, key, ring.profileId).version === shipped.length, 'a backup of another version');
    if (version > shipped.length) need(backups.length > 0, 'migrated without a backup');
    const { db } = openSample({ folder, ring, migrations: all });
    need(versionOf(db) === all.length && stateOfRows(db) === 'one', 'it does not go on');
    db.close();
    return version > shipped.length ? `version ${version}` : backups.length > 0 ? 'old, backed up' : 'old';
  },
};
