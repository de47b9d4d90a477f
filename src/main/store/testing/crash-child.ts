// A desk that does everything a store can do, as fast as it can, until it is killed. Arguments: folder, seed.
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { listBackups, makeBackup } from '../backup.ts';
import type { WriteDb } from '../database/database.ts';
import { databaseKey } from '../database/database-key.ts';
import type { DatabaseRole } from '../database/database-role.ts';
import { lockProfile } from '../database/instance-lock.ts';
import { query } from '../database/query.ts';
import { unlockKeyRing } from '../keys/key-ring.ts';
import { migrationsOf } from '../migrations/migrations.ts';
import { openProfileDatabase } from '../open-profile.ts';
import { backupFolder, databaseFile, keyFilePath } from '../profile-paths.ts';
import { restoreDesk } from '../restore.ts';
import { changeKey, rotateDataKey } from '../rotate-key.ts';

const [folder = '', seedText = '1'] = process.argv.slice(2);
const journal = openSync(join(folder, 'journal.txt'), 'a');
/** One line, whole in the kernel before the next step begins: what is said here was promised. */
const say = (...words: readonly (string | number)[]) => writeSync(journal, `${words.join(' ')}\n`);

let state = Number(seedText) >>> 0;
/** Marsaglia's xorshift32: repeatable, and good enough to choose what to do. */
const chance = (below: number) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
};

const newest = query<Record<never, never>, { n: number }>('crash.newest', 'SELECT coalesce(max(n), 0) AS n FROM entry');
const add = query<{ n: number; text: string }>('crash.add', 'INSERT INTO entry (n, text) VALUES (:n, :text)');
const tally = query<{ n: number }>('crash.tally', 'UPDATE tally SET entries = entries + 1, total = total + :n');
const thin = query<{ n: number }>('crash.thin', 'DELETE FROM ballast WHERE n % 7 = :n % 7');
const fill = query<{ n: number; body: Uint8Array }>('crash.fill', 'INSERT INTO ballast (n, body) VALUES (:n, :body)');

function write(db: WriteDb): number {
  return db.transaction(() => {
    const n = (db.get(newest)?.n ?? 0) + 1;
    db.run(add, { n, text: `Nguyễn Văn Mẫu ${n}` });
    db.run(tally, { n });
    if (n % 5 === 0) db.run(thin, { n });
    db.run(fill, { n, body: new Uint8Array(200 + chance(9000)).fill(n) });
    return n;
  });
}

say('start');
const lock = lockProfile(folder);
const ring = await unlockKeyRing({ path: keyFilePath(folder) }, { by: 'nothing' });
const rotate = () => rotateDataKey(ring, (role, from, to) => changeKey(databaseFile(folder, role), from, to));
if (ring.nextKey() !== null) {
  say('begin resume');
  await rotate();
}

function openBoth() {
  say('begin open');
  const open = (role: DatabaseRole) =>
    openProfileDatabase({
      folder,
      key: databaseKey(ring.dataKey(), role),
      profileId: ring.profileId,
      appVersion: '0',
      now: new Date(),
      checkUnclean: true,
      migrations: migrationsOf(role, join(folder, 'migrations')),
    }).db;
  const both = { desk: open('desk'), registry: open('registry') };
  say('opened');
  return both;
}
let files = openBoth();
const closeBoth = () => {
  files.registry.close();
  files.desk.close();
};

const acts: readonly (readonly [weight: number, act: () => void | Promise<void>])[] = [
  [60, () => void say('desk', write(files.desk))],
  [20, () => void say('registry', write(files.registry))],
  [
    6,
    () => {
      say('begin backup', files.desk.get(newest)?.n ?? 0);
      const key = databaseKey(ring.dataKey(), 'desk');
      const place = { folder: backupFolder(folder), keyFile: keyFilePath(folder), generation: ring.generation() };
      const made = makeBackup({ db: files.desk, key, keep: 3, now: new Date(), ...place });
      say('backup', made.file, files.desk.get(newest)?.n ?? 0);
    },
  ],
  [
    4,
    () => {
      const found = listBackups(backupFolder(folder));
      const backup = found[chance(Math.max(found.length, 1))];
      const old = backup && ring.keyOf(backup.generation);
      if (backup === undefined || old === null || old === undefined) return;
      closeBoth();
      say('begin restore', backup.file);
      const keys = { backupKey: databaseKey(old, 'desk'), key: databaseKey(ring.dataKey(), 'desk') };
      const { epoch } = restoreDesk({
        folder,
        backup: backup.file,
        ...keys,
        profileId: ring.profileId,
        now: new Date(),
      });
      say('restored', backup.file, epoch);
      files = openBoth();
    },
  ],
  [
    5,
    async () => {
      closeBoth();
      say('begin rotate');
      await rotate();
      say('rotated', ring.generation());
      files = openBoth();
    },
  ],
];
const weights = acts.reduce((sum, [weight]) => sum + weight, 0);

for (;;) {
  let at = chance(weights);
  const chosen = acts.find(([weight]) => {
    at -= weight;
    return at < 0;
  });
  await chosen?.[1]();
  // Without a parent this would run for ever.
  if (process.ppid === 1) {
    lock.release();
    process.exit(0);
  }
}
