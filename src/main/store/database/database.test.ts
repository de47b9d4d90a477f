import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import { openReadDb, openWriteDb, rekeyCopy, type SlowQuery } from './database.ts';
import { databaseKey, forgetKey, inspectHead } from './database-key.ts';
import type { DatabaseRole } from './database-role.ts';
import { checkFile, checkInBackground, wasLeftOpen } from './health.ts';
import { type NoParameters, query } from './query.ts';

const dataKey = new Uint8Array(32).fill(7);
const key = databaseKey(dataKey, 'desk');
const otherKey = databaseKey(new Uint8Array(32).fill(8), 'desk');
const name = 'NGUYỄN VĂN MẪU';
const add = query<{ n: number; text: string; body: Uint8Array | null }>(
  't.add',
  'INSERT INTO t VALUES (:n, :text, :body)',
);
const byNumber = query<{ n: number }, { text: string; body: Uint8Array | null }>(
  't.by',
  'SELECT * FROM t WHERE n = :n',
);
const all = query<NoParameters, { n: number }>('t.all', 'SELECT n FROM t ORDER BY n');

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-db-'));
  file = join(folder, 'desk.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fresh(rows = 0, role: DatabaseRole = 'desk') {
  const db = openWriteDb({ file, key: databaseKey(dataKey, role) });
  db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT NOT NULL, body BLOB) STRICT');
  db.transaction(() => {
    for (let n = 1; n <= rows; n++) db.run(add, { n, text: `${name} ${n}`, body: new Uint8Array(900).fill(n) });
  });
  return db;
}

/** The code of the failure that `work` throws. */
function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code;
    throw error;
  }
  return 'none';
}

const openAndRead = () => {
  const db = openReadDb({ file, key });
  try {
    checkFile(db);
    return db.all(all);
  } finally {
    db.close();
  }
};

describe('an opened file', () => {
  it.each([
    ['desk', { synchronous: 2, auto_vacuum: 2 }],
    ['registry', { synchronous: 1, auto_vacuum: 0 }],
  ] as const)('of %s is kept as it promises', (role, own) => {
    const db = openWriteDb({ file, key: databaseKey(dataKey, role) });
    const common = {
      cipher: 'aegis',
      journal_mode: 'wal',
      page_size: 8192,
      foreign_keys: 1,
      secure_delete: 1,
      trusted_schema: 0,
      temp_store: 2,
      busy_timeout: 5000,
    };
    for (const [pragma, value] of Object.entries({ ...common, ...own }))
      expect.soft(db.pragma(pragma), pragma).toBe(value);
    db.close();
    expect(statSync(file).mode & 0o022).toBe(0);
  });

  it('gives back what was put in, by name, to a reader too', () => {
    const db = fresh();
    expect(db.run(add, { n: 3, text: name, body: Uint8Array.of(1, 2, 3) })).toEqual({ changes: 1, lastId: 3 });
    const reader = openReadDb({ file, key });
    expect(reader.get(byNumber, { n: 3 })?.text).toBe(name);
    expect(Uint8Array.from(reader.get(byNumber, { n: 3 })?.body ?? [])).toEqual(Uint8Array.of(1, 2, 3));
    expect(reader.get(byNumber, { n: 4 })).toBeNull();
    expect([...reader.iterate(all)]).toEqual([{ n: 3 }]);
    reader.close();
    db.close();
  });

  it('undoes what throws, wholly or back to the inner beginning', () => {
    const db = fresh();
    const bug = new TypeError('bug');
    const inner = () =>
      db.transaction(() => {
        db.run(add, { n: 2, text: '', body: null });
        throw bug;
      });
    expect(inner).toThrow(bug);
    expect(db.all(all)).toEqual([]);
    db.transaction(() => {
      db.run(add, { n: 1, text: '', body: null });
      expect(inner).toThrow(bug);
    });
    expect(db.all(all)).toEqual([{ n: 1 }]);
    expect(() => db.transaction(() => Promise.resolve())).toThrow('cannot wait');
    db.close();
  });

  it('shows a snapshot its own moment while another connection writes', () => {
    const db = fresh(1);
    const reader = openReadDb({ file, key });
    reader.snapshot(() => {
      expect(reader.all(all)).toHaveLength(1);
      db.run(add, { n: 2, text: '', body: null });
      expect(reader.all(all)).toHaveLength(1);
    });
    expect(reader.all(all)).toHaveLength(2);
    reader.close();
    db.close();
  });

  it('refuses a write on a reading connection, by name', () => {
    fresh(1).close();
    const reader = openReadDb({ file, key });
    expect(failureOf(() => reader.get(query('t.sneak', 'DELETE FROM t RETURNING n')))).toBe('storage.denied');
    reader.close();
  });

  it('notes slow statements by name alone', () => {
    fresh(3).close();
    const noted: SlowQuery[] = [];
    const db = openWriteDb({ file, key, slow: { fromMs: 0, note: (slow) => noted.push(slow) } });
    db.get(byNumber, { n: 2 });
    db.close();
    expect(noted).toEqual([{ name: 't.by', ms: expect.any(Number) }]);
    expect(JSON.stringify(noted)).not.toContain('2}');
  });

  it('lets a bug be a bug', () => {
    const db = fresh(1);
    expect(() => db.all(query('t.bug', 'SELECT absent FROM t'))).toThrow(/no such column/);
    expect(() => db.run(add, { n: 1, text: '', body: null })).toThrow(/UNIQUE/);
    db.close();
  });

  it('has functions of its own in SQL', () => {
    const db = openWriteDb({ file, key, functions: { louder: (text) => `${text}!` } });
    expect(db.get(query('t.louder', "SELECT louder('a') AS loud"))).toEqual({ loud: 'a!' });
    db.close();
  });
});

