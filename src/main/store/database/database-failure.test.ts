import { describe, expect, it } from 'vitest';
import { databaseFailure } from './database-failure.ts';

const sqlite = (code: string) => Object.assign(new Error('message'), { code });

describe('databaseFailure', () => {
  it.each([
    ['SQLITE_FULL', 'storage.full'],
    ['SQLITE_IOERR_WRITE', 'storage.full'],
    ['SQLITE_NOTADB', 'storage.damaged'],
    ['SQLITE_CORRUPT_VTAB', 'storage.damaged'],
    ['SQLITE_IOERR_SHORT_READ', 'storage.damaged'],
    ['SQLITE_READONLY_DBMOVED', 'storage.denied'],
    ['SQLITE_CANTOPEN', 'storage.denied'],
    ['SQLITE_BUSY_SNAPSHOT', 'storage.inUse'],
    ['EROFS', 'storage.denied'],
    ['ENOSPC', 'storage.full'],
  ])('%s is %s', (code, expected) => {
    expect(databaseFailure(sqlite(code), 'desk.db')).toMatchObject({
      failure: { code: expected, params: { file: 'desk.db' } },
    });
  });

  it.each(['SQLITE_ERROR', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_MISUSE'])('%s is a bug and stays one', (code) => {
    const error = sqlite(code);
    expect(databaseFailure(error, 'desk.db')).toBe(error);
  });
});
