import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonRow, Provenance } from '#contract/citizen.ts';
import { type AuditDraft, auditObject } from '#domain/audit/record.ts';
import { foldedKey } from '#domain/citizen/names/fold.ts';
import { createDivisions } from '#domain/citizen/units/divisions.ts';
import { sampleOfficer } from '#domain/testing/sample-officers.ts';
import { citizens } from '#fixtures/make/citizens.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { auditPlace } from '../audit/audit-place.ts';
import { makeBackup } from '../backup.ts';
import { databaseKey } from '../database/database-key.ts';
import type { DatabaseRole } from '../database/database-role.ts';
import { loadSqlite } from '../database/sqlite-binding.ts';
import { createKeyRing, type KeyRing, officerHolder } from '../keys/key-ring.ts';
import { migrationsOf } from '../migrations/migrations.ts';
import { openAttemptFile } from '../officers/attempt-file.ts';
import { createOfficerStore } from '../officers/officer-store.ts';
import { openProfileDatabase } from '../open-profile.ts';
import { openProfileFolder } from '../profile-folder.ts';
import { backupFolder, databaseFile, keyFilePath } from '../profile-paths.ts';
import { editPerson } from '../registry/edit-citizen.ts';
import { importFile } from '../registry/import-file.ts';
import { refreshNameIndex } from '../registry/name-index.ts';
import { checkQuality } from '../registry/quality-check.ts';
import { digitNeedles, findReadable, type Needle, textNeedles } from './readable-data.ts';

const now = new Date('2026-11-22T06:00:00Z');
const profileId = 'profile-MAU';
const tables = fictitiousDivisions(2);
const people = [...citizens({ count: 400, defects: 0.2, divisions: tables })];
const officer = sampleOfficer('CB001', ['thuNhan'], { name: 'ĐẶNG THỊ MẪU CÁN BỘ' });
const secret = 'mật khẩu mẫu của CB001';
const edited = { before: people[0]?.hoTen ?? '', after: 'LƯƠNG THỊ MẪU ĐÍNH CHÍNH', basis: 'Giấy khai sinh 12/THỬ' };

/** Everything about people that this profile was given. */
function needles(): readonly Needle[] {
  const all = people.flatMap(needlesOfPerson);
  const told = [edited.after, foldedKey(edited.after), edited.basis, officer.name, secret, '"soDinhDanh"'];
  return [...all, ...told.flatMap((text) => textNeedles('told', text))];
}

function needlesOfPerson({ hoTen = '', soDinhDanh = '', dienThoai, cmnd, thuongTru = '', soHo = '' }: PersonRow) {
  const street = thuongTru.split(',')[0] ?? '';
  return [
    ...textNeedles('name', hoTen),
    ...textNeedles('name without marks', foldedKey(hoTen)),
    ...textNeedles('number', soDinhDanh),
    ...(soDinhDanh.length === 12 ? digitNeedles('number', soDinhDanh) : []),
    ...(dienThoai ? [...textNeedles('phone', dienThoai), ...digitNeedles('phone', `1${dienThoai}`)] : []),
    ...(cmnd ? textNeedles('nine-digit number', cmnd) : []),
    ...textNeedles('street', street),
    ...textNeedles('household', soHo),
  ];
}

let [outside, folder, plain] = ['', '', ''];
let ring: KeyRing;
beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'truc-ban-copied-'));
  const profile = join(outside, 'profile');
  const holder = { by: 'secret', officer: officerHolder(profileId, officer.id), secret } as const;
  ring = await createKeyRing({ path: keyFilePath(profile), profile: 'production', profileId, now, holders: [holder] });
  const desk = open(profile, 'desk');
  const registry = open(profile, 'registry');
  await fillDesk(profile, desk);
  await fillRegistry(registry);
  await fillFiles(profile);
  // Copied while both are open, as a thief would: with their logs.
  folder = join(outside, 'copy');
  cpSync(profile, folder, { recursive: true });
  desk.close();
  registry.close();
  plain = join(outside, 'plain');
  decrypt();
});
afterAll(() => rmSync(outside, { recursive: true, force: true }));