describe('a file that does not open', () => {
  it('under another key is named so', () => {
    fresh(1).close();
    expect(failureOf(() => openWriteDb({ file, key: otherKey }))).toBe('storage.wrongKey');
    expect(failureOf(() => openReadDb({ file, key: databaseKey(dataKey, 'registry') }))).toBe('storage.wrongKey');
  });

  it('of another program is foreign', () => {
    const Plain = createRequire(import.meta.url)('better-sqlite3');
    const plain = new Plain(file);
    plain.exec('CREATE TABLE a (b)');
    plain.close();
    expect(failureOf(() => openWriteDb({ file, key }))).toBe('storage.foreign');
    for (const bytes of ['', 'short', 'x'.repeat(20_000)].slice(1)) {
      writeFileSync(file, bytes);
      expect(failureOf(() => openWriteDb({ file, key }))).toBe('storage.foreign');
      expect(readFileSync(file, 'utf8')).toBe(bytes);
    }
  });

  it('damaged in any page is damaged, by name', () => {
    fresh(200).close();
    const whole = readFileSync(file);
    const pages = whole.length / 8192;
    expect(pages).toBeGreaterThan(20);
    for (let page = 0; page < pages; page++) {
      const bytes = Buffer.from(whole);
      const at = page * 8192 + 64 + ((page * 997) % 8000);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(file, bytes);
      expect.soft(failureOf(openAndRead), `page ${page}`).toBe('storage.damaged');
    }
  });

  it('cut off anywhere is damaged', () => {
    fresh(100).close();
    const whole = readFileSync(file);
    for (const length of [100, 8192, 8192 * 5, 8192 * 5 + 77, whole.length - 8192, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, length));
      expect.soft(failureOf(openAndRead), `${length} bytes`).toBe('storage.damaged');
    }
  });

  it('with a damaged log opens as it was before the broken entry', () => {
    const db = fresh(1);
    db.run(add, { n: 2, text: '', body: null });
    const [main, log] = [readFileSync(file), readFileSync(`${file}-wal`)];
    db.close();
    log[log.length - 5000] = (log[log.length - 5000] ?? 0) ^ 1;
    writeFileSync(file, main);
    writeFileSync(`${file}-wal`, log);
    const again = openWriteDb({ file, key });
    checkFile(again);
    expect(again.all(all)).toEqual([{ n: 1 }]);
    again.close();
  });

  it('that is not there is denied to a reader and in an impossible place', () => {
    expect(failureOf(() => openReadDb({ file, key }))).toBe('storage.denied');
    writeFileSync(join(folder, 'blocked'), '');
    expect(failureOf(() => openWriteDb({ file: join(folder, 'blocked', 'desk.db'), key }))).toBe('storage.denied');
  });

  it('is full, by name, and keeps what was there', () => {
    const db = fresh(10);
    db.pragma(`max_page_count = ${Number(db.pragma('page_count'))}`);
    const fill = () =>
      db.transaction(() => {
        for (let n = 100; n < 300; n++) db.run(add, { n, text: name, body: new Uint8Array(4000) });
      });
    expect(failureOf(fill)).toBe('storage.full');
    expect(db.all(all)).toHaveLength(10);
    db.close();
  });
});

describe('health', () => {
  it('knows a file that was not closed', () => {
    const db = fresh(1);
    expect(wasLeftOpen(file)).toBe(true);
    db.close();
    expect(wasLeftOpen(file)).toBe(false);
  });

  it('checks in the background, pausing, and stops when asked', async () => {
    const db = fresh(50);
    let pauses = 0;
    const pause = async () => void pauses++;
    await checkInBackground(db, { signal: new AbortController().signal, pause });
    expect(pauses).toBe(1);
    await expect(checkInBackground(db, { signal: AbortSignal.abort(), pause })).rejects.toThrow('abort');
    db.close();
  });
});

describe('keys of files', () => {
  it('differ by role, and are recognised by the first bytes', () => {
    fresh(1).close();
    expect(inspectHead(file, key)).toBe('fits');
    expect(inspectHead(file, otherKey)).toBe('otherKey');
    expect(inspectHead(join(folder, 'none'), key)).toBe('absent');
    expect(databaseKey(dataKey, 'registry').material).not.toEqual(key.material);
    const forgotten = databaseKey(dataKey, 'desk');
    forgetKey(forgotten);
    expect(forgotten.material.every((byte) => byte === 0)).toBe(true);
  });

  it('can be changed on a copy', () => {
    const db = fresh(20);
    const copy = join(folder, 'copy.db');
    db.copyInto(copy);
    db.close();
    rekeyCopy(copy, key, otherKey);
    expect(failureOf(() => openReadDb({ file: copy, key }))).toBe('storage.wrongKey');
    const changed = openReadDb({ file: copy, key: otherKey });
    expect(changed.all(all)).toHaveLength(20);
    changed.close();
  });
});

it('leaves nothing readable in any file, while it is open or after', () => {
  const db = openWriteDb({ file, key });
  db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT NOT NULL, body BLOB) STRICT');
  for (let n = 1; n < 300; n++) db.run(add, { n, text: `${name} 001090012345`, body: Buffer.from(name, 'utf16le') });
  db.copyInto(join(folder, 'copy.db'));
  const planted = [name, '001090012345'].flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
  for (const each of ['desk.db', 'desk.db-wal', 'desk.db-shm', 'copy.db']) {
    const bytes = readFileSync(join(folder, each));
    expect(bytes.length).toBeGreaterThanOrEqual(8192);
    for (const text of [...planted, Buffer.from('CREATE TABLE'), Buffer.from(key.material.subarray(0, 32))])
      expect.soft(bytes.includes(text), `${each}: ${text.toString('latin1')}`).toBe(false);
  }
  db.close();
});
