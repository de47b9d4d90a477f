import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspectBackup, listBackups } from '../backup.ts';
import type { WriteDb } from '../database/database.ts';
import { databaseKey } from '../database/database-key.ts';
import type { DatabaseRole } from '../database/database-role.ts';
import { checkFile } from '../database/health.ts';
import { query } from '../database/query.ts';
import { createKeyRing, type KeyRing, unlockKeyRing } from '../keys/key-ring.ts';
import { versionOf } from '../migrations/migrate.ts';
import { migrationsOf } from '../migrations/migrations.ts';
import { openProfileDatabase } from '../open-profile.ts';
import { backupFolder, databaseFile, keyFilePath } from '../profile-paths.ts';
import { changeKey, rotateDataKey } from '../rotate-key.ts';

/** What a kill hit, and how many there were of each. */
export type CrashRun = {
  readonly kills: number;
  readonly hit: Readonly<Record<string, number>>;
  readonly acknowledged: number;
};

const roles: readonly DatabaseRole[] = ['desk', 'registry'];
const shipped = fileURLToPath(new URL('../migrations/', import.meta.url));
const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url));

const tables = `CREATE TABLE entry (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE tally (entries INTEGER NOT NULL, total INTEGER NOT NULL) STRICT;
INSERT INTO tally VALUES (0, 0);
CREATE TABLE ballast (n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;`;
/** Each later migration rewrites every row, so that a kill can fall into it. */
const rewriting = (number: number) => `CREATE TABLE entry_new (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
INSERT INTO entry_new SELECT n, text FROM entry;
DROP TABLE entry;
ALTER TABLE entry_new RENAME TO entry;
CREATE INDEX entry_text_${number} ON entry (text);`;

/** Makes a profile in `folder` for the child to work on. */
export async function prepareCrashProfile(folder: string): Promise<void> {
  cpSync(join(shipped), join(folder, 'migrations'), { recursive: true, filter: (path) => !path.endsWith('.ts') });
  for (const role of roles) addMigration(folder, role, tables);
  const options = { profile: 'demo', profileId: 'crash', now: new Date(), path: keyFilePath(folder) } as const;
  (await createKeyRing({ ...options, holders: [{ by: 'nothing' }] })).forget();
  writeFileSync(join(folder, 'journal.txt'), '');
}

function addMigration(folder: string, role: DatabaseRole, sql: string): void {
  const place = join(folder, 'migrations', role);
  mkdirSync(place, { recursive: true });
  const number = String(readdirSync(place).length + 1).padStart(3, '0');
  writeFileSync(join(place, `${number}-crash.sql`), sql);
}

/** What must be there: every acknowledged entry, or, while a restore was under way, those of the backup. */
type Promised = { desk: number; registry: number; restoring: number | null; readonly backups: Map<string, number> };

/** Runs the child and kills it, `kills` times; after each kill looks that nothing promised is lost and nothing is broken. */
export async function crashAgainAndAgain(folder: string, kills: number, random: () => number): Promise<CrashRun> {
  const promised: Promised = { desk: 0, registry: 0, restoring: null, backups: new Map() };
  const hit: Record<string, number> = {};
  let acknowledged = 0;
  for (let kill = 0; kill < kills; kill++) {
    if (kill % 9 === 8) for (const role of roles) addMigration(folder, role, rewriting(kill));
    writeFileSync(join(folder, 'journal.txt'), '');
    await killSoon(folder, Math.floor(random() * 2 ** 31) + 1, aim(random));
    const lines = readFileSync(join(folder, 'journal.txt'), 'utf8').split('\n').filter(Boolean);
    const step = account(lines, promised);
    hit[step] = (hit[step] ?? 0) + 1;
    acknowledged += lines.filter((line) => /^(desk|registry) /.test(line)).length;
    lookForNames(folder, `kill ${kill} (${step})`);
    await inspect(folder, promised, `kill ${kill} (${step})`);
  }
  return { kills, hit, acknowledged };
}

/** When to kill: so many milliseconds after the child has said `word`, or, should it not say so, after `patienceMs`. */
type Aim = { readonly word: string; readonly afterMs: number; readonly patienceMs: number };

/** Half of the kills fall anywhere; the other half aim at what takes but a moment. */
function aim(random: () => number): Aim {
  if (random() < 0.5) return { word: 'start', afterMs: random() ** 2 * 450, patienceMs: 20_000 };
  const words = ['begin backup', 'begin backup', 'begin restore', 'begin restore', 'begin rotate', 'begin open'];
  const word = words[Math.floor(random() * words.length)] ?? 'start';
  return { word, afterMs: random() * 20, patienceMs: 2000 };
}

