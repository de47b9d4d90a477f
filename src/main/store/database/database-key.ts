import { hkdfSync } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { DatabaseRole } from './database-role.ts';

/** Length of a profile's data key, and of the key of each of its files, in bytes. */
export const dataKeyLength = 32;
const saltLength = 16;

/** The key of one database file, made from the profile's data key. */
export type DatabaseKey = {
  readonly role: DatabaseRole;
  /** 32 secret bytes, then the 16 bytes the file begins with, by which the key that fits it is recognised. */
  readonly material: Uint8Array;
};

/** Makes the key of a file from the data key: each file has its own (HKDF-SHA-256, RFC 5869). */
export function databaseKey(dataKey: Uint8Array, role: DatabaseRole): DatabaseKey {
  const made = hkdfSync('sha256', dataKey, new Uint8Array(0), `truc-ban ${role}.db 1`, dataKeyLength + saltLength);
  return { role, material: new Uint8Array(made) };
}

/** Forgets a key: its bytes become zero. */
export function forgetKey(key: DatabaseKey): void {
  key.material.fill(0);
}

/** What the first bytes of a file say about it without any key being tried. */
export type FileHead = 'absent' | 'empty' | 'fits' | 'otherKey' | 'foreign';

/** SQLite's header from byte 16 on stays readable under the cipher: page size 8192, WAL or not, fixed fractions. */
function looksEncrypted(head: Uint8Array): boolean {
  const [high, low, , , , most, least, leaf] = head.subarray(16, 24);
  return high === 0x20 && low === 0 && most === 64 && least === 32 && leaf === 32;
}

/** Looks at the head of the file at `path`. @throws an error of the file system other than absence */
export function inspectHead(path: string, key: DatabaseKey): FileHead {
  const head = new Uint8Array(24);
  let length = 0;
  try {
    const handle = openSync(path, 'r');
    try {
      length = readSync(handle, head);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'absent';
    throw error;
  }
  if (length === 0) return 'empty';
  const salt = key.material.subarray(dataKeyLength);
  if (salt.every((byte, at) => head[at] === byte)) return 'fits';
  return length === head.length && looksEncrypted(head) ? 'otherKey' : 'foreign';
}
