import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BindingDatabase, loadSqlite } from './sqlite-binding.ts';
import { inPlaces, prepare } from './statement.ts';

let folder: string;
let database: BindingDatabase;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-statement-'));
  const Binding = loadSqlite();
  database = new Binding(join(folder, 'a.db'), { readonly: false, fileMustExist: false, timeout: 0 });
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('named parameters', () => {
  it('become places, and what only looks like one stays', () => {
    expect(inPlaces('SELECT :a, :b_2 WHERE x = :a')).toEqual({
      sql: 'SELECT ?, ? WHERE x = ?',
      names: ['a', 'b_2', 'a'],
    });
    const texts = `SELECT ':a', 'it''s :b', ":c" -- :d\n, /* :e\n:f */ :g`;
    expect(inPlaces(texts)).toEqual({ sql: texts.replace(':g', '?'), names: ['g'] });
  });

  it('are taken by name, each as often as it stands there, blobs of any kind', () => {
    const blob = Uint8Array.of(1, 2, 3).subarray(1);
    const row = prepare(database, 'SELECT :text AS a, :blob AS b, :text AS c, :none AS d').get({
      text: 'x',
      blob,
      none: null,
      other: 1,
    });
    expect(row).toEqual({ a: 'x', b: Buffer.of(2, 3), c: 'x', d: null });
  });

  it('that are not given are a bug, not a null', () => {
    const statement = prepare(database, 'SELECT :a, :b');
    expect(() => statement.get({ a: 1 })).toThrow('"b"');
    expect(() => statement.all({ a: 1, b: undefined })).toThrow('"b"');
    expect(() => statement.get(undefined)).toThrow(TypeError);
  });
});