function killSoon(folder: string, seed: number, { word, afterMs, patienceMs }: Aim): Promise<void> {
  const running = spawn(process.execPath, [child, folder, String(seed)], { stdio: ['ignore', 'ignore', 'pipe'] });
  const began = performance.now();
  let complaint = '';
  running.stderr.on('data', (text) => {
    complaint += String(text);
  });
  return new Promise((resolve, reject) => {
    const waiting = setInterval(() => {
      const said = readFileSync(join(folder, 'journal.txt'), 'utf8').includes(word);
      if (!said && performance.now() - began < patienceMs) return;
      clearInterval(waiting);
      setTimeout(() => running.kill('SIGKILL'), afterMs);
    }, 1);
    running.on('exit', (_code, signal) => {
      clearInterval(waiting);
      if (signal === 'SIGKILL') resolve();
      else reject(new Error(`the child ended by itself: ${complaint}`));
    });
  });
}

/** Takes in what the child said it had done; returns what it was doing when it was killed. */
function account(lines: readonly string[], promised: Promised): string {
  let step = 'start';
  promised.restoring = null;
  for (const line of lines) {
    const [word = '', first = '', second = ''] = line.split(' ');
    if (word === 'begin') step = first;
    else if (word === 'desk' || word === 'registry') [promised[word], step] = [Number(first), 'write'];
    else if (word === 'backup') promised.backups.set(first, Number(second));
    else if (word === 'restored') [promised.desk, promised.restoring] = [promised.backups.get(first) ?? 0, null];
    if (line.startsWith('begin restore')) promised.restoring = promised.backups.get(second) ?? null;
  }
  return step;
}

const countEntries = query<Record<never, never>, { entries: number; total: number; last: number }>(
  'crash.count',
  'SELECT count(*) AS entries, coalesce(sum(n), 0) AS total, coalesce(max(n), 0) AS last FROM entry',
);
const readTally = query<Record<never, never>, { entries: number; total: number }>(
  'crash.tallied',
  'SELECT * FROM tally',
);

async function inspect(folder: string, promised: Promised, when: string): Promise<void> {
  const ring = await unlockKeyRing({ path: keyFilePath(folder) }, { by: 'nothing' });
  if (ring.nextKey() !== null)
    await rotateDataKey(ring, (role, from, to) => changeKey(databaseFile(folder, role), from, to));
  for (const role of roles) promised[role] = inspectRole(folder, ring, { role, promised, when });
  for (const { file, generation } of listBackups(backupFolder(folder))) {
    const key = ring.keyOf(generation);
    if (key === null) throw new Error(`${when}: no key for ${file}`);
    inspectBackup(file, databaseKey(key, 'desk'), ring.profileId);
    if (!promised.backups.has(file)) promised.backups.set(file, backupSize(folder, file));
  }
  ring.forget();
}

/** A backup that was whole but not yet acknowledged when the kill came holds what the file held then. */
function backupSize(folder: string, _file: string): number {
  const lines = readFileSync(join(folder, 'journal.txt'), 'utf8').split('\n');
  return Number(lines.findLast((line) => line.startsWith('begin backup'))?.split(' ')[2] ?? 0);
}

const planted = ['utf8', 'utf16le'].map((encoding) => Buffer.from('Nguyễn Văn Mẫu', encoding as BufferEncoding));

/** Everything a copy of the folder would hold at this moment, half-made files too: no name of a person can be read in it. */
function lookForNames(folder: string, when: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.sql')) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    if (planted.some((name) => bytes.includes(name))) throw new Error(`${when}: a name can be read in ${entry.name}`);
  }
}

type Inspected = { readonly role: DatabaseRole; readonly promised: Promised; readonly when: string };

function inspectRole(folder: string, ring: KeyRing, { role, promised, when }: Inspected): number {
  const migrations = migrationsOf(role, join(folder, 'migrations'));
  const identity = { profileId: ring.profileId, appVersion: '0', now: new Date(), checkUnclean: true };
  const key = databaseKey(ring.dataKey(), role);
  const { db } = openProfileDatabase({ folder, key, migrations, ...identity });
  try {
    checkFile(db);
    if (versionOf(db) !== migrations.length) throw new Error(`${when}: ${role} is not up to date`);
    return inspectEntries(db, { role, promised, when });
  } finally {
    db.close();
  }
}

function inspectEntries(db: WriteDb, { role, promised, when }: Inspected): number {
  const counted = db.get(countEntries);
  const tallied = db.get(readTally);
  if (counted === null || tallied === null) throw new Error(`${when}: ${role} is empty`);
  if (counted.entries !== tallied.entries || counted.total !== tallied.total)
    throw new Error(`${when}: half a transaction in ${role}`);
  if (counted.entries !== counted.last) throw new Error(`${when}: a gap in ${role}`);
  const restored = role === 'desk' && promised.restoring !== null && counted.last === promised.restoring;
  if (counted.last < promised[role] && !restored)
    throw new Error(`${when}: ${role} has ${counted.last} of ${promised[role]} acknowledged`);
  return counted.last;
}

/** Removes what a run left. */
export function removeCrashProfile(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