function open(profile: string, role: DatabaseRole) {
  const key = databaseKey(ring.dataKey(), role);
  const migrations = migrationsOf(role);
  const { db } = openProfileDatabase({
    folder: profile,
    key,
    profileId,
    appVersion: '1',
    now,
    migrations,
    checkUnclean: true,
  });
  return db;
}

async function fillDesk(profile: string, db: ReturnType<typeof open>): Promise<void> {
  const looked = people.map(
    ({ soDinhDanh = '' }, at): AuditDraft => ({
      at: now.toISOString(),
      monotonic: at + 1,
      officer: officer.id,
      role: 'thuNhan',
      action: 'citizen.lookedUp',
      object: auditObject('citizen', soDinhDanh, new Uint8Array(32).fill(5)),
      purpose: null,
      result: { outcome: 'done', code: null, count: null },
    }),
  );
  const place = auditPlace(db, { machine: 'MAY-MAU-01', station: '99999' });
  await createOfficerStore(db, place).write([{ kind: 'officer', officer }], looked);
  const key = databaseKey(ring.dataKey(), 'desk');
  const where = { folder: backupFolder(profile), keyFile: keyFilePath(profile), generation: ring.generation() };
  makeBackup({ ...where, db, key, keep: 3, now });
}

async function fillRegistry(db: ReturnType<typeof open>): Promise<void> {
  refreshNameIndex(db);
  const divisions = createDivisions(tables);
  const path = join(outside, 'people.ndjson');
  writeFileSync(path, people.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const run = await importFile(db, { path, format: 'ndjson', divisions, by: officer.id, now: () => now });
  expect(run.setAside).toBeGreaterThan(0);
  const provenance: Provenance = {
    source: 'document',
    at: now.toISOString(),
    by: officer.id,
    act: 'capNhat',
    basis: edited.basis,
    reason: null,
  };
  const edit = { field: 'name', value: edited.after, provenance } as const;
  expect(editPerson(db, people[0]?.soDinhDanh ?? '', edit).kind).toBe('done');
  await checkQuality(db, { divisions, on: '2026-11-22', now: () => now });
}

async function fillFiles(profile: string): Promise<void> {
  const store = openProfileFolder(profile);
  store.appendLog(JSON.stringify({ at: now.toISOString(), event: 'registry.imported', count: people.length }));
  await openAttemptFile(join(profile, 'attempts.json')).save({ attempts: {}, unlogged: [] });
}

/** The same two files without encryption, so that the search is seen to find what is there. */
function decrypt(): void {
  cpSync(folder, plain, { recursive: true });
  const Binding = loadSqlite();
  for (const role of ['desk', 'registry'] as const) {
    const file = databaseFile(plain, role);
    const database = new Binding(file, { readonly: false, fileMustExist: true, timeout: 0 });
    database.pragma("cipher = 'aegis'");
    database.key(Buffer.concat([Buffer.from('raw:'), databaseKey(ring.dataKey(), role).material]));
    database.pragma('journal_mode = DELETE');
    database.rekey(Buffer.alloc(0));
    database.close();
  }
}

describe('a copied profile folder', () => {
  it('has everything in it that a desk leaves: both files, their logs, a backup, keys, a log of events', () => {
    const names = readdirSync(folder, { recursive: true }).map(String);
    expect(names).toEqual(
      expect.arrayContaining(['desk.db', 'desk.db-wal', 'registry.db', 'registry.db-wal', 'keys.json']),
    );
    expect(names.filter((name) => /^backup.desk-.*\.db$/.test(name))).toHaveLength(1);
  });

  it('holds no name, number, phone or address that can be read', () => {
    expect(findReadable(folder, needles())).toEqual([]);
  });

  it('would hold all of them without encryption', () => {
    const found = findReadable(plain, needles());
    const inRegistry = found.filter(({ file }) => file === 'registry.db').map(({ what }) => what);
    for (const what of [
      'name',
      'name without marks',
      'number (integer)',
      'phone (integer)',
      'street',
      'household',
      'told',
    ])
      expect.soft(inRegistry, what).toContain(what);
    // What was set aside is kept as the bytes of the line.
    expect(inRegistry).toContain('number');
    expect(found).toContainEqual({ file: 'desk.db', what: 'told' });
  });
});
